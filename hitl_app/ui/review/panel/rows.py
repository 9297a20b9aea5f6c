"""The painted buttons of the category panel: the suggestion, and one row a category."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent

from hitl_app.domain.categories import Category
from hitl_app.ui.kit import plain, theme
from hitl_app.ui.kit.painting import (
    RIGHT,
    PaintedButton,
    mirrored,
    paint_bar,
    paint_box,
    paint_cap,
    paint_focus,
    paint_words,
    smooth_painter,
)
from hitl_app.ui.wording import formats

ROW_HEIGHT = 30
_CAP = QSize(26, 22)
_FIGURE, _NARROW_FIGURE = 54, 42
_NARROW = 200
"""Width below which bars, and figures of less than one percent, are left out."""


class _Painted(PaintedButton):
    """A row of the panel, of a width that may shrink."""

    def __init__(self, height: int) -> None:
        super().__init__(280, height)

    def minimumSizeHint(self) -> QSize:
        """Return the smallest usable size."""
        return QSize(160, self.sizeHint().height())


class SuggestionCard(_Painted):
    """The suggestion, and the key that confirms it."""

    radius = theme.RADIUS_LARGE

    def __init__(self) -> None:
        super().__init__(58)
        self._category: Category | None = None
        self._share = 0.0
        self._words = ""
        self._has_key = True

    def show_key(self, *, shown: bool) -> None:
        """Show or hide the confirm key, which another widget may use for a while."""
        self._has_key = shown
        self.update()

    def show_suggestion(
        self, category: Category | None, share: float, words: str, source: str = ""
    ) -> None:
        """Show a suggestion with its probability and its source, or why there is none."""
        self._category, self._share, self._words = category, share, words
        self.setEnabled(category is not None)
        if category is None:
            self.setAccessibleName(words)
        else:
            # An outside model may suggest without a score.
            said = self.tr("Confirm {name}, {share}") if share else self.tr("Confirm {name}")
            share_text = formats.percent(share)
            self.setAccessibleName(said.format(name=category.name, share=share_text))
        lines = () if category is None else (category.name, source)
        self.setToolTip(plain.tip("\n".join(line for line in lines if line)))
        self.update()

    def _paint(self, painter: QPainter, area: QRectF) -> None:
        t = theme.tokens()
        inner = area.adjusted(theme.S4, 0, -theme.S3, 0)
        if self._category is None:
            paint_box(painter, area, theme.RADIUS_LARGE, t.cap, t.line)
            painter.setPen(theme.colour(t.dim))
            painter.setFont(theme.font())
            paint_words(painter, mirrored(self, inner), self._words)
        else:
            paint_box(painter, area, theme.RADIUS_LARGE, t.accent_soft, t.accent)
            self._paint_category(painter, inner, self._category)

    def _paint_category(self, painter: QPainter, inner: QRectF, category: Category) -> None:
        t = theme.tokens()
        enter = self.tr("Enter")
        painter.setFont(theme.font(theme.TINY, bold=True))
        width = painter.fontMetrics().horizontalAdvance(enter) + 14
        key = QRectF(inner.right() - width, 0, width, _CAP.height())
        key.moveTop((self.height() - key.height()) / 2)
        if self._has_key:
            paint_cap(painter, mirrored(self, key), enter)
        painter.setFont(theme.font(theme.BODY))
        painter.setPen(theme.colour(t.dim))
        share = formats.percent(self._share) if self._share else ""
        room = painter.fontMetrics().horizontalAdvance(share)
        place = QRectF(key.left() - theme.S3 - room, 0, room, self.height())
        painter.drawText(mirrored(self, place), RIGHT, share)
        painter.setFont(theme.font(theme.TITLE, bold=True))
        painter.setPen(theme.colour(t.text))
        name = QRectF(inner)
        name.setRight(place.left() - theme.S2)
        paint_words(painter, mirrored(self, name), category.name)


class CategoryRow(_Painted):
    """One category: its key, its name, its probability as a bar and as a figure."""

    def __init__(self, category: Category, key: str) -> None:
        super().__init__(ROW_HEIGHT)
        self.category = category
        self._key = key
        self._share: float | None = None
        self._likeliest = False
        self._decided = False
        self.setToolTip(plain.tip(category.name))
        self._tell()
        # All rows change with each photo; they are opaque, so nothing is painted behind them.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def minimumSizeHint(self) -> QSize:
        """Return the smallest usable size: two stand side by side."""
        return QSize(100, ROW_HEIGHT)

    @property
    def is_likeliest(self) -> bool:
        """Return True if it is the suggestion."""
        return self._likeliest

    def show_key(self, key: str) -> None:
        """Show another key."""
        self._key = key
        self._tell()
        self.update()

    def show_share(self, share: float | None, *, likeliest: bool, decided: bool) -> None:
        """Show its probability for the photo on stage.

        Args:
            share: Its probability; None when nothing is to be shown.
            likeliest: Whether it is the suggestion.
            decided: Whether the photo was decided as it.
        """
        before = self._share, self._likeliest, self._decided
        self._share, self._likeliest, self._decided = share, likeliest, decided
        if before == (share, likeliest, decided):
            return
        self._tell()
        same_marks = None not in (share, before[0]) and before[1:] == (likeliest, decided)
        if same_marks and not self._is_narrow():
            self.update(self._share_area().toAlignedRect())
        else:
            self.update()

    def _tell(self) -> None:
        """Update the accessible description."""
        parts = [self._key, self.category.name]
        if self._share is not None:
            parts.append(formats.percent(self._share))
        if self._decided:
            parts.append(self.tr("your label"))
        self.setAccessibleName(", ".join(part for part in parts if part))

    def _share_area(self) -> QRectF:
        """Return the area of bar and figure, which change with each photo."""
        width = self._figure_width() + self._bar_width() + 2
        return mirrored(self, QRectF(self.width() - width, 0, width, self.height()))

    def _is_narrow(self) -> bool:
        return self.width() < _NARROW

    def _figure_width(self) -> int:
        return _NARROW_FIGURE if self._is_narrow() else _FIGURE

    def _bar_width(self) -> float:
        return 0.0 if self._is_narrow() else min(92.0, self.width() * 0.3)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it in the current colours."""
        t = theme.tokens()
        painter = smooth_painter(self)
        area = QRectF(self.rect())
        painter.fillRect(area, theme.colour(t.surface))
        all_of_it = not self._share_area().toAlignedRect().contains(event.rect())
        if self.underMouse() or self.isDown():
            behind = mirrored(self, area.adjusted(_CAP.width() + 3, 1, 0, -1))
            paint_box(painter, behind, theme.RADIUS_SMALL, t.track if self.isDown() else t.cap)
        if not self.isEnabled():
            painter.setOpacity(0.55)
        is_shown = self._share is not None and (not self._is_narrow() or self._share >= 0.01)
        right = self._paint_share(painter, area) if is_shown else area.right()
        if all_of_it:
            self._paint_category(painter, area, right)
        if self.hasFocus():
            paint_focus(painter, area, theme.RADIUS_SMALL)

    def _paint_category(self, painter: QPainter, area: QRectF, right: float) -> None:
        """Paint key and name, elided where necessary."""
        key = QRectF(1, (area.height() - _CAP.height()) / 2, _CAP.width(), _CAP.height())
        if self._key:
            paint_cap(painter, mirrored(self, key), self._key)
        painter.setFont(theme.font(bold=self._likeliest or self._decided))
        painter.setPen(theme.colour(theme.tokens().text))
        gap = theme.S2 if self._is_narrow() else theme.S4
        name = QRectF(key.right() + theme.S2, 0, right - key.right() - gap, area.height())
        mark = self.tr("✓ ") if self._decided else ""
        paint_words(painter, mirrored(self, name), mark + self.category.name)

    def _paint_share(self, painter: QPainter, area: QRectF) -> float:
        """Paint bar and figure; return where they begin."""
        t = theme.tokens()
        share = self._share or 0.0
        painter.setFont(theme.font(bold=self._likeliest))
        painter.setPen(theme.colour(t.text if self._likeliest else t.dim))
        room = self._figure_width()
        figure = QRectF(area.right() - room, 0, room - 4, area.height())
        painter.drawText(mirrored(self, figure), RIGHT, formats.percent(share))
        width = self._bar_width()
        if not width:
            return figure.left()
        bar = QRectF(figure.left() - width, (area.height() - 6) / 2, width, 6)
        paint_bar(painter, mirrored(self, bar), share, t.accent if self._likeliest else t.dim)
        return bar.left()
