"""Writes certificates, and the labels that they cover, into files."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from hitl_app.ui.gateway.services import certificates
from hitl_app.ui.gateway.store_thread import Lane
from hitl_app.ui.session.part import SessionPart
from hitl_app.ui.wording import formats, messages
from hitl_app.ui.wording.messages import Message
from hitl_app.ui.wording.speech import speech

if TYPE_CHECKING:
    from hitl_app.workspace import Workspace

T = TypeVar("T")


class CertificateFiles(SessionPart):
    """Writes one file after another."""

    def write_certificate(self, number: int, file: Path) -> None:
        """Write a certificate as a page that can be printed."""
        work = partial(certificates.write_page, number=number, file=file, speech=speech())
        self._write(file, work, lambda _: self.tr("The certificate was saved to {file}."))

    def write_labels(self, number: int, file: Path) -> None:
        """Write the labels that a certificate covers."""

        def words(n: int) -> str:
            text = self.tr("{n} photos were exported to {file}.", "", n)
            return text.replace("{n}", formats.number(n))

        self._write(file, partial(certificates.write_labels, number=number, file=file), words)

    def _write(
        self, file: Path, work: "Callable[[Workspace], T]", words: Callable[[T], str]
    ) -> None:
        def done(result: T) -> None:
            text = words(result).format(file=file)
            self.told.emit(Message(text, tone="good", topic="file"))

        text = self.tr("Saving {file}…").format(file=file)
        self.told.emit(Message(text, topic="file"))
        self._store.submit(Lane.FILES, work, done, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        self.told.emit(replace(messages.of_error(error), topic="file"))
