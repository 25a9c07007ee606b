"""What the bot does: use cases over core and ports (Protocols)."""
