#!/usr/bin/env python3
"""Habits that the compiler does not see: nested event loops, singletons, left-over marks, machine paths."""

import re

import tree

TEXT = tree.CODE | {".py", ".cmake", ".txt", ".sh", ".md", ".json", ".xml", ".desktop", ".service", ".tsv", ".yml", ".yaml"}
MARKS = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X)\b")
QUOTED = re.compile(r'"[^"]*"|`[^`]*`')
MACHINE = re.compile(r"(?<![\w./:])/(work|root|Users|home/\w+|tmp/matoi)/")
BANNER = re.compile(r"^\s*//\s*[-=*#/]{4,}")


class Rule:
    """A pattern that may not occur in C++ outside the places that `allowed` matches."""

    def __init__(self, pattern, text, allowed="$^", only="."):
        self.pattern, self.text = re.compile(pattern), text
        self.allowed, self.only = re.compile(allowed), re.compile(only)


RULES = [
    Rule(r"\bQEventLoop\b|\bprocessEvents\b", "no nested event loop: react to a signal", "^tests/"),
    Rule(r"(\.|->|(?<!Application)::)exec\s*\(", "no exec(): open() and connect, or popup()", "^app/main", r"^(widgets|app)/"),
    Rule(r"\bQSettings\b", "settings are read in models/settings only", r"^(models/settings|tests)/"),
    Rule(r"\bstatic\s+[\w:<>]+\s*[&*]\s*\w*[iI]nstance\s*\(", "no singleton: pass what is needed"),
    Rule(r"\bq(Debug|Info|Warning|Critical)\s*\(\s*\)?\s*<<?", "no bare qDebug(): use a logging category", "^tests/",
         r"^(widgets|models)/"),
    Rule(r"\bstd::(cout|cerr)\b|\bprintf\s*\(", "no direct print in a library: return it or log it", "^$",
         r"^(widgets|models)/"),
    Rule(r"\bQTest::qSleep\b|\bQThread::(m|u)?sleep\b|\busleep\s*\(", "wait for a condition, not for a time"),
    Rule(r"^\s*using\s+namespace\s+std\s*;", "no using namespace std"),
    Rule(r"\b(if|while|switch)\s*\(.*\bco_await\b",
         "give what is awaited a name: GCC 12 lays out such a frame wrongly (docs/adr/0003-http-on-beast.md)"),
    Rule(r"\t", "indent with spaces"),
]


def check_cpp(path, text):
    path = path.as_posix()
    blanked = tree.without_literals(text).split("\n")
    if path.endswith(".h") and "#pragma once" not in text:
        yield 1, "a header starts with #pragma once"
    rules = [r for r in RULES if r.only.search(path) and not r.allowed.search(path)]
    for number, line in enumerate(blanked, 1):
        for rule in rules:
            if rule.pattern.search(line):
                yield number, rule.text
    for number, line in enumerate(text.split("\n"), 1):
        if BANNER.match(line):
            yield number, "no banner comment"


def check_text(path, text):
    for number, line in enumerate(text.split("\n"), 1):
        if path.suffix not in (".md", ".tsv") and line != line.rstrip():
            yield number, "trailing white space"
        # What people type into a timeline is not a mark: in quotes, and in what is translated.
        if path.suffix != ".tsv" and MARKS.search(QUOTED.sub("", line)):
            yield number, "finish it or write an issue: no marks in the source"
        if MACHINE.search(line):
            yield number, "a path of one machine"


def is_text(path):
    return path.suffix in TEXT or path.as_posix() in ("dev", ".ci/run")


def check(root):
    findings = []
    for path in tree.files(root):
        if not is_text(path) or path.as_posix().startswith("tests/data/"):
            continue
        text = (root / path).read_text(encoding="utf-8", errors="replace")
        problems = list(check_text(path, text))
        if path.suffix in tree.CODE:
            problems += check_cpp(path, text)
        findings += [f"{path}:{number}: {problem}" for number, problem in sorted(problems)]
    return findings


if __name__ == "__main__":
    tree.report("style", check(tree.root_from_arguments()))
