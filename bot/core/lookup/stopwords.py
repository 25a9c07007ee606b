"""Words that say little about what is asked. They still count a little: "what is pain" must find its entry."""

WEIGHT = 0.3

_WORDS = """
    a about all also am an and any are arent as at be been being but by can cant could couldnt did didnt do does doesnt
    doing dont for from had has hasnt have havent having he her hers him his how hows i id if ill im in into is isnt it
    its ive just lets me might mine must my no nor not of off on or our ours out over own please shall she should
    shouldnt so some such than that thats the their theirs them then there theres these they theyre this those to too
    under up us very was wasnt we were werent what whats when whens where wheres which while who whom whos whose why
    will with wont would wouldnt you youre your yours
"""

STOP_WORDS = frozenset(_WORDS.split())

_ASKING = """
    anyone anything anywhere ask attend available best better choose chose consider could exist explain explore find
    finding follow found get getting give go going good great have hear help helpful join know learn like list lists
    look looking looks me mean near nearby need needed new online page pages please read reading recommend recommended
    resource resources say search see show site sites somebody someone something somewhere start suggest suggested sure
    take tell thank thanks thing things think tried try trying understand use useful visit want wants watch way ways
    website websites wish wonder wondering worth
"""

ASKING_WORDS = frozenset(_ASKING.split())
"""Words that say that somebody looks for something, and not what. Where it matters how much of a query is held, whether
a text has them tells nothing.
"""
