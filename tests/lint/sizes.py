#!/usr/bin/env python3
"""No source file over 800 lines; one over 500 is named."""

import tree

LIMIT = 800
NAMED = 500


def check(root):
    findings, notes = [], []
    for path in tree.files(root, tree.CODE):
        count = (root / path).read_bytes().count(b"\n")
        if count > LIMIT:
            findings.append(f"{path}:{LIMIT}: {count} lines, the limit is {LIMIT}")
        elif count > NAMED:
            notes.append(f"{path} has {count} lines, over {NAMED} wants a reason")
    return findings, notes


if __name__ == "__main__":
    tree.report("sizes", *check(tree.root_from_arguments()))
