"""Exit codes, the same for every command."""

FINE = 0
PROBLEMS = 1  # the work was done and found problems
USAGE = 2
RETRY = 75  # EX_TEMPFAIL of sysexits.h: the same command may work later
CONFIGURATION = 78  # EX_CONFIG of sysexits.h: somebody has to change something first
