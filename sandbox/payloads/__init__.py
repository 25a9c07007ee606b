"""The world as Discord writes it: every key that discord.py 2.7 reads without asking whether it is there."""
