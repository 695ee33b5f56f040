"""Convenios: the place where agreements are read and edited."""
