"""Discord's REST API v10: one file per group of routes, each handler short."""
