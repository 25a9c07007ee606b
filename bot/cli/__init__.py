"""The command line: the same core with a different edge."""
