"""What people see, as values, without discord."""
