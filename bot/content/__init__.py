"""The YAML edge: from files that people edit to a pack, or to a report."""
