"""What the places of requests and tours have in common: rows of two lines, a head with steps, a source of a subject."""
