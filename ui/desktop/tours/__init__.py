"""Giras: where somebody of the institute travelled, through which cities, what was done there and whom one met."""
