from hitl_app.ui.models.training_panel import CurveView


def test_curve_is_drawn_again_only_when_it_has_another_point(qtbot):
    view = CurveView()
    qtbot.addWidget(view)
    line = view.lines["accuracy"]
    drawn = []
    line.sigPlotChanged.connect(drawn.append)
    records = [{"accuracy": share, "validation_accuracy": share} for share in (0.5, 0.6, 0.7)]
    for _ in range(2):
        for count in (2, 3):
            view.set_records(records[:count])
            view.set_records(records[:count])
        assert list(line.getData()[1]) == [50, 60, 70]
    assert len(drawn) == 4
    view.set_records([])
    assert line.getData()[1] is None
