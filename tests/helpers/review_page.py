"""The Review page of a test's window."""

from hitl_app.services.categories import categories
from hitl_app.services.review import reviewing


def status(app, photo):
    """How a photo stands in the database: state, hold and the name of its label."""

    def ask(workspace):
        found = reviewing.show_photo(workspace, photo).photo
        names = {c.id: c.name for c in categories.list_categories(workspace, retired=True)}
        return str(found.state), str(found.hold), names.get(found.label_id)

    return app.query(ask)
