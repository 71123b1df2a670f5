#!/usr/bin/python3
"""An incident by keyboard alone: the real window, read as a screen reader reads it, on a real service.

Whatever gets the focus on the way has to say what it is: a name and a role. Tab reaches all there is on each tab.
"""

import contextlib
import datetime
import os
import tempfile
import time

from gi.repository import GLib

from desktop import CHECKED, ENABLED, FOCUSABLE, Console, Desktop, fits
from support import DEADLINE, Api, Matoid, add_person, logs_on_failure, wait_for, write

TITLE = "Checkout answers slowly"
CONTROLS = {"push button", "check box", "radio button", "page tab", "text", "combo box", "spin button", "list", "table",
            "tree", "tree table", "list item", "table cell", "tree item", "slider", "link", "toggle button"}
#: Of these groups Tab reaches one, the arrow keys the others.
GROUPS = {"radio button", "page tab", "list item", "table cell", "tree item"}


def prepare(api):
    kenji = add_person(api, "kenji", "Kenji Mori", [("desktop", "")], [600])
    metric = api.create("metric-definitions", {
        "title": "Checkout latency", "unit": "s", "source": "drill", "stepSeconds": 60,
        "query": "latency?speed=60&start=2026-01-01T00:00:00Z", "threshold": {"value": 1.2, "side": "above"}})
    for name, impact in (("checkout-slow", 2), ("search-slow", 4)):
        api.create("response-plans", {
            "name": name, "title": name, "impact": impact, "engagements": [kenji], "metrics": [metric],
            "checklist": ["Take command", "Tell support"], "updateIntervalMinutes": 20})


def age(iso):
    """Seconds from a time on the wire to now."""
    return time.time() - datetime.datetime.fromisoformat(iso.replace("Z", "+00:00")).timestamp()


class Keys:
    #: Who sits at the console.
    person = "Misaki Sato"

    def __init__(self, console, api):
        self.console, self.api = console, api

    def one(self, what, collection, condition):
        """Waits for the record at the service of which `condition` is true; gives its value."""
        def there():
            return next((r["value"] for r in self.api.all(collection) if condition(r["value"])), None)

        return wait_for(f"{what} at the service", there)

    # --- the focus ---

    def tab(self, key="Tab"):
        stop = self.console.move_focus(key)
        role, name = stop.role, stop.name
        assert name.strip(), f"{role} has the focus and no name ({stop.path} in {stop.parent()})"
        assert role in CONTROLS, f"“{name}” has the focus as {role}"
        return stop

    def tab_to(self, role, name, key="Tab"):
        seen = []
        while True:
            stop = self.tab(key)
            if fits(stop, role, name):
                return stop
            if stop in seen:
                raise AssertionError(f"{key} comes not to {role} “{name}” but to {[str(node) for node in seen]}")
            seen.append(stop)

    def round(self):
        """All stops of Tab, once round."""
        first = self.tab()
        stops = [first]
        while True:
            stop = self.tab()
            if stop == first:
                return stops
            assert stop not in stops, f"Tab is trapped: {stop} comes again before {first}"
            stops.append(stop)

    @staticmethod
    def missed(node, stops):
        """Whether that is a control and Tab goes past it. Text to read takes the focus by a click only."""
        if node in stops or node.role not in CONTROLS or not node.has(FOCUSABLE) or not node.has(ENABLED):
            return False
        if any(stop.parent() == node for stop in stops):
            return False  # a list hands the focus on to its row
        # The arrow keys go on from the list, or from the one of its group that has the focus.
        return not (node.role in GROUPS and
                    (node.parent() in stops or
                     any(stop.role == node.role and stop.parent() == node.parent() for stop in stops)))

    def check_round(self, what):
        window = self.console.wait_window("frame", "Matoi")
        # The last edit's Undo goes by itself after some seconds, and would take the focus with it.
        wait_for("Undo gone", lambda: not window.find("push button", "Undo"))
        while True:
            there = list(window.walk())
            stops = self.round()
            missed = []
            for node in window.walk():
                with contextlib.suppress(GLib.Error):  # it is gone meanwhile
                    if self.missed(node, stops):
                        missed.append(node)
            # What came during the round, a chart with its data say, has its turn in the next.
            if all(node in there for node in missed):
                break
        assert not missed, \
            f"Tab does not reach {[str(node) for node in missed]} on {what}, but {[str(stop) for stop in stops]}"

    def open_tab(self, digit, name):
        self.console.press(f"Alt+{digit}")
        wait_for(f"the tab {name}", lambda: self.console.wait_shown(
            "page tab", lambda label: label.startswith(name)).has(CHECKED))

    def question(self, button):
        """A small window asks before something weighty; its answer has the focus."""
        self.console.wait_focus("push button", button)
        self.console.press("Return")
        self.console.wait_window("frame", "Matoi")

    # --- the story ---

    def start_incident(self):
        console = self.console
        console.press("Ctrl+n")
        console.wait_focus("text", "Find a response plan")
        console.type("check")
        plans = self.tab_to("list", "Response plans")
        assert plans.chosen() == ["checkout-slow"], plans.chosen()
        impacts = self.tab_to("list", "Impact")
        assert [name[:1] for name in impacts.chosen()] == ["2"], impacts.chosen()
        self.tab_to("text", "Title")
        console.type(TITLE)
        self.tab_to("text", "Started")
        console.type("5m ago")
        console.press("Ctrl+Return")
        incident = self.one("the incident", "incidents", lambda value: value["title"] == TITLE)
        assert incident["impact"] == 2, incident
        assert 295 < age(incident["startedAt"]) < 300 + DEADLINE, incident
        console.wait_window("frame", "Matoi")
        console.wait_shown("label", TITLE)
        self.one("the engagement", "engagements", lambda value: value["state"] == "running")
        console.wait_shown("push button", "Acknowledge for Kenji Mori")

    def log_events(self):
        console = self.console
        self.open_tab(3, "Timeline")
        console.press("Alt+Shift+n")
        composer = console.wait_focus("text", "What happened")
        for text in ("Traffic is normal", "Payments wait for the database"):
            console.type(text)
            console.press("Return")
            event = self.one(text, "timeline-events", lambda value: value["text"] == text)
            assert age(event["at"]) < DEADLINE, event
            wait_for("an empty composer", lambda: composer.text == "")
        self.tab_to("text", "When it happened", "Shift+Tab")
        console.type("10m ago")
        self.tab_to("text", "What happened")
        console.type("Database failed over")
        console.press("Ctrl+Return")
        event = self.one("the past event", "timeline-events", lambda value: value["text"] == "Database failed over")
        assert 595 < age(event["at"]) < 600 + DEADLINE, event
        wait_for("an empty composer", lambda: composer.text == "")

    def edit_event(self):
        """End and Up in the list, Enter opens a row in its place."""
        console = self.console
        console.move_focus("Escape")
        row = console.move_focus("End")
        seen = set()
        while "Payments wait for the database" not in row.name:
            row = console.move_focus("Up")
            assert row not in seen, f"Up does not come to the event; it was at {[str(node) for node in seen]}"
            seen.add(row)
        console.press("Return")
        console.wait_focus("text", "What happened")
        console.press("End")
        console.type(" cluster")
        console.press("Ctrl+Return")
        self.one("the edit", "timeline-events", lambda value: value["text"] == "Payments wait for the database cluster")

    def undo(self):
        console = self.console
        console.press("Alt+Shift+n")
        composer = console.wait_focus("text", "What happened")
        console.type("Said too early")
        console.press("Return")
        self.one("the event", "timeline-events", lambda value: value["text"] == "Said too early")
        wait_for("an empty composer", lambda: composer.text == "")
        console.press("Ctrl+z")
        wait_for("the event undone", lambda: not [r for r in self.api.all("timeline-events")
                                                  if r["value"]["text"] == "Said too early"])

    def edit_summary(self):
        console = self.console
        console.press("Alt+Shift+e")
        console.wait_focus("text", "Summary, Markdown")
        console.type("**Impact.** Checkout takes over 5 s.")
        console.press("Ctrl+Return")
        self.one("the summary", "summaries", lambda value: value["text"] == "**Impact.** Checkout takes over 5 s.")
        console.wait_focus("push button", "Edit")

    def acknowledge(self):
        self.open_tab(4, "Contacts")
        self.tab_to("push button", "Acknowledge for Kenji…, Kenji Mori")
        self.console.press("space")
        self.question("Acknowledge")
        engagement = self.one("the acknowledgement", "engagements", lambda value:
                              value["state"] == "acknowledged" and value["contactName"] == "Kenji Mori")
        assert engagement["endedBy"] == self.person, engagement

    def change_status(self):
        console = self.console
        self.tab_to("radio button", lambda name: name.endswith(", now"))
        while console.focus().name != "Mitigating, to come":
            console.move_focus("Right")
        console.press("Return")
        self.one("the status", "incidents", lambda value: value["status"] == "mitigating")
        console.wait_focus("radio button", "Mitigating, now")

    def change_impact(self):
        """By the palette; what it would run is told with its field, which keeps the focus."""
        console = self.console
        console.press("Ctrl+k")
        field = console.wait_focus("text", "Search or run a command")
        console.type("set impact to 1")
        wait_for("the command to set impact 1", lambda: field.description.startswith("Set impact to 1"))
        console.press("Return")
        self.one("the impact", "incidents", lambda value: value["impact"] == 1)
        console.wait_window("frame", "Matoi")
        console.wait_shown("label", "impact 1, critical")

    def resolve(self):
        self.console.press("Alt+Shift+r")
        self.question("Resolve")
        incident = self.one("the end", "incidents", lambda value: value["status"] == "resolved")
        assert age(incident["resolvedAt"]) < DEADLINE, incident

    def analyse(self):
        console = self.console
        self.open_tab(6, "Analysis")
        self.tab_to("push button", "Begin the analysis")
        console.press("space")
        self.one("the analysis", "analyses", lambda value: value["questions"])
        self.tab_to("text", lambda name: name.startswith("Answer to: "))
        console.type("A customer told us.")
        console.press("Ctrl+Return")
        self.one("the answer", "answers", lambda value: value["text"] == "A customer told us.")
        self.tab_to("text", "Add an action item")
        console.type("Watch the failover")
        console.press("Return")
        self.one("the action item", "action-items", lambda value: value["title"] == "Watch the failover")


TABS = ("Overview", "Metrics", "Timeline", "Contacts", "Related", "Analysis", "Properties")


def story(console, api):
    keys = Keys(console, api)
    # Only then it knows the response plans.
    console.wait_shown("label", lambda name: name.startswith("Live"))
    keys.start_incident()
    keys.log_events()
    keys.edit_event()
    keys.undo()
    keys.edit_summary()
    for digit, name in enumerate(TABS, 1):
        keys.open_tab(digit, name)
        keys.check_round(name)
    keys.acknowledge()
    keys.change_status()
    keys.change_impact()
    keys.resolve()
    keys.analyse()
    keys.check_round("the analysis")


def run(folder):
    with Matoid(folder) as matoid, Desktop(folder) as desktop:
        api = Api(matoid.url, matoid.token("Misaki Sato", "--role", "admin"))
        prepare(api)
        token_file = write(folder, "token", api.token)
        with Console(desktop, os.path.join(folder, "console"), matoid.url, token_file) as console:
            story(console, api)


def main():
    with tempfile.TemporaryDirectory(prefix="matoi-e2e-") as folder:
        with logs_on_failure(folder, "matoid.log", "matoi.log", "openbox.log", "Xvfb.log", "at-spi-bus-launcher.log"):
            run(folder)
    print("an incident goes by keyboard alone")


if __name__ == "__main__":
    main()
