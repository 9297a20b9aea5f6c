"""View of one photo: fit, zoom, drag, explanation."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QImage,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from hitl_app.domain.review import ReviewPhoto
from hitl_app.ui.gateway.photo_loader import FULL_SIDE, Original
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.painting import decode_stored, paint_focus, smooth_painter
from hitl_app.ui.review.photo.spotlight import Spotlight
from hitl_app.ui.wording import formats

_STEP = 1.25
_MOST = 16.0
_MARGIN = theme.S2


class PhotoView(QWidget):
    """The stage with one photo on it.

    Attributes:
        zoom: Zoom factor, relative to fitted.
        spotlight: The explanation, if any.
        is_painted: Whether the photo that was set last is on the screen.

    Signals:
        painted: The photo that was set last was painted for the first time.
        resized: The stage has another size.
    """

    painted = Signal()
    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown: ReviewPhoto | None = None
        # Decoded on painting: mostly an original is available first.
        self._thumbnail: QImage | None = None
        # Smallest first: scaled down from a much larger one, it would be less clean.
        self._originals: tuple[Original, ...] = ()
        self.spotlight: Spotlight | None = None
        self.zoom = 1.0
        self._offset = QPointF()
        self._dragged_from: QPointF | None = None
        self.is_painted = True
        self._ringed = False
        self.setMinimumSize(240, 180)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # It paints all of itself: nothing behind it has to be painted first.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._question = self._badge()
        self._question.setTextFormat(Qt.TextFormat.RichText)
        self._note = self._badge()

    def _badge(self) -> QLabel:
        badge = QLabel(self)
        badge.setTextFormat(Qt.TextFormat.PlainText)
        badge.setObjectName("badge")
        badge.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        badge.hide()
        return badge

    def set_photo(
        self, shown: ReviewPhoto | None, originals: Sequence[Original] = (), question: str = ""
    ) -> None:
        """Show another photo, its thumbnail at once, its original as soon as it is there.

        Args:
            shown: The photo, or None for an empty stage.
            originals: Its own originals that are at hand, smallest first.
            question: Question on it, as rich text.
        """
        self._shown = shown
        self._originals, self.spotlight = tuple(originals), None
        self._thumbnail = None
        self.zoom, self._offset = 1.0, QPointF()
        self._question.setText(question)
        self.is_painted = shown is None
        self._place_badges()
        self.update()

    def offer(self, original: Original) -> None:
        """Take an original that arrived, if it is of the photo on stage."""
        if self._shown is None or original.photo_id != self._shown.photo.id:
            return
        others = [one for one in self._originals if one.side != original.side]
        self._originals = tuple(sorted([*others, original], key=lambda one: one.side))
        self._place_badges()
        self.update()

    def light(self, spotlight: Spotlight | None) -> None:
        """Show an explanation, until another photo is shown."""
        self.spotlight = spotlight
        self._place_badges()
        self.update()

    def has_original(self) -> bool:
        """Return True if the original is shown, or is lost."""
        if not self._originals or self._shown is None:
            return False
        sharpest, fitted = self._originals[-1], self.fitted_side(self._shown)
        return sharpest.lost or sharpest.side >= min(fitted, FULL_SIDE)

    def fitted_side(self, shown: ReviewPhoto) -> int:
        """Return how many pixels of the screen the longer side of a photo has when it is fitted."""
        size = self._fitted(shown) * self.devicePixelRatioF()
        return max(1, round(size.width()), round(size.height()))

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom, the point of the photo under `at` staying where it is."""
        if self._shown is None:
            return
        anchor = QPointF(self.rect().center()) if at is None else at
        before = self.zoom
        self.zoom = min(_MOST, max(1.0, before * factor))
        middle = QPointF(self.rect().center())
        self._offset += (anchor - middle - self._offset) * (1 - self.zoom / before)
        self._keep_in_view()
        self._place_badges()
        self.update()

    def zoom_in(self) -> None:
        """Show the photo one step larger."""
        self.zoom_by(_STEP)

    def zoom_out(self) -> None:
        """Show the photo one step smaller, down to fitted."""
        self.zoom_by(1 / _STEP)

    def fit(self) -> None:
        """Show the whole photo."""
        self.zoom_by(0.0)

    def photo_area(self) -> QRectF:
        """Return the area of the photo, in pixels of this widget."""
        if self._shown is None:
            return QRectF()
        area = QRectF(QPointF(), self._fitted(self._shown) * self.zoom)
        area.moveCenter(QRectF(self.rect()).center() + self._offset)
        if self.zoom == 1.0:
            # On whole pixels, so that a picture of this very size is painted as it is.
            area.moveTo(round(area.left()), round(area.top()))
        return area

    def _fitted(self, shown: ReviewPhoto) -> QSizeF:
        photo = QSizeF(max(1, shown.photo.width), max(1, shown.photo.height))
        room = QSizeF(self.width() - 2 * _MARGIN, self.height() - 2 * _MARGIN)
        return photo.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)

    def _keep_in_view(self) -> None:
        area = self.photo_area()
        spare_x = max(0.0, (area.width() - self.width()) / 2 + _MARGIN)
        spare_y = max(0.0, (area.height() - self.height()) / 2 + _MARGIN)
        self._offset = QPointF(
            min(spare_x, max(-spare_x, self._offset.x())),
            min(spare_y, max(-spare_y, self._offset.y())),
        )

    def _picture(self) -> QImage:
        if self._originals and self._shown is not None:
            needed = self.fitted_side(self._shown) * self.zoom
            enough = (one for one in self._originals if one.side >= needed)
            return next(enough, self._originals[-1]).image
        if self._thumbnail is None:
            shown = self._shown
            self._thumbnail = QImage() if shown is None else decode_stored(shown.thumbnail)
        return self._thumbnail

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it in the current colours."""
        painter = smooth_painter(self)
        ground = theme.colour(theme.tokens().ground)
        for area in self._corners():
            painter.fillRect(area, ground)
        stage = QPainterPath()
        stage.addRoundedRect(QRectF(self.rect()), theme.RADIUS_LARGE, theme.RADIUS_LARGE)
        painter.fillPath(stage, theme.colour(theme.tokens().stage))
        picture = self._picture()
        if not picture.isNull():
            self._paint_picture(painter, picture, stage)
        if self._ringed:
            paint_focus(painter, QRectF(self.rect()), theme.RADIUS_LARGE)
        painter.end()
        if not self.is_painted:
            self.is_painted = True
            self.painted.emit()

    def _corners(self) -> list[QRect]:
        """Return the corners outside of the rounded stage."""
        corner = QRect(0, 0, theme.RADIUS_LARGE, theme.RADIUS_LARGE)
        right, below = self.width() - theme.RADIUS_LARGE, self.height() - theme.RADIUS_LARGE
        return [corner.translated(x, y) for x in (0, right) for y in (0, below)]

    def _paint_picture(self, painter: QPainter, picture: QImage, stage: QPainterPath) -> None:
        area = self.photo_area()
        if self.zoom > 1.0:
            # Fitted, it does not reach the round corners.
            painter.setClipPath(stage)
        ratio = self.devicePixelRatioF()
        exact = area.size() * ratio
        off = max(abs(exact.width() - picture.width()), abs(exact.height() - picture.height()))
        if off < 1.0:
            # Scaled by a part of a pixel it would be less sharp, and take twenty times as long.
            painter.scale(1 / ratio, 1 / ratio)
            painter.drawImage((area.topLeft() * ratio).toPoint(), picture)
            painter.scale(ratio, ratio)
        else:
            painter.drawImage(area, picture)
        if self.spotlight is not None:
            self.spotlight.paint(painter, area)
        painter.setClipping(False)

    def _place_badges(self) -> None:
        lost = bool(self._originals) and self._originals[-1].lost
        notes = [self.tr("original not found: stored thumbnail")] if lost else []
        if self.spotlight is not None:
            notes.insert(0, self.spotlight.words)
        if self.zoom > 1.0:
            notes.append(self.tr("zoomed {factor}×").format(factor=formats.decimal(self.zoom, 1)))
        self._note.setText(" · ".join(notes))
        for badge, left in ((self._question, True), (self._note, False)):
            badge.setVisible(bool(badge.text()) and self._shown is not None)
            if badge.isHidden():
                continue
            badge.adjustSize()
            x = theme.S3 if left else self.width() - badge.width() - theme.S3
            badge.move(x, self.height() - badge.height() - theme.S3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit its content to the new size."""
        super().resizeEvent(event)
        self._keep_in_view()
        self._place_badges()
        self.resized.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus after Tab."""
        super().focusInEvent(event)
        # The stage has the focus during review; the ring is only useful with Tab.
        self._ringed = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        )
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the focus."""
        super().focusOutEvent(event)
        self._ringed = False
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the pointer."""
        steps = event.angleDelta().y() / 120
        if steps:
            self.zoom_by(_STEP**steps, event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to drag."""
        if event.button() is Qt.MouseButton.LeftButton and self.zoom > 1.0:
            self._dragged_from = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag."""
        if self._dragged_from is not None:
            self._offset += event.position() - self._dragged_from
            self._dragged_from = event.position()
            self._keep_in_view()
            self.update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """End dragging."""
        self._dragged_from = None
        self.unsetCursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Zoom in at the pointer, or fit."""
        if self.zoom > 1.0:
            self.fit()
        else:
            self.zoom_by(2.0, event.position())

    def describe(self, suggestion: str, confidence: float) -> None:
        """Describe the stage to screen readers."""
        if self._shown is None:
            self.setAccessibleName(self.tr("No photo"))
            return
        name = self.tr("Photo {path}").format(path=self._shown.photo.path)
        self.setAccessibleName(name)
        scored = self.tr("Suggestion {name}, {share}") if suggestion else ""
        # An outside model may suggest without a score.
        said = scored if confidence else self.tr("Suggestion {name}") if suggestion else ""
        said = said.format(name=suggestion, share=formats.percent(confidence))
        self.setAccessibleDescription(said)
