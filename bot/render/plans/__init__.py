"""A plan as files: a picture, a calendar, and plain text."""
