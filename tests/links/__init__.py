"""Visits to sites that the tests run themselves."""
