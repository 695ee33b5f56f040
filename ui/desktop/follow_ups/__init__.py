"""Seguimientos: what somebody must do and by when."""
