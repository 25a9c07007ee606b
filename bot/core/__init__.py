"""What the bot knows. Pure: no I/O, no clock, no asyncio."""
