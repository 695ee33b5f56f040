"""The second step of an import: the file's columns beside its rows."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter

from ui.desktop.fields.field import Kit
from ui.desktop.importing.columns_pane import ColumnsPane
from ui.desktop.importing.dry_run import DryRun
from ui.desktop.importing.review_pane import ReviewPane

COLUMNS_WIDTH = 356


class SplitPane(QSplitter):
    """What is changed in either goes to the dry run."""

    def __init__(self, kit: Kit, dry_run: DryRun) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName("gap")
        self.setHandleWidth(32)
        self.setChildrenCollapsible(False)
        self.columns = ColumnsPane(kit)
        self.columns.map_changed.connect(dry_run.change_map)
        self.columns.tags_changed.connect(dry_run.change_tags)
        self.rows = ReviewPane(kit.theme)
        self.rows.mended.connect(dry_run.take_mended)
        self.rows.decided.connect(dry_run.take_decided)
        self.rows.repair_wanted.connect(dry_run.change_repair)
        self.addWidget(self.columns)
        self.addWidget(self.rows)
        self.setStretchFactor(0, 0)
        self.setStretchFactor(1, 1)
        self.setSizes([COLUMNS_WIDTH, 1000])

    def forget(self) -> None:
        """Another file, or none."""
        self.rows.forget()
        self.columns.forget_tags()

    def arrange(self, *, narrow: bool, columns: bool) -> None:
        """Both side by side, or where there is no room for both the columns or the rows."""
        self.columns.setVisible(not narrow or columns)
        self.rows.setVisible(not narrow or not columns)
