"""What content files may hold: one module for each kind of file."""
