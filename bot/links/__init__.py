"""Visits to the pages that the content links to: the one edge of the project that asks sites of other people."""
