#!/usr/bin/env python3
"""Every message of the console has its Japanese translation, and every counted one its English plural."""

import pathlib
import sys

import tree

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "translations/tools"))
import translate  # noqa: E402

if __name__ == "__main__":
    root = tree.root_from_arguments()
    tree.report("translations", translate.check(root, translate.extract(root)))
