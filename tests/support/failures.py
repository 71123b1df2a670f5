#!/usr/bin/env python3
"""What went wrong in the last run of ctest, in few lines and at the end of its output: a log that is cut in
its middle still says it. Usage: failures.py BUILD_FOLDER"""

import re
import sys
from pathlib import Path

TELLING = re.compile(
    r"FAIL!|: Failure$|^\[  FAILED  \]|AssertionError|^Traceback|Sanitizer:|runtime error:|"
    r"Assertion .* failed|terminate called|\*\*\*Timeout|differs|^FAILED|^ERROR|: fault"
)
AFTER = 6
MOST = 60


def sections(log: str):
    """Name and output of each test, as ctest writes them into LastTest.log."""
    for part in re.split(r"^(?=\d+/\d+ Testing: )", log, flags=re.M):
        name = re.match(r"\d+/\d+ Testing: (\S+)", part)
        if name:
            yield name[1], part


def telling(output: str):
    lines = output.splitlines()
    wanted = set()
    for i, line in enumerate(lines):
        if TELLING.search(line):
            wanted.update(range(i, min(len(lines), i + 1 + AFTER)))
    chosen = [lines[i][:300] for i in sorted(wanted)]
    return chosen or [line[:300] for line in lines[-25:]]


def main() -> int:
    folder = Path(sys.argv[1]) / "Testing" / "Temporary"
    failed_list = folder / "LastTestsFailed.log"
    log = folder / "LastTest.log"
    if not failed_list.exists() or not log.exists():
        return 0
    failed = {line.split(":", 1)[1].strip() for line in failed_list.read_text().splitlines() if ":" in line}
    for name, output in sections(log.read_text(errors="replace")):
        if name not in failed:
            continue
        lines = telling(output)
        print(f"\n--- {name}")
        print("\n".join(lines[:MOST]))
        if len(lines) > MOST:
            print(f"… {len(lines) - MOST} lines more in {log}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
