"""The things that rooms hand to each other: frozen, typed, free of rows and widgets."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class PhotoState(StrEnum):
    """The three public states of a photo."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECIDED = "decided"


EXPORT_FORMATS = ("csv", "json", "xlsx", "parquet", "coco", "folders", "imagefolder")
"""What labels can be exported as; the last two are folders of photos."""


class Role(StrEnum):
    """What a decided photo is for: lessons teach, reference photos calibrate and judge."""

    LESSON = "lesson"
    REFERENCE = "reference"


class Answer(StrEnum):
    """What a decision says of a photo."""

    CATEGORY = "category"
    SKIP = "skip"
    ASK = "ask"
    NOT_A_PHOTO = "not-a-photo"
    WITHDRAWN = "withdrawn"


class Hold(StrEnum):
    """Why a waiting photo stands behind the others in the queue, if it does."""

    NONE = "none"
    SKIPPED = "skipped"
    ASKED = "asked"


class Order(StrEnum):
    """What comes first in the queue."""

    TEACHES = "teaches-most"
    LEAST_SURE = "least-sure"
    OLDEST = "oldest"
    CATEGORY = "category"
    MOST_SURE = "most-sure"


class OperationKind(StrEnum):
    """Where an operation came from.

    Attributes:
        DESK: The window.
        FILE: A table whose rows count as opinions, as all tables did once.
        LIST: A table whose rows do not: they correct what stands.
        UNDO: An undo of another operation.
    """

    DESK = "desk"
    FILE = "file"
    LIST = "list"
    UNDO = "undo"


class RunState(StrEnum):
    """How a job stands or ended; `INTERRUPTED` is a run whose process died.

    An import can be taken back: `UNDOING` while its photos go, then `UNDONE`.
    """

    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"
    INTERRUPTED = "interrupted"
    UNDOING = "undoing"
    UNDONE = "undone"


UNFINISHED = frozenset({RunState.CANCELLED, RunState.FAILED, RunState.INTERRUPTED})
"""States of an import that can be resumed: it left files unread."""


@dataclass(frozen=True, slots=True)
class Category:
    """One label of the workspace.

    Attributes:
        id: Stable through renames.
        name: As shown; unique among all categories, compared without case.
        position: Place in the list, from 0; the digit key follows from it.
        retired: Whether it is no longer offered.
        merged_into: The category that it became part of for good, if it did.
    """

    id: int
    name: str
    position: int
    retired: bool = False
    merged_into: int | None = None


@dataclass(frozen=True, slots=True)
class Labelled:
    """How many photos have a category as their label.

    Attributes:
        decided: By people.
        uncertified: Accepted above a manual threshold.
        certificates: Accepted under certificates: number and photos of each, oldest first.
    """

    decided: int = 0
    uncertified: int = 0
    certificates: tuple[tuple[int, int], ...] = ()

    @property
    def accepted(self) -> int:
        """All that a network labelled alone."""
        return self.uncertified + sum(count for _, count in self.certificates)


@dataclass(frozen=True, slots=True)
class Photo:
    """One distinct image, known by the SHA-256 of its bytes.

    Attributes:
        id: Row number; the queue's last tie-breaker.
        sha256: 64 hexadecimal digits.
        path: The first path that it came from, as text to show.
        width: Pixels of the original, after EXIF orientation.
        height: Pixels of the original, after EXIF orientation.
        state: Waiting, accepted or decided.
        hold: Whether it was skipped or put to a colleague.
        role: Lesson or reference, by its hash.
        label_id: Category that it was decided or accepted as, if any.
        suggestion_id: Category that the scoring version finds likeliest, if it was scored.
        confidence: Calibrated probability of the suggestion, 0 to 1.
        version: Name of the network version that scored it, if any.
        certificate: Number of the certificate that its acceptance stands under, if any.
        certified: Whether that certificate was given for its own lot; if not, it is carried.
        place: Where it stands in the queue, low first.
        unaided: Whether it is to be decided without the network's opinion, or was in an inspection
            that is still open; it has no suggestion, confidence and version then.
        asked_by: Who put it to a colleague, while it waits for that.
        product: What it is a view of: a SKU, or a folder; empty if it stays alone.
    """

    id: int
    sha256: str
    path: str
    width: int
    height: int
    state: PhotoState
    hold: Hold
    role: Role
    label_id: int | None
    suggestion_id: int | None
    confidence: float
    version: str | None
    certificate: int | None = None
    certified: bool = False
    place: float = 0.0
    unaided: bool = False
    asked_by: str = ""
    product: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person said of a photo, as it is in force.

    Attributes:
        id: Order of the decisions.
        operation_id: Decisions of one action share it; an undo takes back a whole operation.
        photo_id: The photo.
        answer: What was said.
        category_id: The category, when `answer` is a category.
        operator: Who said it.
        at: When, in UTC.
        suggestion_id: What the network suggested at that time, if it was shown.
        note: What a colleague who is asked is to read.
    """

    id: int
    operation_id: int
    photo_id: int
    answer: Answer
    category_id: int | None
    operator: str
    at: datetime
    suggestion_id: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReviewPhoto:
    """All that the review page shows of one photo.

    Attributes:
        photo: The photo.
        thumbnail: An encoded image (JPEG or PNG) of at most 128 pixels a side.
        originals: Where the original may be read, best first: file-system paths as the bytes that
            the system gave, each with the member's name inside it when it is a ZIP file, else "".
        probabilities: Calibrated probability by category id; empty for a photo that is decided
            unaided or was never scored.
        decision: The decision in force, if there is one.
        unaided: Whether the photo is to be decided without suggestion and probabilities.
        opinion: Whether somebody decided it already, and this operator is asked for a second
            opinion; nothing on the screen may tell.
        question: What a colleague asked, while it waits for somebody else's word.
    """

    photo: Photo
    thumbnail: bytes
    originals: tuple[tuple[bytes, str], ...] = ()
    probabilities: dict[int, float] = field(default_factory=dict)
    decision: Decision | None = None
    unaided: bool = False
    opinion: bool = False
    question: Decision | None = None


@dataclass(frozen=True, slots=True)
class Presence:
    """A desk that has the workspace open.

    Attributes:
        token: Its own, for as long as it is open.
        operator: Who is at it.
        since: When it was opened, in UTC.
        host: The computer.
    """

    token: str
    operator: str
    since: datetime
    host: str


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One of the last decisions, as a line to reopen.

    Attributes:
        decision: The decision in force for the photo.
        path: The photo's path, as text.
        thumbnail: Encoded image of at most 128 pixels a side.
    """

    decision: Decision
    path: str
    thumbnail: bytes


@dataclass(frozen=True, slots=True)
class LookAlike:
    """A decided photo that looks like another one.

    Attributes:
        line: How it was decided.
        same: Whether both show the same picture, as far as small copies tell.
    """

    line: DecisionLine
    same: bool = False


@dataclass(frozen=True, slots=True)
class Operation:
    """One action of an operator.

    Attributes:
        id: Order of the operations.
        kind: Desk, file or undo.
        operator: Who.
        at: When, in UTC.
        photos: How many photos it decided.
        photo_id: The first of them.
        answer: What it said of that first one.
        category_id: The category, when `answer` is a category.
    """

    id: int
    kind: OperationKind
    operator: str
    at: datetime
    photos: int
    photo_id: int | None = None
    answer: Answer | None = None
    category_id: int | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How the workspace stands.

    Attributes:
        photos: All of them.
        waiting: For a person; `skipped` and `asked` are among these.
        accepted: Labelled by a network alone.
        decided: Labelled by a person.
        skipped: Waiting, put off.
        asked: Waiting for a colleague, put to one by somebody else.
        own_asked: Of those that wait, what this operator put to a colleague; not in `waiting`.
        lessons: Decided as a category, and teaching.
        reference: Decided as a category, and judging.
        uncertified: Accepted above a manual threshold, without a certificate.
    """

    photos: int = 0
    waiting: int = 0
    accepted: int = 0
    decided: int = 0
    skipped: int = 0
    asked: int = 0
    own_asked: int = 0
    lessons: int = 0
    reference: int = 0
    uncertified: int = 0


@dataclass(frozen=True, slots=True)
class NetworkVersion:
    """One trained network that this workspace knows.

    Attributes:
        id: Row number.
        name: Its folder's name.
        parent: Name of the version that it was fine-tuned from, if any.
        created_at: When it was registered here, in UTC.
        outputs: Category ids in the order of the network's outputs; the same one twice where
            categories were merged since, 0 for one that this workspace does not have.
        metrics: Figures of its card or of its training run, by name.
        active: Whether it labels this workspace now.
        shipped: Whether it came with the program.
        pinned: Whether it is never pruned.
        pruned_at: When its folder was taken away, if it was: this line of it is left.
    """

    id: int
    name: str
    parent: str | None
    created_at: datetime
    outputs: tuple[int, ...]
    metrics: dict[str, Any]
    active: bool
    shipped: bool
    pinned: bool = False
    pruned_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class TrainingRun:
    """One retraining, finished or not.

    Attributes:
        id: Row number.
        state: How it stands.
        started_at: In UTC.
        finished_at: In UTC, when it ended.
        parent: Version that it started from.
        candidate: Version that came out of it, if any.
        verdict: The gate's word: better, worse or undecided.
        report: What the gate measured and said, and the training curve.
        lessons: Photos that it learned from.
    """

    id: int
    state: RunState
    started_at: datetime
    finished_at: datetime | None
    parent: str
    candidate: str | None
    verdict: str | None
    report: dict[str, Any]
    lessons: int = 0


@dataclass(frozen=True, slots=True)
class ImportRun:
    """One run over folders or files that brought photos in.

    Attributes:
        id: Row number.
        state: How it stands.
        started_at: In UTC.
        finished_at: In UTC, when it ended.
        roots: What it was asked to read, as text to show.
        found: Files met.
        new: Photos that were not known.
        known: Files whose photo was known.
        unreadable: Files that could not be read.
        watched: Whether it took what watched folders handed over; `roots` are these folders.
    """

    id: int
    state: RunState
    started_at: datetime
    finished_at: datetime | None
    roots: tuple[str, ...]
    found: int
    new: int
    known: int
    unreadable: int
    watched: bool = False


@dataclass(frozen=True, slots=True)
class WatchedFolder:
    """A folder whose new photos come in by themselves.

    Attributes:
        id: Row number.
        raw: Its path's bytes, as the system gave them.
        path: The path as text to show.
        active: Whether it is watched now, or switched off.
    """

    id: int
    raw: bytes
    path: str
    active: bool


@dataclass(frozen=True, slots=True)
class UnreadableFile:
    """A file that an import could not read.

    Attributes:
        path: As text to show.
        reason: A key of `training.core.reasons.WORDS`.
        detail: What the system or the decoder said; may be empty.
        others: How many files of the archive at `path` could not be read for this reason beside
            those that are named; 0 for a file that is named.
    """

    path: str
    reason: str
    detail: str = ""
    others: int = 0

    @property
    def files(self) -> int:
        """How many files it stands for."""
        return self.others or 1


class OpinionState(StrEnum):
    """How a photo stands that more than one operator is to decide."""

    WANTED = "wanted"
    AGREED = "agreed"
    DISPUTED = "disputed"
    SETTLED = "settled"


class InspectionState(StrEnum):
    """How an inspection stands or ended."""

    OPENING = "opening"
    OPEN = "open"
    PASSED = "passed"
    FAILED = "failed"
    CANCELLED = "cancelled"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a sample and what it said.

    Attributes:
        number: From 1.
        checks: Checks drawn so far.
        wrong: How many of them were wrong.
        left: Photos of the lot that nobody had decided.
        most_wrong: How many of these could be wrong.
        stands: Whether that is few enough.
        at: When.
    """

    number: int
    checks: int
    wrong: int
    left: int
    most_wrong: int
    stands: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Inspection:
    """An inspection of a lot.

    Attributes:
        id: Row number.
        state: How it stands.
        reason: Code of why it was closed, or "".
        version_id: The version whose labels are inspected.
        threshold: Least confidence of the lot's photos.
        target: Share that must be right.
        confidence: That the certificate is right.
        level: Chance of a false certificate that each look may take.
        lot: Photos of the lot.
        sample: Checks of the first look.
        after_id: Only photos with higher row numbers could belong to the lot.
        seed: Of the order in which checks are drawn.
        opened_at: When.
        closed_at: When it ended, if it did.
        looks: What was looked at so far.
        unaided: Photos to be decided unaided so far, checks and others.
        unaided_left: How many of them still wait.
        carries_id: The older certificate under which its lot is to be accepted, if it is one of
            arrivals that are only looked at for drift.
    """

    id: int
    state: InspectionState
    reason: str
    version_id: int
    threshold: float
    target: float
    confidence: float
    level: float
    lot: int
    sample: int
    after_id: int
    seed: int
    opened_at: datetime
    closed_at: datetime | None
    looks: tuple[Look, ...]
    unaided: int
    unaided_left: int
    carries_id: int | None = None


@dataclass(frozen=True, slots=True)
class Certificate:
    """What was proved of a lot.

    Attributes:
        id: Its number.
        inspection_id: The inspection that it came from.
        kind: certified, or carried for photos that came later.
        version: The network version.
        version_sha256: Of its weights.
        threshold: Least confidence of the lot's photos.
        target: Share that had to be right.
        confidence: Of the statement.
        level: Chance of being false that its look took.
        lot: Photos of the lot.
        checks: How many were drawn and decided by people.
        wrong: How many of these the network had wrong.
        accepted: Photos that were accepted.
        most_wrong: How many of these can be wrong.
        operators: Who decided the checks.
        at: When.
        found_wrong: How many photos of its lot people have found wrong since, as far as was asked.
    """

    id: int
    inspection_id: int
    kind: str
    version: str
    version_sha256: str
    threshold: float
    target: float
    confidence: float
    level: float
    lot: int
    checks: int
    wrong: int
    accepted: int
    most_wrong: int
    operators: tuple[str, ...]
    at: datetime
    found_wrong: int = 0

    @property
    def refuted(self) -> bool:
        """Whether people found more wrong photos than it says there can be."""
        return self.found_wrong > self.most_wrong
