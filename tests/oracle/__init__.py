"""A second reckoning of plans, from the words of docs/timelines.md alone.

It reads the tables in `content/timelines/` by itself, shares no line with `bot` and counts days with another library.
It is slow and plain rather than clever: what it is for is to disagree.
"""
