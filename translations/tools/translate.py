#!/usr/bin/env python3
"""Joins the tables in translations/parts with the messages that lupdate finds.

translate.py check              name every missing, stale or broken line; exit 1 when there is one
translate.py missing            print the missing lines as a table to fill in
translate.py generate FOLDER    write matoi_ja.ts and matoi_en.ts for lrelease
"""

import argparse
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from dataclasses import dataclass

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDERS = ("app", "widgets", "models")
ANY = "*"
MNEMONIC = re.compile(r"&(?=[^\s&;])")
PLACEHOLDER = re.compile(r"%(?:L?\d{1,2}|L?n)")


@dataclass(frozen=True)
class Message:
    """One call of tr(). `where` is its first place in the source, for people."""

    context: str
    source: str
    comment: str
    counted: bool
    where: str

    def __str__(self):
        note = f" ({self.comment})" if self.comment else ""
        return f"{self.where}: {self.context}: {escaped(self.source)}{note}"


@dataclass
class Row:
    file: str
    line: int
    context: str
    source: str
    texts: list
    comment: str = ""
    used: bool = False

    @property
    def where(self):
        return f"{self.file}:{self.line}"


def escaped(text):
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")


def unescaped(text):
    return re.sub(r"\\([nt\\])", lambda m: {"n": "\n", "t": "\t", "\\": "\\"}[m.group(1)], text)


def find_lupdate(given=None):
    for path in (given, "/usr/lib/qt6/bin/lupdate", shutil.which("lupdate6"), shutil.which("lupdate")):
        if path and pathlib.Path(path).exists():
            return str(path)
    raise SystemExit("lupdate is missing: apt-get install qt6-l10n-tools")


def extract(root, lupdate=None):
    """Every message of the source, in source order."""
    folders = [folder for folder in FOLDERS if (root / folder).is_dir()]
    if not folders:
        return []
    with tempfile.TemporaryDirectory() as scratch:
        ts = pathlib.Path(scratch, "all.ts")
        run = subprocess.run([find_lupdate(lupdate), "-silent", "-locations", "absolute", "-source-language", "en_GB",
                              "-target-language", "ja_JP", "-extensions", "cpp,h", "-I", ".", *folders, "-ts", str(ts)],
                             cwd=root, capture_output=True, text=True)
        if run.returncode != 0:
            raise SystemExit(run.stderr)
        return read_ts(root, ts)


def read_ts(root, ts):
    messages = []
    for context in ET.parse(ts).getroot().iter("context"):
        for message in context.iter("message"):
            location = message.find("location")
            where = "?"
            if location is not None:
                file = (ts.parent / location.get("filename")).resolve()
                file = file.relative_to(root) if file.is_relative_to(root) else file
                where = f"{file}:{location.get('line')}"
            messages.append(Message(context.findtext("name", ""), message.findtext("source", ""),
                                    message.findtext("comment") or "", message.get("numerus") == "yes", where))
    return messages


class Parts:
    """The tables of one language, looked up by context, source and disambiguation."""

    def __init__(self, root, english):
        self.rows, self.problems, self.texts = {}, [], 2 if english else 1
        folder = root / "translations/parts"
        for path in sorted(folder.glob("*.tsv")) if folder.is_dir() else []:
            if (path.name == "en.tsv" or path.name.endswith(".en.tsv")) == english:
                self.read(root, path)

    def read(self, root, path):
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            if not line.strip() or line.startswith("#"):
                continue
            columns = [unescaped(column) for column in line.split("\t")]
            row = Row(path.relative_to(root).as_posix(), number, columns[0], "", [])
            if not 2 + self.texts <= len(columns) <= 3 + self.texts:
                self.problems.append(f"{row.where}: {2 + self.texts} columns are needed, there are {len(columns)}")
                continue
            row.source, row.texts = columns[1], columns[2:2 + self.texts]
            row.comment = columns[2 + self.texts] if len(columns) > 2 + self.texts else ""
            self.add(row)

    def add(self, row):
        key = (row.context, row.source, row.comment)
        before = self.rows.setdefault(key, row)
        if before is not row:
            # Two people may have needed the same message: the same words are no problem.
            if before.texts != row.texts:
                self.problems.append(f"{row.where}: says something else than {before.where}")

    def find(self, message):
        for context in (message.context, ANY):
            for comment in (message.comment, ""):
                row = self.rows.get((context, message.source, comment))
                if row and all(row.texts):
                    row.used = True
                    return row
        return None


def problems_of_text(source, text, counted):
    wanted = sorted(PLACEHOLDER.findall(source))
    if sorted(PLACEHOLDER.findall(text)) != wanted and not (counted and "%n" not in text):
        yield f"needs the placeholders {' '.join(wanted) or '(none)'}"
    if len(MNEMONIC.findall(source)) == 1 and source.count("&") == 1 and not MNEMONIC.search(text):
        yield "the source has a key (&), the translation has none"
    if source.endswith("…") != text.endswith("…"):
        yield "the closing … differs"


def problems_of_source(source):
    """The wording rules that a script can see."""
    for pattern, text in ((r"(?i)\bplease\b", "no please"), (r"(?i)\bsuccessfully\b", "no successfully"),
                          (r"\w!(\s|$)", "no exclamation mark"), (r"\s[-–—]\s", "no dash as punctuation"),
                          (r"\.\.\.", "write … for three dots")):
        if re.search(pattern, source):
            yield text


def check(root, messages):
    japanese, english = Parts(root, False), Parts(root, True)
    findings = japanese.problems + english.problems
    for message in messages:
        findings += [f"{message}: {problem}" for problem in problems_of_source(message.source)]
        row = japanese.find(message)
        if row is None:
            findings.append(f"{message}: no Japanese translation")
        else:
            findings += [f"{row.where}: {problem}" for text in row.texts
                         for problem in problems_of_text(message.source, text, message.counted)]
        if message.counted and english.find(message) is None:
            findings.append(f"{message}: no English singular and plural")
    for row in [*japanese.rows.values(), *english.rows.values()]:
        if not row.used:
            findings.append(f"{row.where}: stale, the source no longer has {row.context}: {escaped(row.source)}")
    return sorted(set(findings))


def missing(root, messages):
    japanese, english = Parts(root, False), Parts(root, True)

    def row(message, texts):
        columns = [message.context, escaped(message.source), *[""] * texts]
        return "\t".join([*columns, escaped(message.comment)] if message.comment else columns)

    yield from (row(message, 1) for message in messages if japanese.find(message) is None)
    plurals = [row(message, 2) for message in messages if message.counted and english.find(message) is None]
    if plurals:
        yield "# for a .en.tsv: singular, plural"
        yield from plurals


def write_ts(path, language, messages, parts):
    """A .ts file with the translated messages only; Qt falls back to the source for the rest."""
    ts = ET.Element("TS", version="2.1", language=language, sourcelanguage="en_GB")
    contexts = {}
    for message in messages:
        row = parts.find(message)
        if row is None:
            continue
        if message.context not in contexts:
            contexts[message.context] = ET.SubElement(ts, "context")
            ET.SubElement(contexts[message.context], "name").text = message.context
        element = ET.SubElement(contexts[message.context], "message", {"numerus": "yes"} if message.counted else {})
        ET.SubElement(element, "source").text = message.source
        if message.comment:
            ET.SubElement(element, "comment").text = message.comment
        translation = ET.SubElement(element, "translation")
        if message.counted:
            for text in row.texts:
                ET.SubElement(translation, "numerusform").text = text
        else:
            translation.text = row.texts[0]
    ET.indent(ts)
    text = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n' + ET.tostring(ts, encoding="unicode") + "\n"
    # Untouched when equal, so that the build goes no further.
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=("check", "missing", "generate"))
    parser.add_argument("folder", nargs="?", type=pathlib.Path)
    parser.add_argument("--root", type=pathlib.Path, default=ROOT)
    parser.add_argument("--lupdate")
    given = parser.parse_args()
    root = given.root.resolve()
    messages = extract(root, given.lupdate)
    if given.command == "check":
        findings = check(root, messages)
        print(*findings, f"translations: {len(messages)} messages, {len(findings)} findings", sep="\n")
        return 1 if findings else 0
    if given.command == "missing":
        print(*missing(root, messages), sep="\n")
        return 0
    given.folder.mkdir(parents=True, exist_ok=True)
    write_ts(given.folder / "matoi_ja.ts", "ja_JP", messages, Parts(root, False))
    write_ts(given.folder / "matoi_en.ts", "en_GB", [m for m in messages if m.counted], Parts(root, True))
    return 0


if __name__ == "__main__":
    sys.exit(main())
