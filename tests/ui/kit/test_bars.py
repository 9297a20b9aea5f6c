"""The bar of jobs: filled, or with a block that moves."""

from hitl_app.ui.kit.bars import Bar


def pictures(qtbot, bar, count=8):
    """Return how many different pictures a bar shows within some frames."""
    seen = set()
    for _ in range(count):
        qtbot.wait(60)
        seen.add(bytes(bar.grab().toImage().constBits()))
    return len(seen)


def test_block_moves_while_the_share_is_unknown(qtbot):
    bar = Bar()
    qtbot.addWidget(bar)
    bar.resize(200, 6)
    bar.set_share(None)
    assert pictures(qtbot, bar) == 1, "not before it is on the screen"
    bar.show()
    for _ in range(2):
        qtbot.waitUntil(lambda: pictures(qtbot, bar) > 2)
        bar.set_share(0.5)
        assert pictures(qtbot, bar) == 1
        bar.set_share(None)
    bar.hide()
    assert pictures(qtbot, bar) == 1
