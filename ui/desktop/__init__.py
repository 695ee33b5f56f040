"""The window and everything in it (Qt Widgets)."""
