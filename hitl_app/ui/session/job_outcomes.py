"""Messages on ended jobs, with actions."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from hitl_app.domain.pending import SILENT
from hitl_app.job_specs import TEXTS
from hitl_app.ui.jobs.job import Job, JobState, Outcome
from hitl_app.ui.jobs.process import ENDED
from hitl_app.ui.jobs.wording import (
    duplicates_outcome,
    effect_words,
    import_outcome,
    job_name,
    labels_left_out,
    labels_outcome,
    products_outcome,
    retrain_outcome,
    written_message,
)
from hitl_app.ui.session.part import SessionPart
from hitl_app.ui.wording import formats, messages
from hitl_app.ui.wording.messages import Action, Message, translated

RESTARTED = ("import",)
"""Jobs that are started again when a server answers again; they skip what they have done."""


class JobMessages(SessionPart):
    """Makes messages for ended jobs."""

    def message(self, job: Job, outcome: Outcome) -> Message | None:
        """Return the message on an ended job; None where its page shows it."""
        unasked = bool(job.params.get("watched"))
        if outcome.state is JobState.FAILED:
            # Another window imports: files handed over are imported after it.
            later = unasked and outcome.code == "job-busy"
            if outcome.code in SILENT:
                return self._cut_off(job)
            return None if later else self.failure(job, outcome)
        if job.name == "import":
            done = outcome.state is JobState.DONE
            brought = outcome.result.get("new") or outcome.result.get("unreadable")
            return None if unasked and done and not brought else self._import(outcome)
        if outcome.state is JobState.CANCELLED:
            spec = job.spec
            words = (spec.ended if outcome.code == ENDED else spec.cancelled) or TEXTS["cancelled"]
            return None if spec.at_once else Message(translated(words), topic=job.name)
        if job.name == "import-labels":
            return self._labels(job, outcome.result)
        return self._done(job, outcome.result)

    def _done(self, job: Job, result: Mapping[str, Any]) -> Message | None:
        name, effect = job.name, effect_words(result)
        if name == "retrain":
            return self._retraining(result)
        if name in ("import-undo", "labels-undo", "suggestions-remove"):
            return self._reverted(name, result)
        if name in ("products", "duplicates"):
            words = (products_outcome if name == "products" else duplicates_outcome)(result)
            return Message(words, tone="good", topic=name) if words else None
        if name in ("activate", "rollback"):
            text = self.tr("The previous model is active again.")
            if version := job.params.get("version"):
                text = self.tr("Model {name} is active.").format(name=version)
            return Message(text, effect, tone="good")
        if name == "rescore" and effect:
            return Message(effect, tone="good")
        written = ("export", "backup", "runtime-export")
        return written_message(name, result) if name in written else None

    def _reverted(self, name: str, result: Mapping[str, Any]) -> Message:
        if name == "labels-undo":
            n, topic = int(result.get("changed", 0)), "import-labels"
            text = self.tr("The import of labels was reverted: {n} photos changed.", "", n)
        elif name == "suggestions-remove":
            n, topic = int(result.get("changed", 0)), "import-labels"
            text = self.tr("{n} suggestions were removed.", "", n)
        else:
            n, topic = int(result.get("photos", 0)), "import"
            text = self.tr(
                "The import was reverted: {n} photos were removed from the workspace.", "", n
            )
        return Message(text.format(n=formats.number(n)), topic=topic)

    def interrupted(self, import_id: int) -> Message:
        """Return the message on an import whose process died."""
        return Message(
            self.tr("The last import was interrupted."),
            self.tr("Resume it? The photos read so far are kept."),
            tone="warning",
            actions=(self._go_on(import_id),),
            topic="import",
            waits=True,
        )

    def _go_on(self, import_id: int) -> Action:
        return self.tr("Resume"), lambda: self._pool.start("import", {"resume": import_id})

    def _cut_off(self, job: Job) -> Message | None:
        """Return the message on a job that a server which is away has ended.

        It stays true when the server answers again.
        """
        if job.spec.follows or job.spec.at_once:
            return None
        happened = self.tr("{job}: the database server stopped answering.")
        happened = happened.format(job=job_name(job.name))
        if job.name in RESTARTED:
            remedy = self.tr("It continues by itself as soon as the server answers.")
            return Message(happened, remedy, tone="warning", topic=job.name)
        remedy = self.tr("Try again once it answers.")
        return Message(happened, remedy, tone="warning", actions=(self._again(job),),
                       topic=job.name, waits=True)  # fmt: skip

    def _again(self, job: Job) -> Action:
        start = self._pool.start_once if job.spec.quiet else self._pool.start
        return self.tr("Try again"), partial(start, job.name, job.params)

    def failure(self, job: Job, outcome: Outcome) -> Message:
        """Return the message on a failed job."""
        problem = messages.problem(outcome.code, dict(outcome.params), outcome.detail)
        return Message(
            problem.happened,
            problem.remedy,
            problem.detail,
            "warning",
            (self._again(job),),
            topic=job.name,
            waits=True,
        )

    def _import(self, outcome: Outcome) -> Message:
        result = outcome.result
        words = import_outcome(result)
        actions: list[Action] = []
        if result.get("unreadable"):
            show = partial(self.show_wanted.emit, "imports")
            actions.append((self.tr("Show files"), show))
        if outcome.state is JobState.CANCELLED:
            words = self.tr("The import was cancelled. The photos read so far are kept.")
            if "import" in result:
                actions = [self._go_on(int(result["import"]))]
        tone = "warning" if result.get("unreadable") else "good"
        return Message(words, tone=tone, actions=tuple(actions), topic="import")

    def _labels(self, job: Job, result: Mapping[str, Any]) -> Message:
        operation, version = result.get("operation"), result.get("version")
        if version:
            undo = partial(
                self._pool.start_once, "suggestions-remove", {"number": result.get("import")}
            )
        else:
            params = {"operation": operation, "operator": job.params.get("operator")}
            undo = partial(self._pool.start_once, "labels-undo", params)
        left_out = labels_left_out(result)
        return Message(
            labels_outcome(result),
            left_out,
            tone="warning" if left_out else "good",
            actions=((self.tr("Undo"), undo),) if version or operation is not None else (),
            topic=job.name,
        )

    def _retraining(self, result: Mapping[str, Any]) -> Message:
        show = partial(self.show_wanted.emit, "models/verdict")
        actions: list[Action] = [(self.tr("See why"), show)]
        if result.get("activated"):
            actions.append((self.tr("Roll back"), partial(self._pool.start, "rollback")))
        remedies = [effect_words(result)]
        if left_out := int(result.get("left_out") or 0):
            text = self.tr(
                "{n} decisions belong to retired categories and were left out.", "", left_out
            )
            remedies.append(text.format(n=formats.number(left_out)))
        if unreadable := int(result.get("unreadable") or 0):
            text = self.tr(
                "{n} reviewed photos were left out: their thumbnails are missing.", "", unreadable
            )
            remedies.append(text.format(n=formats.number(unreadable)))
        return Message(
            retrain_outcome(result),
            " ".join(filter(None, remedies)),
            tone="good" if result.get("activated") else "info",
            actions=tuple(actions),
            topic="retrain",
            # The Models page tells the same and offers both.
            is_brief=bool(result.get("activated")),
        )
