"""Update the translation files from the sources, and compile them.

    python dev.py translations            # or, in the virtual environment:
    python -m tools.translations

Texts are read from the sources with `ast`, not with `lupdate`, which assigns no context to texts in
module functions, and ignores tables of texts. Translations are kept; removed texts are dropped; new
ones are marked unfinished. `lrelease`, which comes with PySide6, compiles.
"""

import ast
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import PySide6

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "hitl_app/ui/session/translations"
FORMS = {"en": 2, "id": 1}
"""Languages, and how many plural forms each has."""
TABLES = (
    ROOT / "hitl_app/domain/settings.py",
    ROOT / "hitl_app/messages.py",
    ROOT / "hitl_app/problems/files.py",
    ROOT / "hitl_app/problems/servers.py",
    ROOT / "hitl_app/problems/work.py",
    ROOT / "hitl_app/job_specs.py",
    ROOT / "hitl_app/serve/texts.py",
    ROOT / "hitl_app/training_words.py",
    ROOT / "hitl_app/services/certification/audit_words.py",
    ROOT / "hitl_app/services/certification/page.py",
    ROOT / "hitl_app/services/exports/formats.py",
    ROOT / "hitl_app/services/labels/formats.py",
    ROOT / "safeio/reasons.py",
    ROOT / "training/runtimes/formats.py",
)
"""Modules whose tables of texts the window and the pages translate in the context `words`."""

WORDS = frozenset({"title", "unit", "about", "cancelled", "ended"})
"""Arguments of table entries that are texts for users."""

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the sources.

    Attributes:
        context: The class or the part of the program that it belongs to.
        source: The English text.
        counted: Whether it has plural forms.
        place: File and line, for translators.
    """

    context: str
    source: str
    counted: bool
    place: str


@dataclass
class Found:
    """Texts found in the sources.

    Attributes:
        texts: By context and source.
        unread: Places whose text cannot be read from the source.
    """

    texts: dict[Key, Text] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)

    def add(self, text: Text) -> None:
        """Add a text, which may have plural forms in one place only."""
        known = self.texts.get((text.context, text.source))
        if known is None or not known.counted:
            self.texts[text.context, text.source] = text


def find_texts(root: Path = ROOT) -> Found:
    """Read all translatable texts from the sources."""
    found = Found()
    for file in sorted((root / "hitl_app/ui").rglob("*.py")):
        _Reader(file, found).visit(ast.parse(file.read_text(encoding="utf-8")))
    for file in TABLES:
        for text in _table_texts(file):
            found.add(text)
    return found


def _table_texts(file: Path) -> Iterator[Text]:
    """Return the words in a module's tables, which are named in capitals.

    They are the values of a dictionary, or the arguments `WORDS` of the entries of a tuple.
    """
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if not isinstance(node, ast.AnnAssign) or not isinstance(node.target, ast.Name):
            continue
        if node.target.id.isupper():
            for part in _table_words(node.value):
                place = f"{file.name}:{part.lineno}"
                yield Text("words", ast.literal_eval(part), counted=False, place=place)


def _table_words(table: ast.expr | None) -> Iterator[ast.expr]:
    if isinstance(table, ast.Dict):
        for value in table.values:
            yield from value.elts if isinstance(value, ast.Tuple) else [value]
    elif isinstance(table, ast.Tuple):
        entries = [entry for entry in table.elts if isinstance(entry, ast.Call)]
        for keyword in (keyword for entry in entries for keyword in entry.keywords):
            if keyword.arg in WORDS:
                yield keyword.value


class _Reader(ast.NodeVisitor):
    """Reads the texts of one module.

    It knows `self.tr(text, "", n)`, whose context is the class; `QCoreApplication.translate` and
    `QT_TRANSLATE_NOOP` with both words; and private functions of the module that hand their first
    parameter to one of these, such as `_tr(text, n)`. A public one, such as `translated`, looks up
    what stands in a table.
    """

    def __init__(self, file: Path, found: Found) -> None:
        self._file, self._found = file, found
        self._classes: list[str] = []
        self._helpers: dict[str, str] = {}

    def visit_Module(self, node: ast.Module) -> None:
        for part in node.body:
            if isinstance(part, ast.FunctionDef):
                self._note_helper(part)
        self.generic_visit(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._classes.append(node.name)
        self.generic_visit(node)
        self._classes.pop()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        if self._classes or node.name not in self._helpers:
            self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        self.generic_visit(node)
        name, arguments = _called(node), node.args
        if name == "tr" and isinstance(node.func, ast.Attribute):
            on_self = isinstance(node.func.value, ast.Name) and node.func.value.id == "self"
            context = self._classes[-1] if self._classes and on_self else None
            self._take(node, context, arguments[:1], counted=len(arguments) > 2)
        elif isinstance(node.func, ast.Name) and name.startswith("_") and name in self._helpers:
            self._take(node, self._helpers[name], arguments[:1], counted=len(arguments) > 1)
        elif name == "QT_TRANSLATE_NOOP" or ast.unparse(node.func) == "QCoreApplication.translate":
            context = _literal(arguments[0]) if arguments else None
            self._take(node, context, arguments[1:2], counted=len(arguments) > 3)

    def _note_helper(self, node: ast.FunctionDef) -> None:
        parameters = [one.arg for one in node.args.args]
        for part in ast.walk(node):
            if isinstance(part, ast.Call) and _called(part) in {"translate", "QT_TRANSLATE_NOOP"}:
                context, text = (*part.args, None, None)[:2]
                if parameters and isinstance(text, ast.Name) and text.id == parameters[0]:
                    self._helpers[node.name] = _literal(context) or ""

    def _take(
        self, node: ast.Call, context: str | None, text: list[ast.expr], *, counted: bool
    ) -> None:
        place = f"{self._file.name}:{node.lineno}"
        source = _literal(text[0]) if text else None
        if source is None or not context:
            self._found.unread.append(f"{place}: {ast.unparse(node)}")
        else:
            self._found.add(Text(context, source, counted, place))


def _called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _literal(node: ast.expr | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def read_ts(file: Path) -> dict[Key, list[str]]:
    """Read a translation file: the forms of each text, [] where unfinished."""
    if not file.exists():
        return {}
    known = {}
    # A file of this project, so it is trusted.
    for context in ET.parse(file).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None or translation.get("type"):
                continue
            forms = [form.text or "" for form in translation.iter("numerusform")]
            key = (context.findtext("name", ""), message.findtext("source", ""))
            known[key] = forms or [translation.text or ""]
    return known


def ts_text(language: str, texts: dict[Key, Text], known: dict[Key, list[str]]) -> str:
    """Return the content of a translation file: every text, with its translation."""
    root = ET.Element("TS", version="2.1", language=language)
    # A text that moved to another part of the program keeps its translation.
    moved = {source: forms for (_, source), forms in known.items()}
    context = ET.Element("none")
    for name, source in sorted(texts):
        if context.findtext("name") != name:
            context = ET.SubElement(root, "context")
            ET.SubElement(context, "name").text = name
        counted = texts[name, source].counted
        message = ET.SubElement(context, "message", {"numerus": "yes"} if counted else {})
        ET.SubElement(message, "source").text = source
        translation = ET.SubElement(message, "translation")
        forms = known.get((name, source)) or moved.get(source, [])
        count = FORMS[language] if counted else 1
        if len(forms) != count:
            translation.set("type", "unfinished")
            forms = [""] * count
        for form in forms:
            part = ET.SubElement(translation, "numerusform") if counted else translation
            part.text = form
    ET.indent(root, "    ")
    body = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n'


def update() -> dict[str, int]:
    """Write the translation files; return how many texts of each are unfinished."""
    texts = find_texts().texts
    unfinished = {}
    for language in FORMS:
        file = FOLDER / f"second-look_{language}.ts"
        # English needs nothing but its plural forms.
        wanted = {k: t for k, t in texts.items() if t.counted or language != "en"}
        file.write_text(ts_text(language, wanted, read_ts(file)), encoding="utf-8", newline="\n")
        unfinished[file.name] = len(wanted) - len(read_ts(file).keys() & wanted.keys())
    return unfinished


def compile_all() -> None:
    """Compile all translation files."""
    name = "lrelease.exe" if sys.platform == "win32" else "lrelease"
    program = Path(PySide6.__file__).parent / name
    for file in sorted(FOLDER.glob("*.ts")):
        target = file.with_suffix(".qm")
        subprocess.run([program, "-silent", file, "-qm", target], check=True)


def main() -> int:
    """Run the command line; return the exit status."""
    unread = find_texts().unread
    for place in unread:
        print(f"cannot be read out of the source: {place}")
    unfinished = update()
    compile_all()
    for name, count in unfinished.items():
        print(f"{name}: {count} unfinished")
    return 1 if unread or any(unfinished.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
