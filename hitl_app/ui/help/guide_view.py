"""Shows one page of the guide: Markdown in the colours of the window, from its own folder alone."""

from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QPainter,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit

from hitl_app.resources import guide_folder
from hitl_app.ui.help.guide import PAGES, file_of, text_of
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.scrolling import keep_bar

_NARROWEST, _WIDEST = 120, 860
_LINE, _PICTURE = 135, 100
_PROPORTIONAL = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
_SIZES = {1: theme.TITLE, 2: theme.LARGE, 3: theme.BODY}


class GuideView(QTextBrowser):
    """Renders a page, with pictures as wide as there is room.

    Signals:
        page_wanted: A link to another page was followed; carries the page.
    """

    page_wanted = Signal(str)

    def __init__(self) -> None:
        # Qt may signal a colour scheme during construction.
        self.page = self._words = ""
        super().__init__()
        self.setAccessibleName(self.tr("Guide"))
        # All languages that it is written in are, also where the window is mirrored.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        # A bar that comes and goes would change the room for pictures, and so the text, forever.
        keep_bar(self)
        # Links lead to pages of the guide and nowhere else.
        self.setOpenLinks(False)
        self.anchorClicked.connect(self._on_link)
        self._again = QTimer(self, singleShot=True, interval=120)
        self._again.timeout.connect(self._render)

    def show_page(self, page: str) -> None:
        """Show a page from its beginning."""
        self.page = page
        self._render()
        self.verticalScrollBar().setValue(0)

    def highlight(self, words: str) -> None:
        """Mark every place with some words, and go to the first."""
        self._words = words.strip()
        self._mark()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.find_next()

    def find_next(self) -> None:
        """Go to the next place with the words; after the last one to the first."""
        if self._words and not self.find(self._words):
            self.moveCursor(QTextCursor.MoveOperation.Start)
            self.find(self._words)

    def _mark(self) -> None:
        t, marks = theme.tokens(), []
        place = self.document().find(self._words) if self._words else QTextCursor()
        while not place.isNull():
            mark = QTextEdit.ExtraSelection()
            mark.cursor = place
            mark.format.setBackground(QColor(t.warning_soft))
            mark.format.setForeground(QColor(t.text))
            marks.append(mark)
            place = self.document().find(self._words, place)
        self.setExtraSelections(marks)

    def _render(self) -> None:
        """Lay the page out anew, where it was."""
        bar = self.verticalScrollBar()
        share = bar.value() / max(1, bar.maximum())
        self.document().setDocumentMargin(theme.S4)
        self.setMarkdown(text_of(self.page))
        _dress(self.document())
        bar.setValue(round(share * bar.maximum()))
        self._mark()

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Return a picture of the guide, no wider than the page."""
        if QTextDocument.ResourceType(kind) is not QTextDocument.ResourceType.ImageResource:
            return None
        folder = guide_folder().resolve()
        file = (file_of(self.page).parent / QUrl(name).path()).resolve()
        if folder not in file.parents:
            return None
        room = min(_WIDEST, self.viewport().width() - 2 * theme.S4)
        return _fitted(QImage(str(file)), max(_NARROWEST, room), self.devicePixelRatioF())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pictures to the new width, once it stays."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width() and self.page:
            self._again.start()

    def changeEvent(self, event: QEvent) -> None:
        """Adapt to another colour scheme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self.page:
            self._again.start()

    def _on_link(self, link: QUrl) -> None:
        page = link.path().removesuffix(".md")
        if page in PAGES:
            self.page_wanted.emit(page)


def _fitted(image: QImage, room: int, ratio: float) -> QImage:
    """Return a picture as wide as there is room, with an edge."""
    if image.isNull():
        return image
    if image.width() > room * ratio:
        size = QSize(round(room * ratio), image.height())
        smooth = Qt.TransformationMode.SmoothTransformation
        image = image.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, smooth)
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setPen(theme.colour(theme.tokens().edge))
    painter.drawRect(image.rect().adjusted(0, 0, -1, -1))
    painter.end()
    image.setDevicePixelRatio(max(ratio, image.width() / room))
    return image


def _dress(document: QTextDocument) -> None:
    """Style headings, keys, links and tables."""
    block = document.begin()
    while block.isValid():
        _dress_block(block)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _dress_table(frame)


def _dress_block(block: QTextBlock) -> None:
    t = theme.tokens()
    cursor = QTextCursor(block)
    level = block.blockFormat().headingLevel()
    spaced = QTextBlockFormat()
    # The cells of a table have room of their own.
    spaced.setBottomMargin(0 if cursor.currentTable() else theme.S2)
    spaced.setTopMargin(theme.S4 if level else 0)
    # The line of a picture is as high as that: in proportion it would leave a third of it empty.
    is_picture = any(format_.isImageFormat() for _, _, format_ in _fragments(block))
    spaced.setLineHeight(_PICTURE if is_picture else _LINE, _PROPORTIONAL)
    cursor.mergeBlockFormat(spaced)
    if level:
        cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
        heading = QTextCharFormat()
        heading.setFont(theme.font(_SIZES.get(level, theme.BODY), bold=True))
        # Not merged: the size that Markdown gives a heading would win.
        cursor.setCharFormat(heading)
        return
    for start, length, format_ in _fragments(block):
        wanted = QTextCharFormat()
        if format_.isAnchor():
            wanted.setForeground(QColor(t.accent))
        elif format_.fontFixedPitch():
            wanted.setFont(theme.font(theme.BODY, bold=True))
            wanted.setBackground(QColor(t.cap))
        else:
            continue
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(wanted)


def _fragments(block: QTextBlock) -> list[tuple[int, int, QTextCharFormat]]:
    """List the stretches of one format; they change while a cursor works in them."""
    found = []
    walk = block.begin()
    while not walk.atEnd():
        part = walk.fragment()
        found.append((part.position(), part.length(), part.charFormat()))
        walk += 1
    return found


def _dress_table(table: QTextTable) -> None:
    t = theme.tokens()
    table_format = table.format()
    table_format.setBorder(1)
    table_format.setBorderBrush(QColor(t.line))
    table_format.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    table_format.setBorderCollapse(True)
    table_format.setCellPadding(theme.S1 + 2)
    table_format.setCellSpacing(0)
    table_format.setBottomMargin(theme.S3)
    table.setFormat(table_format)
    for column in range(table.columns()):
        cell = table.cellAt(0, column)
        bold = QTextCharFormat()
        bold.setFontWeight(QFont.Weight.DemiBold)
        cursor = cell.firstCursorPosition()
        cursor.setPosition(cell.lastCursorPosition().position(), QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(bold)
