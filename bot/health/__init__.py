"""The edge where machines ask whether the bot is well."""
