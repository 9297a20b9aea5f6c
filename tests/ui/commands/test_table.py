from hitl_app.ui.commands.owners import Review
from hitl_app.ui.commands.table import COMMANDS, bound, command


def test_owner_is_class_of_the_action():
    assert command("confirm").owner == "review"
    assert command("quit").owner == "window"
    owners = {"window", "review", "grid", "catalogue", "categories"}
    assert {one.owner for one in COMMANDS} == owners


def test_menu_is_that_of_the_page_by_default():
    assert command("skip").menu == "review"
    assert command("fit").menu == "view"
    assert command("digit").menu == ""


def test_bound_returns_the_method_of_the_owner_when_other_pages_have_it_too():
    class Page:
        def undo(self) -> str:
            return "undone here"

    assert bound(Review.undo, Page())() == "undone here"
