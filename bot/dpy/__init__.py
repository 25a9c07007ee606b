"""The discord.py edge that all cogs share."""
