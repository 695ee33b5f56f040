"""Importing contacts: a place of its own, from the file to the result."""
