"""What a plot shows."""


def points(line) -> list[tuple[float, float]]:
    """Return the plotted points of a line."""
    return [(float(x), float(y)) for x, y in zip(*line.getData(), strict=True)]
