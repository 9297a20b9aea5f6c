"""Table of accepted photos: by certificate, and without one."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFrame

from hitl_app.domain.certification.inspections import Certificate
from hitl_app.ui.kit import dialogs
from hitl_app.ui.kit.cards import as_card
from hitl_app.ui.kit.tables import Column, RowsView
from hitl_app.ui.kit.widgets import button, label, row
from hitl_app.ui.session.inspections import CertificateFiles
from hitl_app.ui.wording import formats


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Photos that were accepted on the same basis.

    Attributes:
        certificate: The certificate; None for a manual threshold.
    """

    photos: int
    certificate: Certificate | None = None


class CertificatePanel(QFrame):
    """The table, or its requirements.

    Signals:
        mistakes_wanted: The likely mistakes of an import of labels are to be reviewed; carries its
            number.
    """

    mistakes_wanted = Signal(int)

    def __init__(self, files: CertificateFiles) -> None:
        super().__init__()
        self._files = files
        self.table = RowsView(_columns(), self.tr("Certificates"))
        self.empty = label(
            self.tr("No certificates yet. They appear here when an inspection passes."),
            "dim",
            wrap=True,
        )
        self.save_page = button(
            self.tr("Save page…"),
            name=self.tr("Save the selected certificate as a page"),
            clicked=self._on_save_page,
        )
        self.save_labels = button(
            self.tr("Save labels…"),
            name=self.tr("Save the labels that the certificate covers"),
            clicked=self._on_save_labels,
        )
        self.mistakes = button(self.tr("Review likely mistakes"), clicked=self._on_mistakes)
        self.mistakes.hide()
        self.table.picked.connect(self._on_picked)
        title = label(self.tr("Certificates"), "heading")
        as_card(
            self,
            row(title, None, self.mistakes, self.save_labels, self.save_page),
            self.empty,
            self.table,
        )

    def show_acceptances(self, certificates: tuple[Certificate, ...], uncertified: int) -> None:
        """Show certificates, and how many photos were accepted without one."""
        rows = [Acceptance(one.accepted, one) for one in certificates]
        if uncertified:
            rows.append(Acceptance(uncertified))
        self.table.set_rows(rows)
        self.table.fit_height(8)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        for action in (self.save_page, self.save_labels):
            action.setVisible(bool(certificates))

    def _on_picked(self, chosen: Acceptance | None) -> None:
        certified = chosen is not None and chosen.certificate is not None
        self.save_page.setEnabled(certified)
        self.save_labels.setEnabled(certified)
        found = None if chosen is None else chosen.certificate
        self.mistakes.setVisible(
            found is not None and found.label_import is not None and found.covered > 0
        )

    def _on_mistakes(self) -> None:
        chosen = self.table.chosen()
        found = None if chosen is None else chosen.certificate
        if found is not None and found.label_import is not None:
            self.mistakes_wanted.emit(found.label_import)

    def _on_save_page(self) -> None:
        title, kinds = self.tr("Save the certificate"), self.tr("Page (*.html)")
        self._save(title, "certificate-{number}.html", kinds, self._files.write_certificate)

    def _on_save_labels(self) -> None:
        title, kinds = self.tr("Save the labels"), self.tr("Table (*.csv)")
        self._save(title, "certificate-{number}-labels.csv", kinds, self._files.write_labels)

    def _save(self, title: str, name: str, kinds: str, write: Callable[[int, Path], None]) -> None:
        chosen = self.table.chosen()
        if chosen is not None and chosen.certificate is not None:
            number = chosen.certificate.id
            file = dialogs.choose_target(self, title, name.format(number=number), kinds)
            if file is not None:
                write(number, file)


def _tr(text: str) -> str:
    return QCoreApplication.translate("certificates", text)


def _columns() -> list[Column[Acceptance]]:
    return [
        Column(_tr("NO."), lambda row: _of(row, lambda c: formats.number(c.id)), right=True),
        Column(
            _tr("DATE"),
            lambda row: _of(row, lambda c: formats.day(c.at)),
            tip=lambda row: _of(row, lambda c: formats.moment(c.at)),
            spare=True,
        ),
        Column(_tr("VERSION"), _version, stretch=True),
        Column(_tr("LABELS"), lambda row: formats.number(row.photos), right=True),
        Column(_tr("AT LEAST"), _at_least, right=True, tip=_at_least_tip),
        Column(_tr("CHECKS CORRECT"), lambda row: _of(row, _checks), right=True, spare=True),
        Column(
            _tr("TARGET"), lambda row: _of(row, lambda c: _share(c.target)), right=True, spare=True
        ),
        Column(
            _tr("CONFIDENCE"),
            lambda row: _of(row, lambda c: _share(c.confidence)),
            right=True,
            spare=True,
        ),
        Column(
            _tr("STATE"),
            lambda row: _state(row)[0],
            tip=lambda row: _state(row)[1],
            tone=lambda row: _state(row)[2],
        ),
    ]


def _of(row: Acceptance, text: Callable[[Certificate], str]) -> str:
    return "–" if row.certificate is None else text(row.certificate)


def _share(share: float) -> str:
    return formats.percent(share, 1)


def _at_least(row: Acceptance) -> str:
    found = row.certificate
    if found is None or found.kind == "extended" or not found.accepted or found.refuted:
        return _tr("unknown")
    return formats.at_least(1 - found.most_wrong / found.accepted)


def _at_least_tip(row: Acceptance) -> str:
    text = _tr("At least {share} of the accepted labels are correct")
    if row.certificate is not None and row.certificate.label_import is not None:
        text = _tr("At least {share} of the imported labels are right")
    return text.format(share=_at_least(row))


def _version(row: Acceptance) -> str:
    found = row.certificate
    if found is None:
        return _tr("manual threshold")
    if found.label_import is None:
        return found.version
    text = _tr("import {number}: {source}")
    return text.format(number=found.label_import, source=formats.own(found.source))


def _checks(found: Certificate) -> str:
    text = _tr("{right} of {checks}")
    right = formats.number(found.checks - found.wrong)
    return text.format(right=right, checks=formats.number(found.checks))


def _state(row: Acceptance) -> tuple[str, str, str]:
    """Return the basis of acceptance, its explanation and tone; a sign accompanies the colour."""
    if row.certificate is None:
        tip = _tr("A threshold gives no guarantee: the number of wrong labels is unknown.")
        return _tr("▲ not certified"), tip, "warning"
    if row.certificate.refuted:
        tip = _tr("More wrong labels have since been found in its lot than it allows.")
        return _tr("▲ refuted"), tip, "warning"
    if row.certificate.label_import is not None:
        return _audit_state(row.certificate)
    if row.certificate.kind == "extended":
        tip = _tr("Accepted by extension of an older certificate; not certified.")
        return _tr("▲ extended"), tip, "warning"
    return _tr("✓ certified"), _tr("Verified by checks labelled without suggestions."), "good"


def _audit_state(found: Certificate) -> tuple[str, str, str]:
    if found.undone:
        tip = _tr("The import was undone: few or none of these labels are in force.")
        return _tr("▲ import undone"), tip, "warning"
    if found.kind == "refused":
        tip = _tr("The required accuracy of {target} was not proved.")
        return _tr("▲ below target"), tip.format(target=_share(found.target)), "warning"
    tip = _tr("Verified by checks labelled without the imported labels.")
    return _tr("✓ certified"), tip, "good"
