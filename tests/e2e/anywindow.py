#!/usr/bin/python3
"""The key that opens the one-line logger while another program has the keyboard: of the X server, and of a portal."""

import contextlib
import ctypes
import os
import subprocess
import sys
import tempfile

from gi.repository import Gio, GLib

from desk import log_a_line
from desktop import ACTIVE, CHECKED, Console, Desktop, Said, fits
from support import Api, Matoid, logs_on_failure, wait_for, write

LINE, CHOICE, FIELD = "Log an event", "Log from any window", "Key that logs an event from any window"
KEY, OTHER_KEY = "Ctrl+Alt+n", "Ctrl+Alt+m"
PORTAL = "org.freedesktop.portal.Desktop"
CONTROL, ALT = 1 << 2, 1 << 3


class KeyEvent(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("send_event", ctypes.c_int),
                ("display", ctypes.c_void_p), ("window", ctypes.c_ulong), ("root", ctypes.c_ulong),
                ("subwindow", ctypes.c_ulong), ("time", ctypes.c_ulong), ("x", ctypes.c_int), ("y", ctypes.c_int),
                ("x_root", ctypes.c_int), ("y_root", ctypes.c_int), ("state", ctypes.c_uint),
                ("keycode", ctypes.c_uint), ("same_screen", ctypes.c_int), ("rest", ctypes.c_long * 24)]


class OtherProgram:
    """Another client of the X server, with a window that shows nothing."""

    PRESS = 2

    def __init__(self, desktop):
        self.keyboard = desktop.keyboard
        self.x = desktop.keyboard.x
        self.x.XDefaultRootWindow.restype = ctypes.c_ulong
        self.x.XCreateSimpleWindow.restype = ctypes.c_ulong
        self.display = ctypes.c_void_p(self.x.XOpenDisplay(desktop.display.encode()))
        self.root = ctypes.c_ulong(self.x.XDefaultRootWindow(self.display))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.x.XCloseDisplay(self.display)

    def code(self, name):
        return self.keyboard._code(name)[0]

    @contextlib.contextmanager
    def in_front(self, console):
        """With the keyboard on its window, as `console` knows too."""
        window = ctypes.c_ulong(self.x.XCreateSimpleWindow(self.display, self.root, 100, 100, 400, 300, 0,
                                                           ctypes.c_ulong(0), ctypes.c_ulong(0xffffff)))
        self.x.XSelectInput(self.display, window, ctypes.c_long(1))
        self.x.XMapWindow(self.display, window)
        self.x.XSync(self.display, 0)

        def focused():
            now, how = ctypes.c_ulong(), ctypes.c_int()
            self.x.XGetInputFocus(self.display, ctypes.byref(now), ctypes.byref(how))
            return now.value == window.value

        wait_for("the other program in front", focused)
        # Qt takes its own window for the active one for another tenth of a second.
        wait_for("Matoi behind it", lambda: not any(window.has(ACTIVE) for window in console.windows()))
        self.type_into(window)
        yield
        self.x.XDestroyWindow(self.display, window)
        self.x.XSync(self.display, 0)

    def type_into(self, window):
        """As every toolkit does, it tells the window manager when one typed last: a window that comes by an older
        press is not let in front of it."""
        self.keyboard.press("x")
        time = ctypes.c_ulong(self.heard("x"))
        name = ctypes.c_ulong(self.x.XInternAtom(self.display, b"_NET_WM_USER_TIME", 0))
        cardinal, replace = ctypes.c_ulong(6), 0
        self.x.XChangeProperty(self.display, window, name, cardinal, 32, replace, ctypes.byref(time), 1)
        self.x.XSync(self.display, 0)

    def heard(self, name):
        """Until a press of that key has come to its window; gives when it was, on the server's clock."""
        code, event = self.code(name), KeyEvent()

        def came():
            while self.x.XPending(self.display):
                self.x.XNextEvent(self.display, ctypes.byref(event))
                if event.type == self.PRESS and event.keycode == code:
                    return event.time
            return None

        return wait_for(f"{name} at the other program", came)

    def take(self, name):
        self.x.XGrabKey(self.display, self.code(name), CONTROL | ALT, self.root, 0, 1, 1)
        self.x.XSync(self.display, 0)

    def give_back(self, name):
        self.x.XUngrabKey(self.display, self.code(name), CONTROL | ALT, self.root)
        self.x.XSync(self.display, 0)

    def move(self, name, to):
        """Another keyboard layout: the key `name` has is where the one of `to` was, and the other way round."""
        here, there = self.code(name), self.code(to)
        symbol = self.x.XStringToKeysym
        for code, now in ((here, to), (there, name)):
            symbols = (ctypes.c_ulong * 1)(symbol(now.encode()))
            self.x.XChangeKeyboardMapping(self.display, code, 1, symbols, 1)
        self.x.XSync(self.display, 0)
        wait_for("the other layout", lambda: self._renewed(name, there))

    def _renewed(self, name, code):
        event = KeyEvent()
        display = self.keyboard.display
        while self.x.XPending(display):
            self.x.XNextEvent(display, ctypes.byref(event))
            if event.type == 34:  # MappingNotify
                self.x.XRefreshKeyboardMapping(ctypes.byref(event))
        return self.keyboard._code(name)[0] == code


class Portal:
    """A desktop with a portal that gives keys."""

    def __init__(self, desktop):
        self.environment = desktop.environment
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        self.bus = Gio.DBusConnection.new_for_address_sync(desktop.environment["DBUS_SESSION_BUS_ADDRESS"], flags,
                                                           None, None)
        self.bus.set_exit_on_close(False)

    def __enter__(self):
        program = os.path.join(os.path.dirname(os.path.abspath(__file__)), "keyportal.py")
        self.child = subprocess.Popen([sys.executable, program], env=self.environment)
        wait_for("the portal", self.there)
        return self

    def __exit__(self, *_):
        self.leave()
        self.bus.close_sync(None)

    def there(self):
        return self.bus.call_sync("org.freedesktop.DBus", "/", "org.freedesktop.DBus", "NameHasOwner",
                                  GLib.Variant("(s)", (PORTAL,)), None, 0, -1, None).unpack()[0]

    def leave(self):
        self.child.kill()
        self.child.wait()

    def press(self):
        self.bus.call_sync(PORTAL, "/org/freedesktop/portal/desktop", "org.matoi.Test", "Press", None, None, 0, -1,
                           None)


def open_settings(console):
    # The other program's window may be on its way out, and have the keyboard until then.
    console.wait_window("frame", "Matoi")
    console.press("Ctrl+comma")
    console.wait_window("frame", "Settings")


def close_settings(console):
    console.press("Escape")
    console.wait_window("frame", "Matoi")


def walk_to(console, role, name):
    """By Tab from the field that finds settings."""
    console.press("Ctrl+f")
    console.wait_focus("text", "Find a setting")
    for _ in range(40):
        node = console.move_focus("Tab")
        if fits(node, role, name):
            return node
    raise AssertionError(f"no Tab leads to {role} “{name}”{console.situation()}")


def said(console, text):
    wait_for(Said(lambda: f"“{text}” in the settings; there is "
                          f"{[n.name for w in console.windows() for n in w.walk() if n.role == 'label']}"),
             lambda: any(window.find("label", text) for window in console.windows()))


def turn(console, on, text):
    box = walk_to(console, "check box", CHOICE)
    assert box.has(CHECKED) != on
    console.press("space")
    wait_for(f"“{CHOICE}” {'on' if on else 'off'}", lambda: box.has(CHECKED) == on)
    if text:
        said(console, text)


def leave_the_line(console):
    console.press("Escape")
    wait_for(Said(lambda: f"the line gone{console.situation()}"),
             lambda: not any(fits(window, "frame", LINE) for window in console.windows()))


def opens_the_line(console, api, other, key, text):
    with other.in_front(console):
        console.press(key)
        log_a_line(console, api, text)
        leave_the_line(console)


def comes_back_to_the_front(console, other):
    """It is open, and another window was taken meanwhile."""
    with other.in_front(console):
        console.press(KEY)
        console.wait_window("frame", LINE)
        with other.in_front(console):
            console.press(KEY)
            console.wait_window("frame", LINE)
            leave_the_line(console)


def whatever_is_locked(desktop, console, other):
    for lock in ("Num_Lock", "Caps_Lock"):
        desktop.keyboard.press(lock)
        with other.in_front(console):
            console.press(KEY)
            console.wait_window("frame", LINE)
            desktop.keyboard.press(lock)
            leave_the_line(console)


def off_until_it_is_turned_on(console, other):
    with other.in_front(console):
        console.press(KEY)
        other.heard("n")
    console.wait_window("frame", "Matoi")


def another_program_has_it(console, api, other):
    open_settings(console)
    turn(console, False, None)
    other.take("n")
    turn(console, True, "Ctrl+Alt+N is taken by another program. Choose another key below.")
    # What is free by now is taken when one looks at the settings again.
    other.give_back("n")
    close_settings(console)
    open_settings(console)
    said(console, "Ctrl+Alt+N works over any window.")
    # Another key, while that is taken once more.
    turn(console, False, None)
    other.take("n")
    turn(console, True, "Ctrl+Alt+N is taken by another program. Choose another key below.")
    field = walk_to(console, "text", FIELD)
    assert field.text == "Ctrl+Alt+N"
    console.press("m")
    said(console, "M alone would be missing from everything you type: press it together with Ctrl or Alt.")
    console.press(OTHER_KEY)
    said(console, "Ctrl+Alt+M works over any window.")
    assert field.text == "Ctrl+Alt+M"
    close_settings(console)
    opens_the_line(console, api, other, OTHER_KEY, "By another key")
    other.give_back("n")


def by_the_portal(console, api, other, portal):
    """The desktop's own key goes before one of the X server; without the portal that one does."""
    open_settings(console)
    said(console, "It works over any window.")
    said(console, "Key that logs an event from any window: Meta+N")
    close_settings(console)
    with other.in_front(console):
        console.press(OTHER_KEY)
        other.heard("m")
        portal.press()
        log_a_line(console, api, "By the key of the desktop")
        leave_the_line(console)
    portal.leave()
    open_settings(console)
    said(console, "Ctrl+Alt+M works over any window.")
    close_settings(console)
    opens_the_line(console, api, other, OTHER_KEY, "Without the portal")


def run(folder):
    with Matoid(folder) as matoid, Desktop(folder) as desktop, OtherProgram(desktop) as other:
        api = Api(matoid.url, matoid.token("Misaki Sato", "--role", "admin"))
        api.create("incidents", {"title": "Checkout answers slowly", "impact": 2})
        token_file = write(folder, "token", api.token)
        data = os.path.join(folder, "console")

        @contextlib.contextmanager
        def started():
            with Console(desktop, data, matoid.url, token_file) as console:
                console.wait_shown("label", lambda name: name.startswith("Live"))
                yield console

        with started() as console:
            off_until_it_is_turned_on(console, other)
            open_settings(console)
            turn(console, True, "Ctrl+Alt+N works over any window.")
            close_settings(console)
            opens_the_line(console, api, other, KEY, "Seen from another program")
        # It is kept, and given back at the end: the next one takes it again.
        with started() as console:
            opens_the_line(console, api, other, KEY, "After a start")
            comes_back_to_the_front(console, other)
            whatever_is_locked(desktop, console, other)
            other.move("n", "q")
            opens_the_line(console, api, other, KEY, "By the same key of another layout")
            other.move("n", "q")
            another_program_has_it(console, api, other)
        with Portal(desktop) as portal, started() as console:
            by_the_portal(console, api, other, portal)


def main():
    with tempfile.TemporaryDirectory(prefix="matoi-e2e-") as folder:
        with logs_on_failure(folder, "matoid.log", "matoi.log", "openbox.log", "Xvfb.log", "at-spi-bus-launcher.log"):
            run(folder)
    print("a key opens the line over another program's window")


if __name__ == "__main__":
    main()
