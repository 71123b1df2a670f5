"""Runs a page in headless Chromium and takes what it posts to /result. Used by the benchmarks only.

    chromium.py memory              PSS of Chromium, all its processes, showing a trivial page, in MiB
    chromium.py run DIR PAGE        serves DIR on 127.0.0.1, opens PAGE, prints the JSON that it posts
"""

import contextlib
import functools
import http.server
import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

# A profile of its own that is thrown away, and nothing that would call home.
FLAGS = [
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-device-scale-factor=1",
    "--window-size=1400,900",
]
PATIENCE = 180
TRIVIAL = b"<!doctype html><title>trivial</title><p>Hello.<script>fetch('/result',{method:'POST',body:'{}'})</script>"


class Handler(http.server.SimpleHTTPRequestHandler):
    """Files of one folder, and the place where the page leaves its result."""

    results = None

    def do_POST(self):
        length = int(self.headers.get("Content-Length", "0"))
        self.results.put(self.rfile.read(length))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def served(folder):
    """Yields the port and the queue of what was posted."""
    results = queue.Queue()
    handler = type("Bound", (Handler,), {"results": results})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_address[1], results
    finally:
        server.shutdown()


@contextlib.contextmanager
def opened(url):
    """Chromium at `url`; yields its process id. It and its children end with the block."""
    program = shutil.which("chromium")
    if not program:
        raise RuntimeError("chromium is not installed")
    with tempfile.TemporaryDirectory(prefix="matoi-chromium-", ignore_cleanup_errors=True) as profile:
        flags = FLAGS + (["--no-sandbox"] if os.geteuid() == 0 else [])
        process = subprocess.Popen(
            [program, *flags, f"--user-data-dir={profile}", url],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            yield process.pid
        finally:
            ours = tree(process.pid)
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(10)
            for pid in ours:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            process.wait()


def tree(root):
    """The process and all that descend from it."""
    children = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            with contextlib.suppress(OSError), open(f"/proc/{name}/stat", encoding="latin-1") as stat:
                parent = int(stat.read().rpartition(")")[2].split()[1])
                children.setdefault(parent, []).append(int(name))
    found = [root]
    for pid in found:
        found.extend(children.get(pid, []))
    return found


def pss(pids):
    """MiB: what is shared between processes is shared out among them, so that nothing counts twice."""
    total = 0
    for pid in pids:
        with contextlib.suppress(OSError), open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as lines:
            total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


def run(folder, page):
    with served(folder) as (port, results), opened(f"http://127.0.0.1:{port}/{page}"):
        return json.loads(results.get(timeout=PATIENCE))


def memory():
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "index.html"), "wb") as page:
            page.write(TRIVIAL)
        with served(folder) as (port, results), opened(f"http://127.0.0.1:{port}/index.html") as pid:
            results.get(timeout=PATIENCE)
            # Until it has settled: the page is shown long before the last process has started.
            last, now = 0.0, pss(tree(pid))
            while abs(now - last) > 1:
                time.sleep(2)
                last, now = now, pss(tree(pid))
            return now


def main():
    if sys.argv[1:] == ["memory"]:
        print(f"{memory():.1f}")
    elif len(sys.argv) == 4 and sys.argv[1] == "run":
        print(json.dumps(run(sys.argv[2], sys.argv[3])))
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
