"""States of the review flow, and allowed transitions."""

from collections.abc import Mapping
from enum import IntEnum, auto

from PySide6.QtCore import QObject, Signal


class FlowState(IntEnum):
    """State of the flow.

    Attributes:
        STARTING: No data has arrived yet.
        READY: The photo is on the screen, or there is none: requests are accepted.
        WORKING: A task is running.
        FETCHING: The next photo is shown as soon as it comes.
        SHOWING: A photo was emitted, and is not painted yet.
        SWITCHING: Another operator's photos are being fetched; others that come are dropped.
    """

    STARTING = auto()
    READY = auto()
    WORKING = auto()
    FETCHING = auto()
    SHOWING = auto()
    SWITCHING = auto()


_S = FlowState
MOVES: Mapping[FlowState, frozenset[FlowState]] = {
    _S.STARTING: frozenset({_S.FETCHING}),
    _S.READY: frozenset({_S.WORKING, _S.SHOWING, _S.FETCHING, _S.SWITCHING}),
    _S.WORKING: frozenset({_S.READY, _S.SHOWING, _S.FETCHING, _S.SWITCHING}),
    _S.FETCHING: frozenset({_S.READY, _S.SHOWING, _S.FETCHING, _S.SWITCHING}),
    _S.SHOWING: frozenset({_S.READY, _S.SHOWING, _S.FETCHING, _S.SWITCHING}),
    _S.SWITCHING: frozenset({_S.READY, _S.FETCHING}),
}
"""Allowed transitions by state; requests for others are dropped."""
ON_SCREEN = (_S.READY, _S.SHOWING)
"""States in which the current photo may be shown again, or another instead; a photo of a hidden
page stays in `SHOWING`."""


class FlowStates(QObject):
    """State of a flow, which drops requests while it is busy.

    Attributes:
        state: Current state.

    Signals:
        heard_again: A task ended without another photo, or the photo is on the screen.
    """

    heard_again = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = FlowState.STARTING

    @property
    def is_started(self) -> bool:
        """Return True if the first answer has arrived."""
        return self.state is not FlowState.STARTING

    @property
    def is_busy(self) -> bool:
        """Return True if requests are dropped: the next photo is not on the screen yet."""
        return self.state is not FlowState.READY

    def _move(self, to: FlowState) -> bool:
        """Change the state; return False if the transition is not allowed."""
        if to not in MOVES[self.state]:
            return False
        self.state = to
        return True

    def _hear_again(self, after: FlowState) -> None:
        """Accept requests again if the flow is in a given state."""
        if self.state is after:
            self._move(FlowState.READY)
        self.heard_again.emit()
