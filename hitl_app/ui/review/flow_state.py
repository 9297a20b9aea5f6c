"""Where the way through the queue is, and which wishes are heard there."""

from collections.abc import Mapping
from enum import IntEnum, auto


class FlowState(IntEnum):
    """Where the flow is.

    Attributes:
        STARTING: Nothing has come from the workspace yet.
        READY: The photo stands on the screen, or there is none: wishes are heard.
        WORKING: The store was asked for something.
        FETCHING: The next photo is shown as soon as it comes.
        SHOWING: A photo was handed to the page, and is not painted yet.
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
"""From each state to those that may follow it; any other move is a wish that is dropped."""
