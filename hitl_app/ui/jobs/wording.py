"""Texts on jobs: names, progress, outcomes."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from hitl_app.job_specs import BY_NAME, stage_title
from hitl_app.messages import REJECTIONS
from hitl_app.ui.jobs.job import Job, JobState, Progress
from hitl_app.ui.kit.folders import written
from hitl_app.ui.wording import formats
from hitl_app.ui.wording.messages import Message, translated


def _tr(text: str, n: int = -1) -> str:
    return QCoreApplication.translate("jobs", text, None, n)


def job_name(name: str) -> str:
    """Return the title of a job."""
    return translated(BY_NAME[name].title)


def job_line(job: Job) -> str:
    """Return one line with title and state of a job."""
    return f"{job_name(job.name)}: {status_text(job)}"


def status_text(job: Job) -> str:
    """Return one line on the state of a job."""
    if job.state is JobState.QUEUED:
        return _tr("queued")
    if job.state is JobState.CANCELLING:
        return _tr("stopping…")
    if job.progress is None:
        return _tr("starting…")
    return " · ".join([translated(stage_title(job.progress.stage)), *progress_parts(job.progress)])


def progress_parts(progress: Progress) -> list[str]:
    """Return texts on the amount done, the rate and the time left."""
    parts = []
    # One of one is all or nothing: it tells no progress.
    if progress.total is not None and progress.total > 1:
        of = _tr("{done} of {total}")
        total = formats.number(progress.total)
        parts.append(of.format(done=formats.number(progress.done), total=total))
    elif progress.total is None and progress.done > 1:
        parts.append(_tr("{n} so far", progress.done).format(n=formats.number(progress.done)))
    if progress.rate is not None and progress.rate >= 1:
        rate = formats.decimal(progress.rate, 0 if progress.rate >= 10 else 1)
        parts.append(_tr("{rate}/s").format(rate=rate))
    if progress.left_s is not None and progress.left_s >= 1:
        parts.append(_tr("{time} left").format(time=formats.duration(progress.left_s)))
    return parts


def import_outcome(result: Mapping[str, Any]) -> str:
    """Describe the result of an import."""
    new, known = int(result.get("new", 0)), int(result.get("known", 0))
    unreadable = int(result.get("unreadable", 0))
    time = formats.duration(float(result.get("seconds", 0)))
    text = (
        _tr("{n} new photos from watched folders in {time}.", new)
        if result.get("watched")
        else _tr("{n} new photos in {time}.", new)
    )
    parts = [text.format(n=formats.number(new), time=time)]
    if known and not result.get("watched"):
        parts.append(_tr("{n} were already imported.", known).format(n=formats.number(known)))
    if changed := int(result.get("changed", 0)):
        text = _tr("{n} files have changed since the last import.", changed)
        parts.append(text.format(n=formats.number(changed)))
    if unreadable:
        text = _tr("{n} files could not be read.", unreadable)
        parts.append(text.format(n=formats.number(unreadable)))
    return " ".join(parts)


def labels_outcome(result: Mapping[str, Any]) -> str:
    """Describe the result of an import of labels."""
    recorded, unchanged = int(result.get("recorded", 0)), int(result.get("unchanged", 0))
    parts = [_tr("No new labels were imported.")]
    if recorded and result.get("version"):
        text = _tr("{n} suggestions of {version} imported.", recorded)
        parts = [text.format(n=formats.number(recorded), version=result["version"])]
    elif recorded:
        parts = [_tr("{n} labels imported.", recorded).format(n=formats.number(recorded))]
    new = int((result.get("imported") or {}).get("new", 0))
    if new:
        parts.append(_tr("{n} new photos.", new).format(n=formats.number(new)))
    if unchanged:
        text = _tr("{n} photos had these labels already.", unchanged)
        parts.append(text.format(n=formats.number(unchanged)))
    return " ".join(parts)


def labels_left_out(result: Mapping[str, Any]) -> str:
    """Describe why rows were left out, most frequent reason first."""
    rejected = dict(result.get("rejected") or {})
    total = sum(rejected.values())
    if not total:
        return ""
    reason = max(rejected, key=lambda one: rejected[one])
    why = translated(REJECTIONS.get(reason, reason))
    text = _tr("{n} rows left out, for example: {why}.", total)
    return text.format(n=formats.number(total), why=why)


def written_message(name: str, result: Mapping[str, Any]) -> Message:
    """Return the message on a written export or backup, or an exported model."""
    if name == "runtime-export":
        return _model_message(result)
    file = result.get("file", "?")
    if name == "backup":
        text = _tr("Workspace backed up to {file}.").format(file=file)
        if not result.get("missing"):
            return written(text, file, name)
        without = _tr("Not included, because their folders are missing or damaged: {names}.")
        remedy = without.format(names=", ".join(map(str, result["missing"])))
        return written(text, file, name, remedy, "warning")
    photos, missing = int(result.get("photos", 0)), int(result.get("missing", 0))
    text = _tr("{n} photos exported to {file}.", photos)
    text = text.format(n=formats.number(photos), file=file)
    remedies = []
    if missing:
        left_out = _tr("{n} were left out: their files are missing or have changed.", missing)
        remedies.append(left_out.format(n=formats.number(missing)))
    if linked := int(result.get("linked", 0)):
        links = _tr("{n} are links: editing one can change the original.", linked)
        remedies.append(links.format(n=formats.number(linked)))
    if result.get("pattern"):
        remedies.append(
            _tr(
                "Move the folder to a path without *, ?, [, $ and :: before loading it with the "
                "Hugging Face library."
            )
        )
    tone = "warning" if missing or result.get("pattern") else "good"
    return written(text, file, name, " ".join(remedies), tone)


def _model_message(result: Mapping[str, Any]) -> Message:
    text = _tr("Model {name} exported to {file}.")
    n = int(result.get("photos", 0))
    checked = _tr("Checked on {n} pictures: {equal} with the same category.", n)
    file = result.get("file", "?")
    remedy = checked.format(n=formats.number(n), equal=formats.number(int(result.get("equal", 0))))
    happened = text.format(name=result.get("version", "?"), file=file)
    return written(happened, file, "runtime-export", remedy)


def products_outcome(result: Mapping[str, Any]) -> str:
    """Describe the result of applying a product rule."""
    if result.get("rule") == "off":
        return _tr("Product grouping is off.")
    n = int(result.get("products", 0))
    return _tr("{n} products with several photos.", n).format(n=formats.number(n))


def duplicates_outcome(result: Mapping[str, Any]) -> str:
    """Describe the result of a search for near-duplicates; "" where the list says it all."""
    compared, left = int(result.get("compared", 0)), int(result.get("left_out", 0))
    parts = []
    if not result.get("groups"):
        text = _tr("No near-duplicates among {n} photos.", compared)
        parts.append(text.format(n=formats.number(compared)))
    if left:
        text = _tr("{n} photos cannot be compared yet.", left)
        parts.append(text.format(n=formats.number(left)))
    return " ".join(parts)


def retrain_outcome(result: Mapping[str, Any]) -> str:
    """Describe the result of a retraining."""
    values = {"candidate": result.get("candidate", "?"), "active": result.get("active", "?")}
    if result.get("activated"):
        if result.get("verdict") == "better":
            text = _tr("Model {candidate} is active: it is better on your photos.")
        else:
            text = _tr("Model {candidate} is active, as requested.")
    elif result.get("verdict") == "better":
        text = _tr("{candidate} is better but was not activated; {active} stays active.")
    elif result.get("verdict") == "worse":
        text = _tr("{candidate} is not better on your photos; {active} stays active.")
    elif any(code == "too-few-validation" for code, _ in result.get("reasons") or ()):
        text = _tr("Not enough validation photos to compare {candidate}; {active} stays active.")
    else:
        text = _tr("{candidate} is not clearly better on your photos; {active} stays active.")
    return text.format(**values)


def effect_words(result: Mapping[str, Any]) -> str:
    """Describe the effect of a version on the remaining work; "" if unknown."""
    if unscored := int(result.get("unscored") or 0):
        text = _tr("{n} photos still show suggestions of the other version.", unscored)
        return text.format(n=formats.number(unscored))
    effect = result.get("effect")
    if not isinstance(effect, Mapping):
        return ""
    fewer, target = int(effect.get("fewer", 0)), formats.percent(float(effect.get("target", 0)), 1)
    if not fewer:
        return ""
    n = formats.about(abs(fewer))
    if fewer > 0:
        text = _tr("About {n} fewer photos to review at a required accuracy of {target}.", n)
    else:
        text = _tr("About {n} more photos to review at a required accuracy of {target}.", n)
    return text.format(n=formats.number(n), target=target)


def stage_outcome(result: Mapping[str, Any], smaller: tuple[int, int] | None = None) -> str:
    """Describe the result of a stage.

    Args:
        result: Of the job `settle`.
        smaller: Lot and checks of the next inspection that would pay, if any.
    """
    checks, wrong = int(result.get("checks", 0)), int(result.get("wrong", 0))
    accepted = int(result.get("accepted", 0))
    values = {
        "checks": formats.number(checks),
        "wrong": formats.number(wrong),
        "right": formats.number(checks - wrong),
    }
    if result.get("state") == "passed":
        text = _tr(
            "Inspection passed: {right} of {checks} correct, {n} photos auto-accepted.",
            accepted,
        )
        return text.format(**values, n=formats.number(accepted))
    if result.get("state") == "open":
        return _tr("{wrong} of {checks} wrong. The next stage adds more checks.").format(**values)
    if smaller is None:
        return _tr(
            "Inspection not passed: {wrong} of {checks} wrong. Another one does not pay yet."
        ).format(**values)
    if smaller[0] < int(result.get("lot", 0)):
        text = _tr(
            "Inspection not passed: {wrong} of {checks} wrong. A smaller lot ({lot}) needs {next}."
        )
    else:
        text = _tr(
            "Inspection not passed: {wrong} of {checks} wrong. A lot of this size "
            "({lot}) needs {next}."
        )
    next_one = _tr("{n} checks", smaller[1]).format(n=formats.number(smaller[1]))
    return text.format(**values, lot=formats.number(smaller[0]), next=next_one)


def audit_outcome(result: Mapping[str, Any]) -> tuple[str, str]:
    """Describe the result of a stage of an audit of imported labels, and what was proved."""
    checks, wrong = int(result.get("checks", 0)), int(result.get("wrong", 0))
    lot, most = int(result.get("lot", 0)), int(result.get("most_wrong", 0))
    values = {"n": formats.number(checks), "wrong": formats.number(wrong)}
    if result.get("certificate") is None:
        text = _tr("{wrong} of {n} labels wrong. The next stage adds more checks.", checks)
        return text.format(**values), ""
    proved = _tr("At least {share} of these {n} labels are right.", lot)
    proved = proved.format(share=formats.at_least(1 - most / lot), n=formats.number(lot))
    if result.get("state") == "passed":
        return proved, _tr("{wrong} of {n} checks were wrong.", checks).format(**values)
    text = _tr("The required accuracy is not proved: {wrong} of {n} checks were wrong.", checks)
    return text.format(**values), proved
