"""The SQL edge: what is remembered."""
