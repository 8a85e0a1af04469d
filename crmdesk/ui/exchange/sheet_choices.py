"""What a sheet holds, what its name means, and in which encoding a text file is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from crmdesk.models.core.i18n import _, pgettext
from crmdesk.ui.exchange.sheet_list import Table, kind_text
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.flow import FlowBox

ENCODINGS = ("gb18030", "big5hkscs", "utf-8", "utf-16")
_KINDS = ("customers", "orders", "interactions", "complaints", "promises", "follow_ups", "")


class SheetChoices(FlowBox):
    """`kind_asked(kind)`, `name_asked(meaning)`, `encoding_asked(name)`: chosen by hand."""

    kind_asked = Signal(str)
    name_asked = Signal(str)
    encoding_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, spacing=16)
        self.kind, self.name, self.encoding = QComboBox(), QComboBox(), QComboBox()
        self._name_label = label("", "secondary")
        self._boxes = {
            "kind": self._pair(label(_("It holds"), "secondary"), self.kind),
            "name": self._pair(self._name_label, self.name),
            "encoding": self._pair(label(_("Encoding"), "secondary"), self.encoding),
        }
        for name, box in (("kind", self.kind), ("sheet_name", self.name),
                          ("encoding", self.encoding)):  # fmt: skip
            box.setObjectName(name)
        self.kind.setAccessibleName(_("What the sheet holds"))
        self.encoding.setAccessibleName(_("Encoding"))
        for kind in _KINDS:
            self.kind.addItem(kind_text(kind), kind)
        for means, text in (("owner", _("the owner")), ("tag", _("a tag")), ("", _("nothing"))):
            self.name.addItem(text, means)
        self.encoding.addItem("", "")
        for encoding in ENCODINGS:
            self.encoding.addItem(encoding_text(encoding), encoding)
        for box, signal in ((self.kind, self.kind_asked), (self.name, self.name_asked),
                            (self.encoding, self.encoding_asked)):  # fmt: skip
            box.activated.connect(
                lambda _at, box=box, signal=signal: signal.emit(str(box.currentData()))
            )

    def show_table(self, table: Table, *, several: bool) -> None:
        """What is in force for this table; of `several` each name may mean something."""
        self.kind.setCurrentIndex(self.kind.findData(table.wanted))
        self._boxes["kind"].setVisible(table.glance is not None)
        found = table.found
        told = found is not None and found.kind == "customers" and table.glance is not None
        doubt = found is not None and (bool(found.name_means) or found.name_confidence < 1)
        asked = told and (several or doubt)
        self._boxes["name"].setVisible(asked)
        if asked and found is not None:
            self._name_label.setText(_("The name “{sheet}” means").format(sheet=found.name))
            self.name.setAccessibleName(self._name_label.text())
            self.name.setCurrentIndex(self.name.findData(found.name_means))

    def show_encoding(self, encoding: str, *, shown: bool) -> None:
        """The encoding found; workbooks have none to choose."""
        self._boxes["encoding"].setVisible(shown)
        known = encoding_text(encoding)
        self.encoding.setItemText(0, _("Recognised: {encoding}").format(encoding=known))

    def _pair(self, name: QLabel, box: QComboBox) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(name)
        row.addWidget(box)
        self.flow.addWidget(made)
        return made


def encoding_text(encoding: str) -> str:
    """An encoding by what is written in it."""
    texts = {
        "gb18030": pgettext("encoding", "Chinese, simplified") + " (GB18030)",
        "big5hkscs": pgettext("encoding", "Chinese, traditional") + " (Big5)",
        "utf-8": "UTF-8",
        "utf-8-sig": "UTF-8",
        "utf-16": "UTF-16",
    }
    return texts.get(encoding, encoding.upper())
