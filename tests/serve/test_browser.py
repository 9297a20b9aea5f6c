"""Both pages in a real browser: wide and narrow, with and without JavaScript."""

import base64
from pathlib import Path

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from hitl_app.resources import grey_catalogue, sample_catalogue
from hitl_app.serve.app import make_app
from hitl_app.services.review import reviewing
from tests.helpers import browsers
from tests.helpers.processes import until
from tests.helpers.workspace.workspaces import add_photos

CSS = By.CSS_SELECTOR
READY = ".card:not(.waiting)"
WIDTHS = pytest.mark.parametrize("width", [390, 1280])


@pytest.fixture(scope="module")
def driver():
    browsers.require_chromium()
    with browsers.chromium() as driver:
        yield driver


class Tab:
    """A page in the browser."""

    def __init__(self, driver, address):
        self.driver, self.address = driver, address

    def open(self, path="/"):
        self.driver.get(self.address + path)

    def all(self, css):
        return self.driver.find_elements(CSS, css)

    def one(self, css):
        return self.driver.find_element(CSS, css)

    def wait(self, css, count=1):
        assert until(lambda: len(self.all(css)) == count, 30), self.driver.page_source
        return self.all(css)

    def press(self, key):
        """Press a key, and wait for the page that follows."""
        self.leave(lambda: self.one("body").send_keys(key))

    def leave(self, action):
        body = self.one("body").id
        action()
        assert until(lambda: self.all("body") and self.one("body").id != body, 30)

    @property
    def photo(self):
        found = self.all('[name="photo"]')
        return int(found[0].get_attribute("value")) if found else None

    def fits(self):
        """Return True if nothing is wider than the screen."""
        return self.driver.execute_script(
            "return document.documentElement.scrollWidth <= innerWidth"
        )


@pytest.fixture
def tab(driver, workspace):
    with browsers.listening(make_app(workspace)) as address:
        driver.execute_cdp_cmd("Network.clearBrowserCookies", {})
        browsers.prefer(driver, "light")
        browsers.switch_scripts(driver, on=True)
        yield Tab(driver, address)
        errors = [line for line in driver.get_log("browser") if line["level"] == "SEVERE"]
        # Leaves the page, so that no connection keeps the server waiting.
        driver.get("about:blank")
    assert errors == []


def item(number):
    return str(grey_catalogue() / f"item-{number:03d}.png")


@WIDTHS
def test_photos_are_uploaded_by_picking_files(tab, driver, workspace, width):
    browsers.resize(driver, width)
    tab.open()
    assert tab.fits()
    assert not tab.one("#classify").is_displayed()
    tab.one("#photos").send_keys(f"{item(1)}\n{item(2)}")
    tab.wait(READY, 2)
    first = tab.all(READY)[0]
    shares = [float(one.get_attribute("value")) for one in first.find_elements(CSS, "meter")]
    assert len(shares) == 3
    assert shares == sorted(shares, reverse=True)
    # The bars are as long as the probabilities say.
    assert all(one.size["width"] > 50 for one in first.find_elements(CSS, "meter"))
    assert first.find_element(CSS, ".state").text == "In the review queue"
    assert reviewing.counts(workspace).to_review == 2
    # Again, as a try, by a sample and by a file that is no photo.
    tab.one("[name=try]").click()
    tab.one("#photos").send_keys(f"{item(3)}\n{__file__}")
    tab.one("#samples button").click()
    tab.wait(READY, 5)
    states = [one.text for one in tab.all(".state")]
    assert sorted(states)[:2] == ["In the review queue"] * 2
    assert states.count("Not kept") == 2
    assert "not an image" in tab.one(".trouble").text
    assert reviewing.counts(workspace).photos == 2
    assert tab.fits()


def test_photos_are_dropped_and_pasted(tab, driver, workspace):
    browsers.resize(driver, 1280)
    tab.open()
    script = """
        const bytes = Uint8Array.from(atob(arguments[0]), (one) => one.charCodeAt(0));
        const data = new DataTransfer();
        data.items.add(new File([bytes], "shoe.png", {type: "image/png"}));
        const [kind, name] = arguments[1];
        const event = kind === "paste"
          ? new ClipboardEvent(kind, {clipboardData: data, bubbles: true})
          : new DragEvent(kind, {dataTransfer: data, bubbles: true, cancelable: true});
        document.body.dispatchEvent(event);
    """
    for number, kind in ((1, "drop"), (2, "paste")):
        photo = base64.b64encode(Path(item(number)).read_bytes()).decode()
        driver.execute_script(script, photo, [kind, "shoe.png"])
        tab.wait(READY, number)
    assert reviewing.counts(workspace).photos == 2


def test_photos_are_uploaded_without_javascript(tab, driver, workspace):
    browsers.resize(driver, 390)
    browsers.switch_scripts(driver, on=False)
    tab.open()
    for rounds in (1, 2):
        photo = sample_catalogue() / "product-003.jpg" if rounds == 2 else item(1)
        tab.one("#photos").send_keys(str(photo))
        tab.leave(tab.one("#classify").click)
        (card,) = tab.wait(".card", 1)
        assert len(card.find_elements(CSS, "meter")) == 3
        assert reviewing.counts(workspace).photos == rounds
        assert card.find_element(CSS, "img").get_property("naturalWidth") > 0


@WIDTHS
def test_photos_are_reviewed(tab, driver, workspace, width, tmp_path):
    browsers.resize(driver, width)
    add_photos(workspace, [0.1, 0.2, 0.3, 0.4], folder=str(tmp_path / "shop"), real=True)
    tab.open("/review")
    tab.one("#name").send_keys("Ann")
    tab.leave(tab.one(".ask button").click)
    assert tab.photo == 1
    assert tab.fits()
    assert tab.one(".stage img").get_property("naturalWidth") > 0
    assert tab.one("kbd").is_displayed() == (width == 1280)
    suggested = tab.one(".confirm .name").text
    tab.press(Keys.ENTER)
    tab.press("3")
    tab.press("s")
    assert (tab.photo, tab.one(".count").text) == (4, "To review: 2")
    tab.press("u")
    assert tab.photo == 3
    # By the buttons, as on a phone.
    tab.leave(tab.one('[value="not-a-photo"]').click)
    tab.leave(tab.all(".categories button")[0].click)
    assert tab.one("h1").text == "All done"
    tab.leave(tab.one('[form="undo"]').click)
    assert tab.photo == 4
    label = reviewing.show_photo(workspace, 1)
    assert label.decision.operator == "Ann"
    names = {one.id: one.name for one in reviewing.review_status(workspace, "Ann").categories}
    assert names[label.photo.label_id] == suggested
    counts = reviewing.counts(workspace)
    assert (counts.to_review, counts.reviewed) == (1, 3)


def test_review_works_without_javascript(tab, driver, workspace):
    browsers.resize(driver, 390)
    browsers.switch_scripts(driver, on=False)
    add_photos(workspace, [0.1, 0.2])
    tab.open("/operator")
    tab.one("#name").send_keys("Ann")
    tab.leave(tab.one(".ask button").click)
    for photo in (1, 2):
        assert tab.photo == photo
        tab.leave(tab.one(".confirm").click)
    assert tab.photo is None
    assert reviewing.counts(workspace).reviewed == 2


def test_pages_follow_scheme_and_language(tab, driver, workspace):
    browsers.resize(driver, 390)
    for scheme, path in (("light", "/docs"), ("dark", "/"), ("dark", "/operator")):
        browsers.prefer(driver, scheme, "id")
        tab.open(path)
        assert tab.fits()
        assert tab.one("html").get_attribute("lang") == "id"
        colour = tab.one("body").value_of_css_property("background-color")
        assert ("20, 22, 26" in colour) == (scheme == "dark")
