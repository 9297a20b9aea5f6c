"""The bar of jobs: filled, or with a block that moves."""

from PySide6.QtGui import QColor

from hitl_app.ui.kit import theme
from hitl_app.ui.kit.bars import Bar


def places(qtbot, bar, count=8):
    """Return where the filled part begins within some frames."""
    seen = set()
    for _ in range(count):
        qtbot.wait(60)
        image, accent = bar.grab().toImage(), QColor(theme.tokens().accent)
        row = (image.pixelColor(x, image.height() // 2) for x in range(image.width()))
        seen.add(next(x for x, colour in enumerate(row) if colour == accent))
    return len(seen)


def test_block_moves_while_the_share_is_unknown(qtbot):
    bar = Bar()
    qtbot.addWidget(bar)
    bar.resize(200, 6)
    bar.set_share(None)
    assert places(qtbot, bar) == 1, "not before it is on the screen"
    bar.show()
    for _ in range(2):
        qtbot.waitUntil(lambda: places(qtbot, bar) > 2)
        bar.set_share(0.5)
        assert places(qtbot, bar) == 1
        bar.set_share(None)
    bar.hide()
    assert places(qtbot, bar) == 1
