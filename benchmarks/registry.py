"""Registry of benchmarks: arguments, duration and limits."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
PHOTOS, LABELS, WORK = "{photos}", "{photos}/labels.csv", "{work}"
WINDOW, IMPORT, ROBUST = "Window", "Import and classification", "Interruption and damage"
MODELS, LEARNING, CERTIFICATES = "Models", "Learning from decisions", "Certificates"


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A module that measures.

    Attributes:
        name: Of the module below `benchmarks`.
        topic: The table that its figures are in.
        title: What it measures.
        arguments: Its arguments; the folders of photos and of work are filled in.
        minutes: That it takes on two cores, about; 0 if no command measures these figures.
        limits: By figure, or by figure and case: `<= 220, goal 150`, `>= 1.5 x peer`.
        module: What is run instead of `benchmarks.NAME`.
    """

    name: str
    topic: str
    title: str
    arguments: tuple[str, ...] = ()
    minutes: int = 1
    limits: Mapping[str, str] = field(default_factory=dict)
    module: str = ""

    @property
    def needs_photos(self) -> bool:
        """Return True if it needs the folder of real photos."""
        return any(PHOTOS in argument for argument in self.arguments)

    def command(self, photos: Path | None, work: Path) -> list[str]:
        """Return module and arguments."""
        folder = photos and photos.resolve()
        filled = [a.format(photos=folder, work=work) for a in self.arguments]
        return [self.module or f"benchmarks.{self.name}", *filled]


_SIMILAR = "same label among similar photos shown"
_BROKEN = "loops with a broken promise"
_IMPORTS = "imports with a broken promise"
_FLIPS = "right before, wrong after; peer"
_FUZZ = {"findings": "<= 0", "slowest input": "<= 20"}

# fmt: off
BENCHMARKS = (
    Benchmark("start", WINDOW, "Start of the window beside a bare one", (PHOTOS,), 3, {
        "painted frame": "<= 2 x peer", "first photo": "<= 1.2, goal 0.7",
        "memory of the window's process": "<= 160"}),
    Benchmark("decision_latency", WINDOW, "Key to the next photo, beside jobs", (PHOTOS,), 10, {
        "key to the next photo, 95th percentile": "<= 16", "decisions lost": "<= 0"}),
    Benchmark("rescoring", WINDOW, "Photos scored again after another head is activated", (), 15, {
        "scored again, 100,000 photos": "<= 6", "scored again, 1,000,000 photos": "<= 60",
        "key to the next photo meanwhile, 95th percentile": "<= 16", "photos left": "<= 0"}),
    Benchmark("catalogue_page", WINDOW, "The Catalogue page on a million photos",
              ("1000000", f"{WORK}/million"), 30, {
        "Catalogue page opened": "<= 300", "frame, 99th percentile": "<= 16", "memory": "<= 400",
        "slowest page opened": "<= 300"}),
    Benchmark("grid", WINDOW, "A thousand similar photos decided on the Grid page", (), 5, {
        "similar photos decided": "<= 60", "first groups": "<= 1"}),
    Benchmark("keystrokes", WINDOW, "Keys for a task, beside what other programs document"),
    Benchmark("similar", WINDOW, "The six nearest of a million photos", (PHOTOS,), 3, {
        "answer": "<= 100", "memory of the process": "<= 400"}),
    Benchmark("similar_floor", WINDOW, "Labels of similar photos", (PHOTOS,), 3, {
        f"{_SIMILAR}, photo, 300 reviewed": ">= 88",
        f"{_SIMILAR}, photo-base, 300 reviewed": ">= 88",
        f"{_SIMILAR}, fashion-mnist, 300 reviewed": ">= 88"}),
    Benchmark("duplicates", WINDOW, "Near-duplicates across the catalogue", (PHOTOS,), 8, {
        "copies found, all of these": ">= 95", "copies found, mirrored": "<= 5",
        "pairs of different files found": "<= 5",
        "processor time of a search among 100,000 photos, without pictures": "<= 60"}),
    Benchmark("import_speed", IMPORT, "Import beside loops that only decode", (PHOTOS,), 3, {
        "share of a decoding loop's rate": ">= 0.6"}),
    Benchmark("many", IMPORT, "Very many photos by processes and by Ray", (PHOTOS,), 60, {
        "share of an import's rate, processes": ">= 0.8",
        "share of an import's rate, Ray on one node": ">= 0.8",
        "rate on two nodes of one processor": ">= 1.7",
        "driver's memory at the end, beyond that at a quarter": "<= 50",
        "rows stored on a server": ">= 20000"}),
    Benchmark("feeds", IMPORT, "Downloads of a product feed beside a plain loop", (), 3, {
        "share of a plain loop's downloads": ">= 0.6"}),
    Benchmark("preparation", IMPORT, "Fashion-MNIST's preparation of real photos", (PHOTOS,), 3, {
        "time a photo": "<= 300"}),
    Benchmark("classify", IMPORT, "Classification in batches", (), 5, {
        "classification": ">= 2 x peer, goal 3 x peer",
        "labels equal to those of predict": ">= 99.99", "one photo, median": "<= 5",
        "from the start of a process to the first photo": "<= 2, goal 1"}),
    Benchmark("serve", IMPORT, "The server, beside a window", (PHOTOS,), 5, {
        "one photo end to end, 95th percentile, 400 x 533": "<= 150",
        "uploads with an error": "<= 0", "peak of the server's memory": "<= 1500",
        "key to the next photo, 95th percentile": "<= 25"}),
    Benchmark("labels", IMPORT, "A million labels imported onto a million photos", (), 5, {
        "imported as decisions, 1,000,000 rows": "<= 60",
        "memory of the import, 1,000,000 rows": "<= 500"}),
    Benchmark("round_trip", IMPORT, "Labels exported, imported elsewhere, exported again", (), 8, {
        "labels, operators or times that differ": "<= 0", "labels that differ": "<= 0"}),
    Benchmark("training", MODELS, "Training from scratch", (), 5, {}),
    Benchmark("export_runtime", MODELS, "Exported models", (PHOTOS, f"{WORK}/exported"), 60, {
        "labels equal to the program's, all runtimes": ">= 100"}),
    Benchmark("kills", ROBUST, "kill -9 of import, decisions and retraining", (PHOTOS,), 20, {
        "workspaces reopened": ">= 1 x peer", "decisions lost": "<= 0",
        "photos without thumbnail, path or prediction": "<= 0"}),
    Benchmark("retraining_kills", ROBUST, "kill -9 at a moment of a retraining", (PHOTOS,), 30, {
        "workspaces reopened": ">= 1 x peer", "decisions lost": "<= 0",
        "no whole active version, or photos without prediction": "<= 0",
        "photos left after scoring again": "<= 0"}),
    Benchmark("killed_commands", ROBUST, "kill -9 of commands, then run again", (PHOTOS,), 60, {
        "lost, or another end": "<= 0"}),
    Benchmark("team", ROBUST, "Operators on one workspace on a server", (), 10, {
        "photos given twice": "<= 0", "decisions lost": "<= 0"}),
    Benchmark("moving", ROBUST, "The move of 100,000 photos to a server and back", (), 10, {
        "moved and compared": "<= 180", "exports that differ": "<= 0"}),
    Benchmark("two_windows", ROBUST, "Two windows on one workspace on a server, which is killed",
              (PHOTOS, WORK), 5, {
        "photos left undecided": "<= 0", "photos decided twice": "<= 0",
        "photos on both screens at once": "<= 0", "decisions shown and lost": "<= 0",
        "claims left behind": "<= 0"}),
    Benchmark("team_kills", ROBUST, "kill -9 of operators, jobs and the server", (), 40, {
        "decisions lost": "<= 0", "photos decided twice": "<= 0",
        "claims left after the lease": "<= 0", "certificates changed": "<= 0",
        "certificates that their rows do not prove": "<= 0"}),
    Benchmark("fuzz.archives", ROBUST, "Changed ZIP archives", (), 10, _FUZZ),
    Benchmark("fuzz.backups", ROBUST, "Changed backups, restored and opened", (), 10, _FUZZ),
    Benchmark("fuzz.cards", ROBUST, "Changed cards of models", (), 10, _FUZZ),
    Benchmark("fuzz.images", ROBUST, "Changed photos of 18 kinds", (), 10, _FUZZ),
    Benchmark("fuzz.lists", ROBUST, "Changed lists of photos and labels", (), 10, _FUZZ),
    Benchmark("serve_fuzz", ROBUST, "Random requests to the server", (), 10, {
        "random requests with another answer than described": "<= 0",
        "damaged uploads without an orderly answer": "<= 0",
        "slowest damaged upload": "<= 20", "tracebacks of the server": "<= 0"}),
    Benchmark("fuzz.mutated_import", ROBUST, "Import of 10,000 damaged photos", (PHOTOS,), 10, {
        "exit status": "<= 0", "tracebacks": "<= 0", "peak of memory": "<= 1500"}),
    Benchmark("large_photos", ROBUST, "Oversized photos, and Ctrl+C, tried by hand", (), 0, {
        "peak of memory": "<= 1500", "slowest photo": "<= 20",
        "Ctrl+C until the end of the process": "<= 2"}),
    Benchmark("models", MODELS, "The shipped models", (), 2, {
        "accuracy on Fashion-MNIST, fashion-mnist": ">= 95.3, goal 96",
        "accuracy on Fashion-MNIST, photo": ">= 91",
        "accuracy on Fashion-MNIST, photo-base": ">= 91",
        "calibration error on Fashion-MNIST, fashion-mnist": "<= 1",
        "to review for 99 % right of Fashion-MNIST, fashion-mnist": "<= 14, goal 9",
        "accuracy on real photos, ten labels, photo": ">= 91, goal 94",
        "macro recall on real photos, seven labels, photo-base": ">= 65, goal 80"}),
    Benchmark("probe", MODELS, "Linear probes on the features of photo-base", (PHOTOS,), 6, {
        "right by a linear probe, 100 photos": ">= 76",
        "right by a linear probe, 500 photos": ">= 86",
        "right by a linear probe, 1,000 photos": ">= 88",
        "right by a linear probe, 2,458 photos": ">= 90"}),
    Benchmark("few_photos", LEARNING, "Few photos of other categories",
              (PHOTOS, f"{WORK}/few-photos"), 240),
    Benchmark("chains", LEARNING, "Retrainings after each 250 decisions", (LABELS, WORK), 600),
    Benchmark("learning", LEARNING, "What these retrainings are worth", (LABELS, WORK), 2, {
        "decided until 97 % are right": "<= 55, goal 40"}),
    Benchmark("drafts", LEARNING, "Live learning, through the program's own commands",
              (LABELS, f"{WORK}/drafts"), 25, {
        "decided until 97 % are right": "<= 30, goal 25"}),
    Benchmark("gate", LEARNING, "How the gate judges these retrainings", (LABELS, WORK), 3, {
        "better candidates activated, level in force": ">= 85",
        "worse candidates activated, level in force": "<= 5"}),
    Benchmark("shifted", LEARNING, "500 decisions on changed pictures", (WORK,), 120, {
        "share of what all 20,000 bring": ">= 60, goal 80",
        "points lost on items as they are": "<= 0.5, goal 0.2",
        f"{_FLIPS}: between two seeds": "<= 1.5 x peer",
        f"{_FLIPS}: trained anew": "<= 1.5 x peer", "a retraining": "<= 60"}),
    Benchmark("whole_loop", LEARNING, "500 real photos by keys alone",
              (LABELS, f"{WORK}/whole-loop"), 10, {
        "photos decided by keys": ">= 1 x peer", "decisions wrong or lost": "<= 0"}),
    Benchmark("orders", LEARNING, "Orders of the queue with live learning, in memory",
              (PHOTOS,), 5, {"decided until 97 % are right": "<= 30, goal 25"}),
    Benchmark("inspections", CERTIFICATES, "Whether certificates keep their promise",
              (LABELS, WORK, "models/fashion-mnist"), 120, {
        _BROKEN: "<= 5",
        "decided by hand, Fashion-MNIST test, fashion-mnist, 95%": "<= 20, goal 13"}),
    Benchmark("audits", CERTIFICATES, "Whether certificates of imported labels keep theirs",
              (WORK,), 20, {_IMPORTS: "<= 5"}),
    Benchmark(
        "both_windows", CERTIFICATES, "Loops in memory and in a workspace", (LABELS, WORK), 2, {
        "loops that differ": "<= 0"}),
    Benchmark("retrained", CERTIFICATES, "Inspections replayed on retrainings", (LABELS, WORK), 5, {
        _BROKEN: "<= 5", "decided by hand, as the program proposes": "<= 85, goal 65"}),
    Benchmark("plans_and_stages", CERTIFICATES, "Time of plans and of stages",
              (WORK, f"{WORK}/million"), 3, {
        "plan": "<= 200", "proposal": "<= 200", "stage": "<= 50", "bound": "<= 50"}),
)
