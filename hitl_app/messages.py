"""Codes put into words: services and jobs report codes with parameters, people read sentences.

Each problem is one sentence of what happened and one of what to do. The desk passes both through
Qt's translation, the terminal prints them as they are.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from hitl_app import training_words

Translate = Callable[[str], str]
"""Translates a text of this module; `str` leaves it as it is."""


@dataclass(frozen=True, slots=True)
class Speech:
    """How a document that others read is worded.

    Attributes:
        language: Its code, as HTML has it.
        from_right: Whether it is written from right to left.
        translate: Translates an English sentence.
        number: Formats a whole number with its thousands grouped.
        decimal: Formats a number with so many digits behind the point, or the comma.
    """

    language: str = "en"
    from_right: bool = False
    translate: Translate = str
    number: Callable[[int], str] = "{:,}".format
    decimal: Callable[[float, int], str] = "{:.{}f}".format


ENGLISH = Speech()
"""As the terminal speaks."""

NETWORK_REASONS: Mapping[str, str] = {
    "first": "{name} labels what comes in, until the first photos say which network fits them.",
    "grey-photos": "{name} labels these photos: they are all 28×28 and grey, as it learned them.",
    "other-photos": "{name} labels these photos: it learned from photos in colour.",
    "own-categories": "{name} lends its features: it knows none of your categories, and suggests "
    "nothing until the first retraining.",
}
"""Why the active network version labels; other reasons are an operator's or the gate's."""

PROBLEMS: Mapping[str, tuple[str, str]] = {
    "no-workspace": (
        "There is no workspace in {path}.",
        "Import a folder of photos there, or run `hitl-app init`, to make one.",
    ),
    "target-range": (
        "A target of {value} is not possible.",
        "Choose one from {low:.0%} to {high:.1%}.",
    ),
    "threshold-range": (
        "A least confidence of {value} is not possible.",
        "Choose one from 0 to 1.",
    ),
    "inspection-open": (
        "An inspection is open already.",
        "Decide its photos, or cancel it before you open another.",
    ),
    "unaided-now": (
        "An inspection was opened while the network's opinion of this photo was in sight.",
        "Decide it once more, as it shows now.",
    ),
    "nothing-to-inspect": (
        "No inspection is expected to save work now.",
        "Decide more photos and retrain, then look again.",
    ),
    "inspection-closed": (
        "The inspection was closed while its lot was being fixed.",
        "Look at the proposal again: another version labels, or the categories changed.",
    ),
    "no-inspection": (
        "No inspection is open.",
        "Open one under Training > Earn acceptance.",
    ),
    "certificate-unknown": (
        "There is no certificate {number}.",
        "See `hitl-app inspect --list` for those that there are.",
    ),
    "certificate-kind": (
        "{path} names no file that this can be written to.",
        "Let the name end in {ending}.",
    ),
    "carry-off": (
        "Photos that came later are not accepted under older certificates.",
        "Set {name} to 1 to allow it; what is accepted so is marked as carried, not certified.",
    ),
    "nothing-to-carry": (
        "No photos can be accepted under an older certificate now.",
        "It takes {least} arrivals of which the certificate's own version is as sure, no drift.",
    ),
    "parquet-missing": (
        "Parquet needs a library that is not installed.",
        "Install it with: pip install 'hitl-app[parquet]', or choose another format.",
    ),
    "nothing-to-explain": (
        "The network has nothing to show of this photo.",
        "Only a suggestion of the version in force that is on the screen can be explained.",
    ),
    "lot-too-small": (
        "There are too few photos for an inspection.",
        "Decide them yourself: under {least} photos a certificate saves nothing.",
    ),
    "not-a-database": (
        "{path} is not a database.",
        "Move that file away, or restore a backup over it.",
    ),
    "not-a-review-database": (
        "{path} is a database of another program.",
        "Choose another folder, or move that file away.",
    ),
    "database-newer": (
        "{path} was written by a newer version of Second Look.",
        "Update the program to open it; nothing was changed.",
    ),
    "database-damaged": (
        "{path} is damaged.",
        "Restore the last backup; the folder `backups` beside it may hold one.",
    ),
    "database-foreign": (
        "{path} is not a review database as Second Look makes it: {detail}.",
        "Restore the last backup; the folder `backups` beside it may hold one.",
    ),
    "own-link": (
        "{path} is a link to another place, which is not written to.",
        "Put the file or folder itself in its place, then try again.",
    ),
    "database-unreadable": (
        "{path} cannot be read.",
        "Check that the file may be read by you.",
    ),
    "database-gone": (
        "The review database {path} was deleted or replaced while it was open.",
        "Put it back or restore a backup, then open the workspace again; this was not saved.",
    ),
    "target-own": (
        "{path} belongs to the workspace itself.",
        "Choose another place for the file.",
    ),
    "target-special": (
        "{path} is a folder, a pipe or a device, and no file is put in its place.",
        "Choose another name for the file.",
    ),
    "database-locked": (
        "Another program holds the review database {path}.",
        "Close that program, or wait until it is done, and try again.",
    ),
    "workspace-read-only": (
        "The review database {path} cannot be written.",
        "Give yourself the right to write to that folder, or choose another one.",
    ),
    "workspace-older": (
        "The review database {path} is of an older version, and cannot be brought up to date since "
        "it cannot be written.",
        "Copy its folder to a place that you may write to, and open it there.",
    ),
    "log-unread": (
        "The review database {path} cannot be read as it is: its last changes are in a log that "
        "cannot be opened without writing.",
        "Copy its whole folder to a place that you may write to, and open it there.",
    ),
    "network-share": (
        "{path} is on a network share, where a review database is not safe.",
        "Choose a folder on a disk of this computer; the photos may stay on the share.",
    ),
    "disk-full": (
        "The disk is full: {path} could not be written.",
        "Make room and try again; everything decided before is kept.",
    ),
    "memory-full": (
        "There is too little memory for this.",
        "Close other programs, or let this one use more memory, then try again.",
    ),
    "files-open": (
        "Too many files are open on this computer or in this program.",
        "Close other programs, or raise the limit of open files, then try again.",
    ),
    "disk-failed": (
        "The disk failed while {path} was read or written.",
        "Check the disk, and make a backup to another one.",
    ),
    "write-failed": (
        "{path} could not be written: {detail}.",
        "Choose another place, or check that you may write there.",
    ),
    "read-failed": (
        "{path} could not be read: {detail}.",
        "Check that the file is there and may be read by you.",
    ),
    "job-busy": (
        "Another program (process {pid} on {host}) does this job in this workspace: {job}.",
        "Wait until it is done, or cancel it there.",
    ),
    "job-lost": (
        "The job stopped since another program took it over.",
        "Start it again when that one is done.",
    ),
    "job-unknown": ("There is no job called {job}.", "Update the program: its parts do not match."),
    "worker-died": (
        "The process that did this job ended unexpectedly ({detail}).",
        "Start the job again: it goes on where it was.",
    ),
    "internal": (
        "Something went wrong that the program did not expect: {detail}.",
        "Try again; if it stays, copy the details into a report.",
    ),
    "folder-gone": (
        "The folder {path} is not there.",
        "Connect the disk that it is on; what was decided needs no originals.",
    ),
    "watch-no-folder": (
        "{path} is no folder that can be watched.",
        "Choose a folder that is there and that you may read.",
    ),
    "watch-overlap": (
        "There are photos in both {path} and the watched folder {other}.",
        "Remove that one first, or choose another folder; all folders below one are watched too.",
    ),
    "watch-gone": (
        "The watched folder {path} is not there.",
        "When it returns, what is new in it comes in by itself.",
    ),
    "watch-silent": (
        "The watched folder {path} does not answer; no watched folder is looked at meanwhile.",
        "See whether its disk is connected. When it answers, what is new comes in by itself.",
    ),
    "watch-nothing": (
        "No folder is watched.",
        "Add one with `hitl-app watch add FOLDER`.",
    ),
    "watch-elsewhere": (
        "Another program watches the folders of this workspace.",
        "Let it bring in what is new, or close it and try again.",
    ),
    "watch-unknown": (
        "The folder {path} is not watched.",
        "See `hitl-app watch list` for those that are.",
    ),
    "nothing-found": (
        "There is no photo in {path}.",
        "Choose a folder that holds JPEG, PNG, WebP, AVIF, TIFF, BMP, GIF or HEIC files.",
    ),
    "photo-unknown": (
        "There is no photo {photo} in this workspace.",
        "Look it up with `hitl-app queue` or in an export.",
    ),
    "category-unknown": (
        "There is no category {name}.",
        "See `hitl-app categories list` for those that are offered.",
    ),
    "category-exists": ("There is a category {name} already.", "Choose another name."),
    "category-retired": (
        "There is a retired category {name}.",
        "Bring that one back, or choose another name.",
    ),
    "category-merged": (
        "{name} was merged into {into} for good.",
        "Choose another name.",
    ),
    "category-same": ("{name} cannot be merged into itself.", "Choose another category."),
    "category-repeated": (
        "{name} stands in the list twice, first in line {line}.",
        "One of them is enough.",
    ),
    "category-too-many": (
        "There would be more than {most} categories.",
        "Retire those that nobody needs.",
    ),
    "list-empty": ("There is no name in {path}.", "Write one name a line."),
    "list-too-long": (
        "{path} holds more than {most} names.",
        "Choose a list of the categories alone; nothing was added.",
    ),
    "list-unreadable": (
        "{path} cannot be read as a list: {detail}.",
        "Save it as text in UTF-8 with one name a line, or as CSV with the names first.",
    ),
    "no-subfolders": (
        "There is no folder in {path}.",
        "Choose a folder that holds one folder a category.",
    ),
    "workspace-not-empty": (
        "There are photos in this workspace already.",
        "Add your categories to those that there are, and retire what you do not need.",
    ),
    "one-category": (
        "All lessons are of one category, {name}.",
        "Decide photos of a second one, then retrain.",
    ),
    "category-last": (
        "{name} is the last category.",
        "Add another one before you retire it.",
    ),
    "name-empty": ("The name is empty.", "Type one."),
    "name-too-long": ("The name is longer than {limit} characters.", "Choose a shorter one."),
    "name-unprintable": (
        "The name holds a character that cannot be shown.",
        "Type it again without that character.",
    ),
    "name-reserved": ("{name} has a meaning of its own here.", "Choose another name."),
    "category-name-refused": (
        "The rules for names of categories do not allow {name}, so it is not offered again.",
        "Add a category of another name.",
    ),
    "setting-unknown": ("There is no setting {name}.", "The settings are: {known}."),
    "setting-choice": (
        "{value!r} is no value of the setting {name}.",
        "Use one of: {choices}.",
    ),
    "setting-range": (
        "{value} is not possible for the setting {name}.",
        "Give a {type} from {low} to {high}.",
    ),
    "pattern-sku": (
        "{pattern} does not say where the SKU stands in a file name.",
        "Say off, folder, number or first, or write {{sku}} once, as in {{sku}}_{{n}}.",
    ),
    "pattern-sign": (
        "{pattern} holds a sign that no pattern can have.",
        "Use {{sku}}, {{n}} for a number and {{any}} for anything; no other braces, no slashes.",
    ),
    "pattern-beside": (
        "In {pattern} it cannot be told where one part ends and the next begins.",
        "Put another sign between the parts in braces, and no digit beside {{n}}.",
    ),
    "pattern-long": (
        "The pattern is too long.",
        "Use at most {most} characters, {{n}} at most {numbers} times and {{any}} once.",
    ),
    "setting-time": (
        "{value} is no time of day.",
        "Give it as 22:00, or say off.",
    ),
    "nothing-to-undo": (
        "There is nothing of {operator} to take back.",
        "Decide a photo first, or name another operator.",
    ),
    "no-network": (
        "No network labels this workspace.",
        "Activate a version that is listed by `hitl-app networks list`.",
    ),
    "version-missing": (
        "The network version {version} is not there.",
        "Restore its folder under `models`, or activate another version.",
    ),
    "version-replaced": (
        "The network version {version} cannot be used: its weights are not those that were "
        "registered.",
        "Restore its folder under `models`, or activate another version.",
    ),
    "version-damaged": (
        "The network version {version} cannot be used: its card cannot be read ({detail}).",
        "Restore its folder under `models`, or activate another version.",
    ),
    "version-unknown": (
        "There is no network version {version}.",
        "See `hitl-app networks list` for those that there are.",
    ),
    "card-category": (
        "The model in {path} names a category “{name}”, which cannot be one here.",
        "Train it with a short name that can be shown, and export it again.",
    ),
    "card-category-reserved": (
        "The model in {path} names a category “{name}”, which has a meaning of its own here.",
        "Train it with another name for that category, and export it again.",
    ),
    "card-category-twice": (
        "The model in {path} names the categories “{other}” and “{name}”, which count as the same "
        "one here.",
        "Train it with two different names, and export it again.",
    ),
    "version-pruned": (
        "The network version {version} was pruned: only its line in the list is left.",
        "Choose another version; pin one to keep it for good.",
    ),
    "thumbnails-gone": (
        "The thumbnails of all decided photos ({count}) are gone or damaged.",
        "Restore a backup; decisions are kept, but there is nothing to learn from.",
    ),
    "no-reference": (
        "There are no reference photos yet.",
        "Decide more photos: one of five becomes a reference photo.",
    ),
    "nothing-to-roll-back": (
        "No version was active before this one.",
        "Activate the version that you want by its name.",
    ),
    "lessons-retired": (
        "All decided training photos ({count}) are of categories that are no longer offered.",
        "Bring a category back, or decide photos of those that are offered.",
    ),
    "no-lessons": (
        "There is nothing to learn from yet.",
        "Decide some photos first: four of five of them become lessons.",
    ),
    "training-failed": ("{happened}", "{remedy}"),
    "import-decided": (
        "People decided photos of this import ({count}), so it stays.",
        "What nobody wants can be decided as not a product photo.",
    ),
    "import-inspected": (
        "Checks were drawn since these photos came, so they stay.",
        "What nobody wants can be decided as not a product photo.",
    ),
    "import-unknown": ("There is no import number {number}.", "Look it up on the Imports page."),
    "csv-unreadable": (
        "{path} cannot be read as a table: {detail}.",
        "Save it as CSV in UTF-8 with the columns photo and label.",
    ),
    "csv-columns": (
        "The first line of {path} names no column {missing}.",
        "Write `photo,label` into its first line.",
    ),
    "export-kind": (
        "{path} names no format that can be exported.",
        "Let the name end in .csv, .json, .xlsx or .parquet, or name one of these: {known}.",
    ),
    "export-too-many": (
        "A workbook holds {most:,} photos, and these are {photos:,}.",
        "Choose fewer photos, or another format.",
    ),
    "target-there": (
        "{path} is there already, and nothing is written over it.",
        "Choose another name, or an empty folder.",
    ),
    "backup-damaged": (
        "{path} is not a whole backup of Second Look: {detail}.",
        "Choose another file; the workspace was not changed.",
    ),
    "restore-busy": (
        "The workspace {path} is in use.",
        "Close the desk and wait for running jobs, then restore again.",
    ),
}

REJECTIONS: Mapping[str, str] = {
    "photo-unknown": "no photo of that hash, path or name",
    "photo-ambiguous": "more than one photo has that name; give the path or the hash",
    "category-unknown": "no such category",
    "category-retired": "the category is retired; bring it back first",
    "row-short": "the row names no photo",
    "row-long": "the row has more cells than the first line; quote a text with a separator in it",
    "by-network": "a network said so, not a person",
    "label-ambiguous": "an answer and a category have that name; rename the category",
    "network-since": "another network version labels the photo now; export again",
    "decided-since": "the photo was decided again after that export; export again",
    "opinion-blind": "the photo waits for a blind opinion; a table gives one by --second-opinions",
    "row-aided": "the photo is to be decided blind, and the row shows what was said of it",
}


FALLBACKS: Mapping[str, str] = {
    "folder-gone": "The folder of {lost} is gone, so {version} labels again.",
    "weights-changed": "The files of {lost} are not those that were registered, so {version} "
    "labels again.",
}
"""Why an older version took over by itself."""


# What the gate says of a candidate; the codes are those of `training.finetuning.gate`.
GATE_REASONS: Mapping[str, str] = {
    "too-few-reference": "Too few reference photos are decided: {count}; it takes {minimum} to "
    "judge.",
    "right-more-often": "Of the reference photos it is right on {gained} where the active "
    "version is wrong, and wrong on {lost} where that is right.",
    "right-less-often": "Of the reference photos it is right on only {gained} where the active "
    "version is wrong, and wrong on {lost} where that is right.",
    "no-clear-difference": "Of the reference photos it is right on {gained} where the active "
    "version is wrong, and wrong on {lost} where that is right: too little to tell.",
    "category-lost": "It recognises {category} worse: {candidate:.0%} of {count} instead of "
    "{active:.0%}.",
    "forgetting": "It forgot some of what the network knew: {candidate:.1%} right instead of "
    "{active:.1%} on photos that neither learned.",
    # What keeps a better one from taking over by itself.
    "another-version-meanwhile": "While it learned, {version} took over from {parent}, and it was "
    "not compared with that: compare the two, and activate the better one.",
    "inspection-meanwhile": "While it learned, an inspection was opened, which it would close: "
    "activate it when that has ended.",
    "surer-of-what-is-right": "It is surer of what is right.",
    "less-sure-of-what-is-right": "It is less sure of what is right.",
}


PACE: Mapping[str, str] = {"an-hour": "{pace} an hour"}
"""The one unit of how fast somebody decides."""


def pace_words(per_hour: float, speech: Speech = ENGLISH) -> str:
    """Return a pace in words.

    Args:
        per_hour: Decisions an hour of work.
        speech: How it is worded.
    """
    return speech.translate(PACE["an-hour"]).format(pace=speech.number(round(per_hour)))


def gate_reason(code: str, params: Mapping[str, Any], translate: Translate = str) -> str:
    """Return a reason of the gate as one sentence."""
    return translate(GATE_REASONS.get(code, code)).format_map(_Values(params))


def sentences(code: str, params: Mapping[str, Any], translate: Translate = str) -> tuple[str, str]:
    """Return what happened and what to do for a known error.

    A code without an entry would be a bug; it is shown rather than hidden.
    """
    happened, remedy = PROBLEMS.get(code, ("{code} {params}", "Copy this into a report."))
    if code == "training-failed":
        happened, remedy = training_words.problem(str(params.get("problem"))) or (happened, remedy)
    values = _Values({"code": code, "params": dict(params), **params})
    return translate(happened).format_map(values), translate(remedy).format_map(values)


class _Values(dict[str, Any]):
    """Placeholders that nobody filled stay readable."""

    def __missing__(self, key: str) -> str:
        return f"({key})"
