"""Administración: what is done to the base as a whole, and how the program is set up."""
