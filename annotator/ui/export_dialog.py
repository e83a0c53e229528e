"""What to export: format, whose annotations, which statuses and layers."""

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from annotator.app.operations.sets import STATUS_WORDS
from annotator.app.ports import Format, Formats, Reader
from annotator.domain.article import STATUSES
from annotator.domain.query import Selection

_EVERYONE = "everyone"


class ExportDialog(QDialog):
    """Asks; `format` and `selection` hold the answer, and a line says how much that is."""

    def __init__(self, parent: QWidget, reader: Reader, formats: Formats) -> None:
        super().__init__(parent)
        self._reader = reader
        self.setWindowTitle("Export")
        self._formats = [each for each in formats.all() if each.writes]
        self._format, self._who = QComboBox(), QComboBox()
        for each in self._formats:
            self._format.addItem(each.name)
        self._who.addItems([_EVERYONE, *reader.annotators()])
        self._statuses = {status: QCheckBox(STATUS_WORDS[status]) for status in STATUSES}
        self._layers = {layer.name: QCheckBox(layer.name.replace("&", "&&")) for layer in reader.scheme().layers}
        self._amount = QLabel()
        self._amount.setProperty("role", "muted")
        self._build()
        self._tell()

    @property
    def format(self) -> Format:
        """The chosen format."""
        return self._formats[self._format.currentIndex()]

    @property
    def selection(self) -> Selection:
        """What was chosen; all of a kind is the same as no restriction."""
        statuses = [status for status, box in self._statuses.items() if box.isChecked()]
        layers = [layer for layer, box in self._layers.items() if box.isChecked()]
        who = self._who.currentText()
        return Selection(annotators=() if self._who.currentIndex() == 0 else (who,),
                         statuses=() if len(statuses) == len(self._statuses) else tuple(statuses),
                         layers=() if len(layers) == len(self._layers) else tuple(layers))

    def _build(self) -> None:
        form = QFormLayout()
        self._format.setAccessibleName("Format")
        self._who.setAccessibleName("Whose annotations")
        form.addRow("Format", self._format)
        form.addRow("Annotations of", self._who)
        for words, boxes in (("Status", self._statuses.values()), ("Layers", self._layers.values())):
            row = QHBoxLayout()
            for box in boxes:
                box.setChecked(True)
                box.toggled.connect(self._tell)
                row.addWidget(box)
            row.addStretch()
            form.addRow(words, row)
        self._who.currentIndexChanged.connect(self._tell)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setText("Choose file…")
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self._amount)
        column.addWidget(self._buttons)

    def _tell(self) -> None:
        chosen = any(box.isChecked() for box in self._statuses.values()) and (
            not self._layers or any(box.isChecked() for box in self._layers.values()))
        lines = self._reader.count_records(self.selection) if chosen else 0
        records = "1 record" if lines == 1 else f"{lines:,} records"
        self._amount.setText(records if lines else "Nothing fits; choose at least one status and layer.")
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(lines > 0)
