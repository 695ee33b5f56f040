"""The palette: contacts and commands found while typing, over everything."""
