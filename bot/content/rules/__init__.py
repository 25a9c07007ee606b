"""What no single value can be asked: whether everything that is named exists, is unique, and is fit to be shown.

Each check takes what there is: a thing that does not fit its shape in one place is still checked in all the others.
"""
