"""The middle of the Review page: the photo and its name, or why there is no photo."""

from PySide6.QtWidgets import QStackedWidget

from hitl_app.ui.gateway.store_thread import Store
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.cards import empty_state, waiting_state
from hitl_app.ui.kit.widgets import as_widget, button, column
from hitl_app.ui.review.photo.caption import NoteLine, PhotoCaption
from hitl_app.ui.review.photo.product_strip import ProductStrip
from hitl_app.ui.review.photo.similar import SimilarStrip
from hitl_app.ui.review.photo.view import PhotoView


class ReviewStage(QStackedWidget):
    """Shows one of its views: the photo, or why there is none.

    Attributes:
        place: The view that is shown.
        add: The button that asks for photos to import.
        own: The button that shows the operator's own questions.
        again: The button that shows skipped photos.
    """

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.view = PhotoView()
        self.note = NoteLine()
        self.caption = PhotoCaption()
        self.product = ProductStrip(store)
        self.similar_strip = SimilarStrip(store)
        parts = (self.view, self.note, self.caption, self.product, self.similar_strip)
        photo = column(*parts, margins=(theme.S5, theme.S4, theme.S5, theme.S3))
        self.add = button(self.tr("Import a folder…"), "primary")
        self.own = button(self.tr("Answer them yourself"))
        self.again = button(self.tr("Review skipped"), "primary")
        self._places = {
            "blank": waiting_state(self.tr("Opening…")),
            "photo": as_widget(photo),
            "empty": empty_state(
                "photos",
                self.tr("No photos yet"),
                self.tr("Drop a folder or a ZIP file here, or press Ctrl+I."),
                self.add,
            ),
            "done": empty_state(
                "done",
                self.tr("All done"),
                self.tr(
                    "Every photo has a label. Import more photos, or check your recent decisions."
                ),
            ),
            "elsewhere": empty_state(
                "done",
                self.tr("The photos that are left are on other screens"),
                self.tr(
                    "They appear here if they are left there without a decision, within minutes."
                ),
            ),
            "skipped": empty_state(
                "done",
                self.tr("Only skipped photos are left"),
                self.tr("In an inspection, a skipped photo counts as wrong until it is reviewed."),
                self.again,
            ),
            "asked": empty_state(
                "done",
                self.tr("Nothing left for you to review"),
                self.tr(
                    "The remaining photos are your questions to a colleague. Another person "
                    "needs to answer them."
                ),
                self.own,
            ),
            "away": empty_state(
                "info",
                self.tr("No photo can be loaded now"),
                self.tr(
                    "The database server does not answer, or cannot save. The next photo appears "
                    "here as soon as it does."
                ),
            ),
            "arriving": empty_state(
                "imports",
                self.tr("Preparing the first photos"),
                self.tr("They appear here as soon as the model has processed them."),
            ),
        }
        for place in self._places.values():
            self.addWidget(place)
        self.place = "blank"

    def chosen_text(self) -> str:
        """Return what the mouse selected of the photo's name, folder or SKU, if anything."""
        labels = (self.caption.name, self.caption.folder, self.product.sku)
        return next((one.chosen_text() for one in labels if one.hasSelectedText()), "")

    def show_place(self, name: str) -> bool:
        """Show one of its views; return False when it is shown already."""
        if name == self.place:
            return False
        self.place = name
        self.setCurrentWidget(self._places[name])
        return True
