"""A list of any length beside the record of what is chosen in it, whatever it lists."""
