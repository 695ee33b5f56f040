"""Under another language, what some screens still show in Spanish: the names of scenes in, a line each out."""

import re
import sys
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from ui.desktop.capture_studio import Studio, make_application
from ui.desktop.captures import SCENES
from ui.desktop.labels import Prose

MARK = "⟦"
_WORD = re.compile(r"[^\W\d_]{4,}")


def shown_by(widget: QWidget) -> list[str]:
    """What a widget shows or says of itself."""
    texts = [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
    if isinstance(widget, Prose):
        texts.append(widget.plain_text)
    elif isinstance(widget, QLabel | QAbstractButton):
        texts.append(widget.text())
    elif isinstance(widget, QLineEdit):
        texts.append(widget.placeholderText())
    return texts


def main(names: list[str]) -> None:
    """Print what has words and is not translated."""
    studio = Studio(make_application(), Path())
    found: set[str] = set()
    for scene in SCENES:
        if scene.name in names:
            scene.set_up(studio)
            studio.settle()
            for widget in (studio.window, *studio.window.findChildren(QWidget)):
                if widget.isVisible():
                    found.update(shown_by(widget))
    studio.close()
    print("\n".join(sorted(text for text in found if _WORD.search(text) and MARK not in text)))


if __name__ == "__main__":
    main(sys.argv[1:])
