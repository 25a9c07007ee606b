"""Timelines: what the content knows about routes of training, as frozen values. Durations are in months."""
