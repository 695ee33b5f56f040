"""The documents of a record: listed whole, with their versions, kept, opened, called otherwise."""
