"""A Discord on loopback: to play in, to test in, to break. Knows nothing of Preceptor."""
