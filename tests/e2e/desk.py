#!/usr/bin/python3
"""Matoi among the other programs of a desktop: a later start, links, the one-line logger, the tray, and what a crash
leaves behind."""

import contextlib
import os
import subprocess
import sys
import tempfile

from gi.repository import Gio, GLib

from desktop import CHECKED, Console, Desktop, Said
from support import BIN, Api, Matoid, logs_on_failure, wait_for, write

FIRST, SECOND = "Checkout answers slowly", "Search is down"


class Starts:
    """Later starts of matoi on the data folder of one that runs, as a desktop or a person makes them."""

    def __init__(self, desktop, data):
        self.desktop, self.data = desktop, data

    def start(self, *arguments):
        """What it says, and the code that it ends with."""
        done = subprocess.run([f"{BIN}/matoi", "--data", self.data, *arguments], env=self.desktop.environment,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=60)
        return done.returncode, done.stdout

    def well(self, *arguments):
        assert self.start(*arguments) == (0, ""), f"matoi {arguments}: {self.start(*arguments)}"


class Panel:
    """A panel with a tray, and what it would show of matoi."""

    WATCHER = "org.kde.StatusNotifierWatcher"
    MENU = "com.canonical.dbusmenu"

    def __init__(self, desktop):
        self.environment = desktop.environment
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        self.bus = Gio.DBusConnection.new_for_address_sync(desktop.environment["DBUS_SESSION_BUS_ADDRESS"], flags,
                                                           None, None)
        self.bus.set_exit_on_close(False)

    def __enter__(self):
        host = os.path.join(os.path.dirname(os.path.abspath(__file__)), "trayhost.py")
        self.child = subprocess.Popen([sys.executable, host], env=self.environment)
        wait_for("the panel", lambda: self.items() is not None)
        return self

    def __exit__(self, *_):
        self.child.kill()
        self.child.wait()
        self.bus.close_sync(None)

    def get(self, service, path, interface, name):
        return self.bus.call_sync(service, path, "org.freedesktop.DBus.Properties", "Get",
                                  GLib.Variant("(ss)", (interface, name)), None, 0, -1, None).unpack()[0]

    def items(self):
        try:
            return self.get(self.WATCHER, "/StatusNotifierWatcher", self.WATCHER, "RegisteredStatusNotifierItems")
        except GLib.Error:
            return None

    def item(self):
        return wait_for("matoi's icon", self.items)[-1]

    def tip(self):
        return self.get(self.item(), "/StatusNotifierItem", "org.kde.StatusNotifierItem", "ToolTip")[2]

    def labels(self):
        """Of the icon's menu, by what it calls its entries."""
        root = self.bus.call_sync(self.item(), "/MenuBar", self.MENU, "GetLayout",
                                  GLib.Variant("(iias)", (0, -1, [])), None, 0, -1, None).unpack()[1]
        return {entry[1].get("label", ""): entry[0] for entry in root[2]}

    def press(self, label):
        entry = wait_for(f"“{label}” in the menu of the icon", lambda: self.labels().get(label))
        self.bus.call_sync(self.item(), "/MenuBar", self.MENU, "Event",
                           GLib.Variant("(isvu)", (entry, "clicked", GLib.Variant("s", ""), 0)), None, 0, -1, None)


def number_of(api, title):
    def given():
        return next((r["value"].get("number") for r in api.all("incidents") if r["value"]["title"] == title), 0)

    return wait_for(f"the number of {title}", given)


def links(console, starts, api):
    starts.well(f"matoi://incident/INC-{number_of(api, FIRST)}")
    console.wait_shown("label", FIRST)
    starts.well(f"matoi://incident/{number_of(api, SECOND)}/timeline")
    console.wait_shown("label", SECOND)
    wait_for("the tab of the link", lambda: console.wait_shown(
        "page tab", lambda name: name.startswith("Timeline")).has(CHECKED))
    starts.well("matoi://nothing/7")
    console.wait_shown("alert message", lambda name: "matoi://nothing/7" in name)
    starts.well("matoi://incident/4711")
    console.wait_shown("alert message", lambda name: "INC-4711 is not on this computer" in name)


def comes_to_the_front(console, starts):
    console.press("Ctrl+comma")
    console.wait_window("frame", "Settings")
    starts.well()
    console.wait_window("frame", "Matoi")


def logged(api, text):
    return [r["value"] for r in api.all("timeline-events") if r["value"]["text"] == text]


def empty(console, field):
    console.press("Ctrl+a", "Delete")
    # A shortcut overtakes keys of which a screen reader is still being asked: Esc would hide the line first.
    wait_for("an empty line", lambda: field.text == "")


def log_a_line(console, api, text):
    """In the window of one line, which is in front."""
    console.wait_window("frame", "Log an event")
    field = console.wait_focus("text", "What happened")
    if field.text:  # a draft that a killed console left
        empty(console, field)
    console.type(text)
    console.press("Return")
    wait_for(Said(lambda: f"“{text}” at the service; the line holds “{field.text}”, there is "
                          f"{[r['value']['text'] for r in api.all('timeline-events')]}{console.situation()}"),
             lambda: logged(api, text))
    wait_for("an empty line", lambda: field.text == "")


def one_line_logger(console, starts, api):
    starts.well("--log")
    log_a_line(console, api, "Seen from another program")
    console.press("Ctrl+z")
    wait_for("the event taken back", lambda: not logged(api, "Seen from another program"))
    console.type("half")
    console.press("Escape")
    console.wait_window("frame", "Matoi")
    starts.well("--log")
    console.wait_window("frame", "Log an event")
    field = console.wait_focus("text", "What happened")
    assert field.text == "half"
    empty(console, field)
    console.press("Escape")
    console.wait_window("frame", "Matoi")


def tray(console, starts, api, panel):
    """The window goes, the program stays; what one needs is in the menu of its icon."""
    wait_for(Said(lambda: f"open incidents in the tip, which is {panel.tip()!r}"),
             lambda: "2 incidents open." in panel.tip())
    console.press("Ctrl+w")
    wait_for("the window gone", lambda: not console.windows())
    assert console.child.poll() is None
    starts.well("--log")
    log_a_line(console, api, "Logged without a window")
    console.press("Escape")
    panel.press("Open Matoi")
    console.wait_window("frame", "Matoi")
    panel.press("Log an event…")
    console.wait_window("frame", "Log an event")
    console.press("Escape")
    panel.press("Quit")
    assert console.child.wait(60) == 0


def without_a_tray(console):
    """Nothing would show that it runs: closing the window ends it."""
    console.press("Ctrl+w")
    assert console.child.wait(60) == 0


def refuses(starts):
    code, said = starts.start("--backend", "https://elsewhere.example")
    assert code == 1 and "--data" in said, (code, said)


def run(folder):
    with Matoid(folder) as matoid, Desktop(folder) as desktop:
        api = Api(matoid.url, matoid.token("Misaki Sato", "--role", "admin"))
        for title in (FIRST, SECOND):
            api.create("incidents", {"title": title, "impact": 2})
        token_file = write(folder, "token", api.token)
        data = os.path.join(folder, "console")
        starts = Starts(desktop, data)

        @contextlib.contextmanager
        def started():
            with Console(desktop, data, matoid.url, token_file) as console:
                console.wait_shown("label", lambda name: name.startswith("Live"))
                yield console

        with started() as console:
            links(console, starts, api)
            comes_to_the_front(console, starts)
            one_line_logger(console, starts, api)
            refuses(starts)
            console.kill()
        # The lock and the socket of the dead one are in nobody's way.
        with started() as console:
            starts.well(f"matoi://incident/INC-{number_of(api, FIRST)}")
            console.wait_shown("label", FIRST)
            without_a_tray(console)
        with Panel(desktop) as panel, started() as console:
            tray(console, starts, api, panel)


def main():
    with tempfile.TemporaryDirectory(prefix="matoi-e2e-") as folder:
        with logs_on_failure(folder, "matoid.log", "matoi.log", "openbox.log", "Xvfb.log", "at-spi-bus-launcher.log"):
            run(folder)
    print("a later start finds the first, and links lead to their incidents")


if __name__ == "__main__":
    main()
