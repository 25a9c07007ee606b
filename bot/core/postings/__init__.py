"""Postings: what a list's messages should show, what they show, and the moves from one to the other."""
