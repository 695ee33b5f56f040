"""Contactos: the list of contacts and the record beside it."""
