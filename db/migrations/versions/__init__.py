"""One module a version, each frozen once released."""
