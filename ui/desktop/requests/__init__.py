"""Gestiones: what comes in and goes out with a number and a term, channelled to an area and answered."""
