"""What the whole-program tests share: matoid as a process, a caller of its API, a mail server, and waiting."""

import contextlib
import datetime
import email
import email.policy
import http.client
import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import uuid

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

BIN = os.environ["MATOI_BIN"]
DEADLINE = 90


def wait_for(what, condition, seconds=DEADLINE):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(0.02)
    raise AssertionError(f"waited {seconds} s for: {what}")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def lasting_port():
    """A port for a service that goes away and comes back. The system hands out none of this range by itself,
    so nobody takes it meanwhile, and no client that tries to connect meanwhile can meet itself on it."""
    while True:
        port = random.randrange(12000, 30000)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def time_of(text):
    """Seconds since 1970 of an RFC 3339 time in UTC."""
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def write(folder, name, text):
    path = os.path.join(folder, name)
    with open(path, "w") as file:
        file.write(text)
    return path


def up(url):
    def ready():
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                return answer.status == 200
        except OSError:
            return False

    return ready


@contextlib.contextmanager
def process(arguments, log):
    with open(log, "w") as output:
        child = subprocess.Popen(arguments, stdout=output, stderr=subprocess.STDOUT)
        try:
            yield child
        finally:
            child.send_signal(signal.SIGTERM)
            try:
                child.wait(15)
            except subprocess.TimeoutExpired:
                child.kill()
                raise AssertionError(f"{arguments[0]} did not end on SIGTERM")


@contextlib.contextmanager
def logs_on_failure(folder, *names, lines=30):
    try:
        yield
    except BaseException:
        for name in names:
            path = os.path.join(folder, name)
            if os.path.exists(path):
                print(f"--- {name}", *open(path).read().splitlines()[-lines:], sep="\n", file=sys.stderr)
        raise


class Matoid:
    """`matoid serve` on a data folder: started, killed and started again, always at the same address."""

    def __init__(self, folder, config="", open_files=None):
        """`open_files` are the soft and the hard limit that it starts under."""
        self.prefix = ["prlimit", f"--nofile={open_files[0]}:{open_files[1]}"] if open_files else []
        self.data = os.path.join(folder, "data")
        self.log = os.path.join(folder, "matoid.log")
        self.config = write(folder, "matoid.yaml", config)
        self.port = lasting_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.child = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        if self.child.poll() is None:
            self.child.stdin.close()
            self.child.wait(15)

    def start(self):
        begin = os.path.getsize(self.log) if os.path.exists(self.log) else 0
        with open(self.log, "ab") as output:
            # Our end of its standard input closes with this test, however it ends.
            self.child = subprocess.Popen(
                [*self.prefix, f"{BIN}/matoid", "serve", "--data", self.data, "--listen", f"127.0.0.1:{self.port}",
                 "--config", self.config, "--exit-with-stdin"],
                stdin=subprocess.PIPE, stdout=output, stderr=subprocess.STDOUT)

        def listening():
            assert self.child.poll() is None, f"matoid ended by itself: {self.child.returncode}"
            with open(self.log) as log:
                log.seek(begin)
                return re.search(r"listening on \S+\n", log.read())

        wait_for("matoid's address", listening, 20)

    def kill(self):
        self.child.kill()
        self.child.wait(15)
        self.child.stdin.close()

    def command(self, *arguments):
        """The output of `matoid ARGUMENTS` on the same data; raises when it fails."""
        done = subprocess.run([f"{BIN}/matoid", *arguments, "--data", self.data], text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert done.returncode == 0, f"matoid {arguments[0]}: {done.stdout}{done.stderr}"
        return done.stdout.strip()

    def token(self, name, *more):
        return self.command("token", "create", "--name", name, *more)

    def resident_kib(self):
        with open(f"/proc/{self.child.pid}/status") as status:
            return int(re.search(r"VmRSS:\s+(\d+) kB", status.read()).group(1))


class Api:
    def __init__(self, url, token):
        self.url, self.token = url, token

    def call(self, method, path, body=None, headers=None):
        data = None if body is None else json.dumps(body).encode()
        kind = "application/merge-patch+json" if method == "PATCH" else "application/json"
        request = urllib.request.Request(self.url + path, data, method=method, headers={
            "Authorization": f"Bearer {self.token}", "Content-Type": kind, **(headers or {})})
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.load(answer)

    def create(self, collection, value):
        record = {"id": str(uuid.uuid4()), "value": value}
        return self.call("POST", f"/api/v1/{collection}", record)["id"]

    def all(self, collection, **query):
        """Every record that is there, through all pages of the list."""
        records, after = [], 0
        more = "".join(f"&{key}={value}" for key, value in query.items())
        while after is not None:
            page = self.call("GET", f"/api/v1/{collection}?after={after}{more}")
            records += [record for record in page["records"] if not record["deleted"]]
            after = page["next"]
        return records


class Line:
    """One kept connection to matoid, for callers in a hurry. Opened anew when it broke."""

    def __init__(self, port, token):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        self.headers = {"Authorization": f"Bearer {token}"}

    def ask(self, method, path, body=None, headers=None):
        """(status, parsed body, header fields); raises OSError or HTTPException when no whole answer came.
        A body of bytes is sent as it is."""
        data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        kind = "application/merge-patch+json" if method == "PATCH" else "application/json"
        try:
            self.connection.request(method, path, data, {**self.headers, "Content-Type": kind, **(headers or {})})
            answer = self.connection.getresponse()
            return answer.status, json.loads(answer.read() or b"null"), answer.headers
        except (OSError, http.client.HTTPException):
            self.connection.close()
            raise


class Mails:
    """A mail server that asks for a login; keeps what it is given with the time."""

    def __init__(self, on_mail=None):
        self.mails = []
        self.on_mail = on_mail
        self.controller = Controller(
            self, hostname="127.0.0.1", port=free_port(), auth_required=True, auth_require_tls=False,
            authenticator=lambda *call: AuthResult(success=call[-1].login == b"matoi" and call[-1].password == b"secret"))

    def __enter__(self):
        self.controller.start()
        return self

    def __exit__(self, *_):
        self.controller.stop()

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.mails.append((time.time(), envelope.rcpt_tos[0], message))
        if self.on_mail:
            self.on_mail(message)
        return "250 kept"

    def to(self, address):
        return [message for _, recipient, message in self.mails if recipient == address]

    def settings(self, folder):
        """What matoid's settings file says of it."""
        password = write(folder, "smtp-password", "secret\n")
        return f"""
smtp:
  host: 127.0.0.1
  port: {self.controller.port}
  security: none
  user: matoi
  password_file: {password}
  from: page@matoi.hinode.example
"""


def add_person(api, alias, name, channels, waits):
    """A contact with one stage a channel; `channels` are (kind, address), `waits` seconds."""
    contact = api.create("contacts", {"contactKind": "personal", "alias": alias, "name": name, "timeZone": "Asia/Tokyo"})
    made = [api.create("contact-channels", {"contactId": contact, "channelKind": kind, "address": address})
            for kind, address in channels]
    record = api.call("GET", f"/api/v1/contacts/{contact}")
    stages = [{"durationSeconds": wait, "targets": [{"channelId": channel}]} for wait, channel in zip(waits, made)]
    api.call("PATCH", f"/api/v1/contacts/{contact}", {"stages": stages}, {"If-Match": f'"{record["rev"]}"'})
    return contact


def add_escalation(api, alias, name, people):
    """A plan that engages one person a stage; `people` are (contact, seconds until the next)."""
    return api.create("contacts", {
        "contactKind": "escalation", "alias": alias, "name": name,
        "stages": [{"durationSeconds": wait, "targets": [{"contactId": contact}]} for contact, wait in people]})
