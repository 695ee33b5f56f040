"""Exporting contacts: which, which columns, in what format and where."""
