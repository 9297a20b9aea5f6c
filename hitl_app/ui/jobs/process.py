"""A worker process: one job, controlled with JSON lines."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal, Slot

from hitl_app.ui.jobs.job import Job, JobState, Outcome, Progress

ENDED = "ended"
"""Code of the outcome of a process that ignored its cancellation and was killed."""
KEPT_LOG_BYTES = 64 * 1024
_MAX_LINE_BYTES = 4 * 1024 * 1024
_KILL_MS = 1000


class Worker(QObject):
    """One worker process, which runs one job.

    Signals:
        changed: The job changed something; carries names such as `photos`.
        finished: The process has ended; carries this worker.
    """

    changed = Signal(list)
    finished = Signal(object)

    def __init__(self, program: Sequence[str], parent: QObject) -> None:
        super().__init__(parent)
        self.job: Job | None = None
        self.is_warm = False
        self._outcome: Outcome | None = None
        self._log_tail = b""
        self._line = b""
        self._terminated = False
        self._kill = QTimer(self, singleShot=True)
        self._kill.timeout.connect(self._on_grace_over)
        self._process = QProcess(self)
        self._process.setProgram(program[0])
        self._process.setArguments(list(program[1:]))
        self._process.setProcessEnvironment(_environment())
        self._process.readyReadStandardOutput.connect(self._on_output)
        self._process.readyReadStandardError.connect(self._on_log)
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_error)
        self._process.start()

    def run(self, job: Job, workspace: Path) -> None:
        """Send the process its job."""
        self.job = job
        job.state = JobState.RUNNING
        self._send(
            {"do": "run", "job": job.name, "workspace": str(workspace), "params": job.params}
        )
        job.progressed.emit()
        if self._process.state() is QProcess.ProcessState.NotRunning:
            # It could not start, or has just died.
            QTimer.singleShot(0, self._on_finished)

    def note_decision(self, seconds: float) -> None:
        """Tell the job of a decision, and for how many seconds more are expected."""
        self._send({"do": "decided", "seconds": seconds})

    def cancel(self, grace_ms: int) -> None:
        """Cancel the job; kill a process that does not react."""
        if self.job is not None and self.job.state is JobState.RUNNING:
            self.job.state = JobState.CANCELLING
            self._send({"do": "cancel"})
            self._kill.start(grace_ms)
            self.job.progressed.emit()

    def close_input(self) -> None:
        """Close the standard input, which ends the worker."""
        self._process.closeWriteChannel()

    def end(self, wait_ms: int) -> None:
        """Wait for the process to end, and kill it on timeout."""
        self._kill.stop()
        if not self._process.waitForFinished(wait_ms):
            self._process.kill()
            self._process.waitForFinished(2000)

    def _send(self, message: Mapping[str, Any]) -> None:
        self._process.write(json.dumps(message).encode() + b"\n")

    @Slot()
    def _on_output(self) -> None:
        lines = (self._line + bytes(self._process.readAllStandardOutput().data())).split(b"\n")
        self._line = lines.pop()
        if len(self._line) > _MAX_LINE_BYTES:
            self._line = b""
        for line in lines:
            self._hear(line)

    @Slot()
    def _on_log(self) -> None:
        new = bytes(self._process.readAllStandardError().data())
        self._log_tail = (self._log_tail + new)[-KEPT_LOG_BYTES:]

    def _hear(self, line: bytes) -> None:
        try:
            message = json.loads(line)
            event = message["event"]
        except (ValueError, TypeError, KeyError):
            # A library that prints must not end a job.
            self._log_tail = (self._log_tail + line + b"\n")[-KEPT_LOG_BYTES:]
            return
        if event == "ready":
            self.is_warm = True
        elif event == "changed":
            self.changed.emit(list(message.get("what", [])))
        elif self.job is not None:
            self._hear_of_job(self.job, event, message)

    def _hear_of_job(self, job: Job, event: str, message: dict[str, Any]) -> None:
        if event == "progress":
            job.progress = Progress(
                str(message.get("stage", "")),
                int(message.get("done") or 0),
                message.get("total"),
                message.get("rate"),
                message.get("left_s"),
            )
            job.progressed.emit()
        elif event == "curve":
            job.curve_records.append(dict(message.get("record", {})))
            job.curve.emit(job.curve_records[-1])
        elif event in ("done", "cancelled"):
            self._outcome = Outcome(JobState(event), dict(message.get("result") or {}))
        elif event == "failed":
            self._outcome = Outcome(
                JobState.FAILED,
                code=str(message.get("code", "internal")),
                params=dict(message.get("params") or {}),
                detail=str(message.get("detail", "")),
            )

    @Slot()
    def _on_grace_over(self) -> None:
        if self._process.state() is QProcess.ProcessState.NotRunning:
            return
        if self._terminated:
            self._process.kill()
        else:
            self._terminated = True
            self._process.terminate()
            self._kill.start(_KILL_MS)

    @Slot()
    def _on_error(self) -> None:
        if self._process.error() is QProcess.ProcessError.FailedToStart:
            self._on_finished()

    @Slot()
    def _on_finished(self) -> None:
        self._kill.stop()
        self._on_output()
        self._on_log()
        job, self.job = self.job, None
        if job is not None:
            job.outcome = self._told(job)
            job.state = job.outcome.state
        self.finished.emit(self)
        if job is not None:
            job.ended.emit(job)

    def _told(self, job: Job) -> Outcome:
        """Return the outcome that the process reported, a failure with all of its log."""
        if self._outcome is None:
            return self._unexpected(job)
        if self._outcome.state is not JobState.FAILED:
            return self._outcome
        return replace(self._outcome, detail=self._with_log(self._outcome.detail))

    def _unexpected(self, job: Job) -> Outcome:
        """Return the outcome of a job whose process ended without a report."""
        if job.state is JobState.CANCELLING:
            return Outcome(JobState.CANCELLED, code=ENDED, detail=self._with_log(""))
        crashed = self._process.exitStatus() is QProcess.ExitStatus.CrashExit
        code = self._process.exitCode()
        how = f"signal {code}" if crashed else f"exit code {code}"
        if self._process.error() is QProcess.ProcessError.FailedToStart:
            how = self._process.errorString()
        return Outcome(
            JobState.FAILED,
            code="worker-died",
            params={"detail": how},
            detail=self._with_log(""),
        )

    def _with_log(self, detail: str) -> str:
        log = self._log_tail.decode(errors="replace").strip()
        return "\n\n".join(part for part in (detail, log) if part)


def _environment() -> QProcessEnvironment:
    environment = QProcessEnvironment.systemEnvironment()
    environment.insert("PYTHONUNBUFFERED", "1")
    environment.insert("PYTHONIOENCODING", "utf-8")
    return environment
