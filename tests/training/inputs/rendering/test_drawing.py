import numpy as np

from training.inputs.rendering.drawing import CLOTH, EDGE, Drawing, curve, mirror


def test_blank_drawing_has_cloth_and_no_garment() -> None:
    planes = np.asarray(Drawing.blank(1).image)
    assert planes.shape == (EDGE, EDGE, 3)
    assert (planes == (0, CLOTH, 0)).all()


def test_shape_fills_an_outline_around_the_middle() -> None:
    drawing = Drawing.blank(1)
    drawing.shape(mirror([(0.5, -0.5), (0.5, 0.5)]))
    where = np.asarray(drawing.image)[:, :, 0] > 0
    assert where[EDGE // 2, EDGE // 2]
    assert not where[0].any()
    rows = np.flatnonzero(where.any(axis=1))
    assert abs((rows[0] + rows[-1]) / 2 - EDGE / 2) <= 1
    assert abs(np.ptp(rows) - 52) <= 2


def test_mirror_returns_a_closed_outline() -> None:
    assert mirror([(1.0, 0.0), (2.0, 1.0)]) == [(1.0, 0.0), (2.0, 1.0), (-2.0, 1.0), (-1.0, 0.0)]


def test_curve_doubles_the_points_of_each_round_and_cuts_corners() -> None:
    square = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)]
    assert len(curve(square, 2)) == 16
    assert max(abs(x) + abs(y) for x, y in curve(square, 2)) < 2
