"""The trash: what is in it, and what takes records there and back."""
