"""The Review page of a test's window."""

from hitl_app.services.categories import categories
from hitl_app.services.review import reviewing


def status(app, photo):
    """Return state, hold and name of the label of a photo, from the database."""

    def ask(workspace):
        found = reviewing.show_photo(workspace, photo).photo
        names = {c.id: c.name for c in categories.list_categories(workspace, retired=True)}
        return str(found.state), str(found.hold), names.get(found.label_id)

    return app.query(ask)
