"""Every face of the program: the desktop and the command line."""
