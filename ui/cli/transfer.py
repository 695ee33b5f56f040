"""Import and export from the command line."""

from pathlib import Path

import click

from crm.texts import _, ngettext
from ui.cli.context import Session, common, today_in
