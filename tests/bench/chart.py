"""The chart benchmark, all of it in one run: Matoi's stack, plain Qt Charts, and uPlot in headless Chromium on
the same samples.

    chart.py BENCH_CHART WORK    the program that was built, and a folder for samples and for uPlot
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "web"))

import chromium  # noqa: E402


def uplot(work):
    """Puts uPlot, the version of the lock file, beside its page; returns why not when it cannot."""
    for name in ("package.json", "package-lock.json", "uplot.html"):
        shutil.copy(HERE / "web" / name, work / name)
    if not shutil.which("npm"):
        return "npm is not installed"
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(work)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else f"npm ci failed: {done.stderr.strip()[-300:]}"


def browser(work):
    problem = uplot(work)
    if problem:
        return {"error": problem}
    try:
        return chromium.run(str(work), "uplot.html")
    except Exception as error:  # what is printed is for people; the other figures stand without it
        return {"error": repr(error)}


def line(name, timing):
    print(f"{name:<42} first paint {timing['first']:8.2f}   frame median {timing['median']:8.2f}   "
          f"p95 {timing['p95']:8.2f} ms")


def main():
    program, work = sys.argv[1], pathlib.Path(sys.argv[2])
    data = work / "data"
    data.mkdir(parents=True, exist_ok=True)
    subprocess.run([program, "--data", str(data)], check=True, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
    native = json.loads((data / "result.json").read_text())
    web = browser(work)
    if "error" in web:
        print(f"uPlot in headless Chromium: left out, {web['error']}")
    else:
        line("uPlot in headless Chromium", web)
        print(f"{'':<42} of a frame, script {web['script']:.2f} ms; plots of {web['plot'][0]:.0f} x {web['plot'][1]:.0f}")
    stack = native["stack"]
    others = {"scan": native["scan"], "Qt Charts": native["raw"]}
    if "error" not in web:
        others["uPlot"] = web
    print("Times the stack:")
    for name, timing in others.items():
        print(f"  {name:<40} first paint {timing['first'] / stack['first']:8.1f}   "
              f"frame median {timing['median'] / stack['median']:8.1f}")


if __name__ == "__main__":
    main()
