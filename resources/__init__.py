"""What ships but is not code: catalogues, icons, fonts, the manual, translations."""

from pathlib import Path

FOLDER = Path(__file__).parent
"""Where it all is. ``importlib.resources`` finds it too, but takes 5 ms of every start to be loaded."""
