"""Run Python's garbage collection in the window's thread alone, and drop unused source text.

Python collects cycles in whichever thread happens to allocate something, also in those of the
store; a widget that is part of a cycle would be destroyed there, which Qt does not survive. And a
full collection during a decision would cause a noticeable delay.

PySide6 reads the source of each module that is imported, and the standard library keeps the lines:
27 MB that only a traceback would need, which reads them again.
"""

import gc
import linecache

from PySide6.QtCore import QObject, QTimer

_TICK_MS = 1000
_FULL_EVERY = 60


class GarbageCollector(QObject):
    """Switches Python's own collector off and does its work between events; one a window."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._ticks = 0
        self._has_settled = False
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self._on_tick)
        gc.disable()
        self._timer.start()

    def settle(self) -> None:
        """Freeze existing objects, which later collections skip."""
        linecache.clearcache()
        gc.collect()
        gc.freeze()
        self._has_settled = True

    def stop(self) -> None:
        """Restore Python's automatic collection."""
        self._timer.stop()
        if self._has_settled:
            gc.unfreeze()
        gc.enable()

    def _on_tick(self) -> None:
        linecache.clearcache()
        self._ticks += 1
        if self._ticks % _FULL_EVERY == 0:
            gc.collect()
        elif gc.get_count()[0] > gc.get_threshold()[0]:
            gc.collect(1)
