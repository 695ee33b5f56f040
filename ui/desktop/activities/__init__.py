"""Actividades: the list of what was done and what is planned, the record beside it, and the form for a new one."""
