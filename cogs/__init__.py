"""Features, one package each: commands and views that carry words between Discord and the services."""
