"""What every lint script shares: the project's files, and how a finding is reported."""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SKIPPED = {"build", ".git", ".cache", "__pycache__"}
CODE = {".cpp", ".h"}


def files(root, suffixes=None, folder=""):
    """The files under root/folder as paths relative to root, in a stable order."""
    found = []
    pending = [root / folder]
    while pending:
        for entry in pending.pop().iterdir():
            if entry.name in SKIPPED or entry.is_symlink():
                continue
            if entry.is_dir():
                pending.append(entry)
            elif suffixes is None or entry.suffix in suffixes:
                found.append(entry.relative_to(root))
    return sorted(found)


def lines(root, path):
    return (root / path).read_text(encoding="utf-8", errors="replace").split("\n")


def without_comments(text):
    """C++ with comments blanked and everything else, string literals included, where it was."""
    token = re.compile(r'R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|//[^\n]*|/\*.*?\*/', re.DOTALL)

    def blank(match):
        if match.group(0)[0] != "/":
            return match.group(0)
        return re.sub(r"[^\n]", " ", match.group(0))

    return token.sub(blank, text)


def without_literals(text):
    """As without_comments, and with the inside of every string and character literal blanked too."""
    token = re.compile(r'R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.DOTALL)
    return token.sub(lambda m: re.sub(r"[^\n]", " ", m.group(0)), without_comments(text))


def report(name, findings, notes=()):
    """Prints findings as path:line: text, which editors can jump to; exits with 1 when there are any."""
    for note in notes:
        print(f"note: {note}")
    for finding in findings:
        print(finding)
    print(f"{name}: {len(findings)} finding{'' if len(findings) == 1 else 's'}")
    sys.exit(1 if findings else 0)


def root_from_arguments():
    return pathlib.Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT
