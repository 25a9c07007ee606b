"""Postings: what a list's messages should show, what they show, and the steps from one to the other."""
