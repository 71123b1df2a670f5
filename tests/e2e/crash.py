#!/usr/bin/python3
"""kill -9 of matoid, twenty times, each in the middle of 500 writes and of running escalations.

Every acknowledged write is there, every write in doubt happens once, nobody is paged after an acknowledgement,
nobody is forgotten. Four kinds of moment take turns:
  writes   after a random number of the 500
  page     a receiver has taken a page and matoid has not heard so yet
  answer   an acknowledgement is on its way
  both     a receiver has a page in its hands, the engagement is acknowledged, matoid has not heard of the page
"""

import http.client
import http.server
import json
import os
import random
import re
import sys
import tempfile
import threading
import time
import urllib.request
import uuid

from support import Api, Line, Mails, Matoid, add_escalation, add_person, logs_on_failure, time_of, wait_for

ROUNDS = 20
WRITES = 500
WRITERS = 10
EACH = WRITES // WRITERS
#: A slow machine may take this long for what is due, from its due time or from matoid's return. A lease that had to
#: run out, or the auditor that had to find something, would take 30 s and more.
PATIENCE = 10
#: What was already in a sender's hands when the acknowledgement was answered may arrive so much later.
IN_HAND = 2


class Times:
    """When matoid was killed and when it was back, by the clock that pages are due by."""

    def __init__(self):
        self.kills = []  # (before the signal, after its end)
        self.starts = [time.time()]

    def killed_between(self, begin, end):
        return any(begin <= gone and killed <= end for killed, gone in self.kills)

    def began_anew_between(self, begin, end):
        """A mail from the killed one may be stamped while it is already gone, and before the next one is there."""
        return any(begin <= back and killed <= end for (killed, _), back in zip(self.kills, self.starts[1:]))

    def up_at(self, moment):
        """The moment itself, or the first one after it at which matoid was back."""
        for (killed, _), back in zip(self.kills, self.starts[1:]):
            if killed - 1 <= moment <= back:
                return back
        return moment


class Receivers:
    """Where pages arrive: a webhook and a mail server. Knows each arrival by the page's id."""

    def __init__(self):
        self.arrivals = []  # (time, page id)
        self.links = {}     # incident title → acknowledge link
        self.trap = None    # (incident title, what to do while that page is in our hands)
        receivers = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                assert self.headers["Idempotency-Key"] == body["pageId"]
                receivers.arrivals.append((time.time(), body["pageId"]))
                receivers.links.setdefault(body["title"], body["acknowledgeUrl"])
                trap = receivers.trap
                if trap and trap[0] == body["title"]:
                    receivers.trap = None
                    trap[1]()
                self.send_response(200)
                self.end_headers()

            def handle(self):
                try:
                    super().handle()
                except OSError:
                    pass  # matoid was killed while it waited for our answer

            def log_message(self, *_):
                pass

        self.hook = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.hook.serve_forever, daemon=True).start()
        self.mails = Mails(lambda mail: self.arrivals.append((time.time(), re.match("<([^@]+)@", mail["Message-ID"])[1])))

    def of(self, page):
        return sorted(at for at, arrived in self.arrivals if arrived == page)


class Caller:
    """Sends one request until it is answered, with one Idempotency-Key, however often matoid dies meanwhile."""

    def __init__(self, matoid, token, alive):
        self.line = Line(matoid.port, token)
        self.alive = alive
        self.doubts = 0

    def ask(self, method, path, body=None, headers=None):
        headers = {"Idempotency-Key": str(uuid.uuid4()), **(headers or {})}
        while True:
            wait_for("matoid's return", self.alive.is_set, 60)
            try:
                status, answer, _ = self.line.ask(method, path, body, headers)
            except (OSError, http.client.HTTPException):
                self.doubts += 1
                time.sleep(0.005)
                continue
            assert status in (200, 201), f"{method} {path}: {status} {answer}"
            return answer


class Burst:
    """500 writes by ten callers at once: events that are made and then changed."""

    def __init__(self, run, number):
        self.incident = run.open_incident(f"Burst {number}", plan=False)
        self.kept = {}  # id → (revision, text), as acknowledged
        self.count = 0
        self.lock = threading.Lock()
        self.killed = threading.Event()
        self.errors = []
        self.callers = [run.caller() for _ in range(WRITERS)]
        self.threads = [threading.Thread(target=self.write, args=(caller,), daemon=True) for caller in self.callers]

    def start(self):
        for thread in self.threads:
            thread.start()

    def write(self, caller):
        try:
            for number in range(EACH // 2):
                # Some are kept back, so that the kill comes in the middle however fast the machine is.
                if number == EACH // 2 - 3:
                    wait_for("the kill", self.killed.is_set, 60)
                event = str(uuid.uuid4())
                text = f"{event} was seen"
                value = {"incidentId": self.incident, "at": "2026-01-01T00:00:00Z", "text": text, "details": "d" * 300}
                made = caller.ask("POST", "/api/v1/timeline-events", {"id": event, "value": value})
                self.keep(event, made["rev"], text)
                text += " and corrected"
                changed = caller.ask("PATCH", f"/api/v1/timeline-events/{event}", {"text": text},
                                     {"If-Match": f'"{made["rev"]}"'})
                assert changed["rev"] == made["rev"] + 1, f"a change happened twice: {changed}"
                self.keep(event, changed["rev"], text)
        except BaseException as error:
            self.errors.append(error)
            raise

    def keep(self, event, revision, text):
        with self.lock:
            self.kept[event] = (revision, text)
            self.count += 1

    def look(self, api, whole):
        """All that is acknowledged is there. `whole`: and there is nothing else."""
        with self.lock:
            kept = dict(self.kept)
        stored = {record["id"]: record for record in api.all("timeline-events", incident=self.incident, limit=500)
                  if record["value"]["eventKind"] != "automatic"}
        for event, (revision, text) in kept.items():
            record = stored.get(event)
            assert record, f"lost: event {event}, acknowledged as revision {revision}"
            assert record["rev"] >= revision, f"lost: revision {revision} of {event}; there is {record['rev']}"
            assert record["rev"] > revision or record["value"]["text"] == text, f"another text: {record}"
        if whole:
            assert not self.errors, self.errors
            assert len(kept) == WRITES // 2 and self.count == WRITES
            assert set(stored) == set(kept), f"there is what nobody wrote: {set(stored) - set(kept)}"
            assert all(record["rev"] == 2 for record in stored.values())

    def finish(self):
        for thread in self.threads:
            thread.join(60)
            assert not thread.is_alive(), "a write was never answered"


class Run:
    def __init__(self, matoid, receivers, seed):
        self.matoid, self.receivers = matoid, receivers
        self.random = random.Random(seed)
        self.times = Times()
        self.alive = threading.Event()
        self.alive.set()
        self.token = matoid.token("Misaki Sato", "--role", "admin")
        self.api = Api(matoid.url, self.token)
        self.opened = {}        # incident id → title
        self.answered = {}      # engagement id → when its acknowledgement was answered
        self.twice = []         # titles of incidents whose first page was taken, and matoid killed before it knew
        self.doubts = self.interrupted = 0
        self.plan = self.prepare()

    def prepare(self):
        hook = f"http://127.0.0.1:{self.receivers.hook.server_port}/"
        kenji = add_person(self.api, "kenji", "Kenji Mori", [("webhook", hook), ("email", "kenji@hinode.example")], [1, 1])
        aiko = add_person(self.api, "aiko", "Aiko Tanaka", [("email", "aiko@hinode.example")], [2])
        payments = add_escalation(self.api, "payments", "Payments on-call", [(kenji, 2), (aiko, 2)])
        return self.api.create("response-plans", {"name": "payments", "title": "Payments are slow", "impact": 1,
                                                  "engagements": [payments]})

    def caller(self):
        return Caller(self.matoid, self.token, self.alive)

    def open_incident(self, title, plan=True, incident=None):
        value = {"title": title, "impact": 2, **({"planId": self.plan} if plan else {})}
        incident = incident or str(uuid.uuid4())
        self.opened[incident] = title
        self.caller().ask("POST", "/api/v1/incidents", {"id": incident, "value": value})
        return incident

    def engagement(self, incident):
        engagement, = self.api.all("engagements", incident=incident)
        return engagement["id"]

    def acknowledge(self, incident, by_link):
        engagement = self.engagement(incident)
        if by_link:
            link = self.receivers.links[self.opened[incident]]
            with urllib.request.urlopen(link, b"action=acknowledge", timeout=20) as answer:
                assert "You have it" in answer.read().decode()
        else:
            self.caller().ask("POST", f"/api/v1/engagements/{engagement}/acknowledge")
        self.answered[engagement] = time.time()

    # --- the moments ------------------------------------------------------------------------------------------

    def kill(self, burst):
        before = time.time()
        self.alive.clear()
        self.matoid.kill()
        self.times.kills.append((before, time.time()))
        self.interrupted += WRITES - burst.count
        assert 0 < burst.count < WRITES, f"{burst.count} writes were acknowledged when the kill came"
        burst.killed.set()

    def trap(self, burst, title, answer=None):
        """Opens an incident and kills matoid while its first page is in the receiver's hands; `answer` comes before."""
        incident = str(uuid.uuid4())
        done = threading.Event()

        def spring():
            if answer:
                answer(incident)
            self.kill(burst)
            done.set()

        self.receivers.trap = (title, spring)
        if not answer:
            self.twice.append(title)
        # On a thread of its own: its answer may be what the kill takes away.
        opening = threading.Thread(target=self.open_incident, args=(title, True, incident), daemon=True)
        opening.start()
        wait_for("a page to be killed over", done.is_set, 30)
        return lambda: opening.join(60)

    def kill_over_answer(self, burst, incident):
        """Kills matoid while an acknowledgement is on its way. Its caller asks again until it is answered."""
        engagement = self.engagement(incident)
        caller = self.caller()

        def answer():
            caller.ask("POST", f"/api/v1/engagements/{engagement}/acknowledge")
            self.answered[engagement] = time.time()

        answering = threading.Thread(target=answer, daemon=True)
        answering.start()
        time.sleep(self.random.uniform(0, 0.008))
        self.kill(burst)
        return lambda: answering.join(60)

    def round(self, number):
        unanswered = self.open_incident(f"Unanswered {number}")
        answered = self.open_incident(f"Answered {number}")
        wait_for("the first pages", lambda: {self.opened[unanswered], self.opened[answered]} <= set(self.receivers.links))
        self.acknowledge(answered, by_link=number % 2 == 0)
        burst = Burst(self, number)
        burst.start()
        target = self.random.randrange(20, WRITES * 3 // 5)
        wait_for("writes", lambda: burst.count >= target, 30)
        settle = lambda: None
        moment = number % 4
        if moment == 0:
            self.kill(burst)
        elif moment == 2:
            settle = self.kill_over_answer(burst, unanswered)
        elif moment == 1:
            settle = self.trap(burst, f"Taken {number}")
        else:
            # The link answers the very page that is under way, a call only its engagement.
            by_link = number % 8 == 3
            settle = self.trap(burst, f"Taken and answered {number}", lambda incident: self.acknowledge(incident, by_link))

        self.matoid.start()
        self.times.starts.append(time.time())
        burst.look(self.api, whole=False)
        self.alive.set()
        burst.finish()
        settle()
        burst.look(self.api, whole=True)
        self.doubts += sum(caller.doubts for caller in burst.callers)

    # --- what must be true in the end ---------------------------------------------------------------------------

    def check(self):
        def over():
            return not [e for e in self.api.all("engagements") if e["value"]["state"] == "running"]

        wait_for("the end of every escalation", over, 60)
        incidents = {record["id"] for record in self.api.all("incidents")}
        assert incidents == set(self.opened), "an incident is missing, or there is one that nobody opened"
        engagements = self.api.all("engagements")
        assert len(engagements) == len([title for title in self.opened.values() if not title.startswith("Burst")])
        pages = self.api.all("pages")
        for engagement in engagements:
            own = [page for page in pages if page["value"]["engagementId"] == engagement["id"]]
            assert len(own) == 3, own
            self.check_engagement(engagement, own)
        known = {page["id"] for page in pages}
        strangers = {page for _, page in self.receivers.arrivals} - known
        assert not strangers, f"pages that the store does not know: {strangers}"
        for page in pages:
            self.check_arrivals(page)

    def check_engagement(self, engagement, pages):
        title = self.opened[engagement["value"]["incidentId"]]
        answered = self.answered.get(engagement["id"])
        state = engagement["value"]["state"]
        assert state == ("acknowledged" if answered else "exhausted"), f"{title} is {state}"
        if not answered:
            assert {page["value"]["state"] for page in pages} == {"sent"}, f"{title}: {pages}"
        first = min(pages, key=lambda page: page["value"]["dueAt"])
        if title in self.twice:
            assert len(self.receivers.of(first["id"])) >= 2, f"{title}: a page was not handed over again"

        for page in pages:
            due, arrived = due_of(page), self.receivers.of(page["id"])
            if not answered:
                assert arrived, f"{title}: {page['value']['contactName']} was forgotten: {page}"
                late = arrived[0] - self.times.up_at(due)
                assert late < PATIENCE, f"{title}: paged {late:.1f} s late"
                continue
            for at in arrived:
                late = at - answered
                assert due < answered, f"{title}: paged after the acknowledgement: {page}"
                assert late < IN_HAND and not (late > 0 and self.times.killed_between(answered, at)), \
                    f"{title}: paged {late:.1f} s after the acknowledgement: {page}"

    def check_arrivals(self, page):
        """Never early, and again only when a kill came in between."""
        arrived = self.receivers.of(page["id"])
        for at in arrived:
            assert at >= due_of(page), f"paged too early: {page}"
        for one, next_one in zip(arrived, arrived[1:]):
            assert self.times.began_anew_between(one, next_one), f"paged twice without a kill in between: {page}"


def due_of(page):
    return time_of(page["value"]["dueAt"])


def run(folder, seed):
    begin = time.monotonic()
    receivers = Receivers()
    with receivers.mails as mails:
        config = mails.settings(folder) + "limits: {requests_per_second: 100000, requests_per_second_of_token: 100000}\n"
        with Matoid(folder, config) as matoid:
            one = Run(matoid, receivers, seed)
            for number in range(ROUNDS):
                one.round(number)
                said = matoid.command("check")
                assert said.endswith("The store is sound."), said
            one.check()
    pages = {page for _, page in receivers.arrivals}
    print(f"{ROUNDS} kills in {time.monotonic() - begin:.0f} s: {ROUNDS * WRITES} writes, {one.interrupted} of them after "
          f"the kill of their round, {one.doubts} asked again; {len(pages)} pages, "
          f"{len(receivers.arrivals) - len(pages)} of them twice; {len(one.answered)} acknowledgements")


def main():
    seed = int(os.environ.get("MATOI_SEED", random.randrange(1 << 32)))
    with tempfile.TemporaryDirectory(prefix="matoi-crash-") as folder, logs_on_failure(folder, "matoid.log"):
        try:
            run(folder, seed)
        except BaseException:
            print(f"MATOI_SEED={seed}", file=sys.stderr)
            raise


if __name__ == "__main__":
    main()
