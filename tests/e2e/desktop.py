"""A desktop of its own for a test: X server, window manager, session bus and accessibility bus.

Keys go in by the X server's own test extension, as a keyboard's would. What the program shows is read as a screen
reader reads it, from the accessibility bus. That is asked directly, call by call: libatspi keeps copies of its own,
and a test that waits for a change must not read an old one.
"""

import collections
import contextlib
import ctypes
import os
import signal
import subprocess
import tempfile

from gi.repository import Gio, GLib

from support import BIN, DEADLINE, wait_for

ROOT = "/org/a11y/atspi/accessible/root"
ACCESSIBLE = "org.a11y.atspi.Accessible"
TEXT = "org.a11y.atspi.Text"

# Bits of AT-SPI's state set.
ACTIVE, CHECKED, ENABLED, FOCUSABLE, FOCUSED, SELECTED, SHOWING = 1, 4, 8, 11, 12, 23, 25

BUS_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path={path}</listen><policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>
"""


class Said:
    """A sentence that is made when it is read."""

    def __init__(self, make):
        self.make = make

    def __str__(self):
        return self.make()


def fits(node, role, name):
    """`name` is a text or says of a text whether it is the one."""
    try:
        return node.role == role and (name(node.name) if callable(name) else node.name == name)
    except GLib.Error:
        return False


class Keyboard:
    """A keyboard at the X server's socket."""

    NAMES = {" ": "space", "\n": "Return", "\t": "Tab"}
    MODIFIERS = {"Ctrl": "Control_L", "Shift": "Shift_L", "Alt": "Alt_L"}

    def __init__(self, display):
        self.x = ctypes.CDLL("libX11.so.6")
        self.test = ctypes.CDLL("libXtst.so.6")
        self.x.XOpenDisplay.restype = ctypes.c_void_p
        self.x.XStringToKeysym.restype = ctypes.c_ulong
        self.x.XKeysymToKeycode.restype = ctypes.c_ubyte
        self.x.XkbKeycodeToKeysym.restype = ctypes.c_ulong
        self.x.XGetSelectionOwner.restype = ctypes.c_ulong
        self.x.XInternAtom.restype = ctypes.c_ulong
        self.display = ctypes.c_void_p(self.x.XOpenDisplay(display.encode()))
        assert self.display, f"the X server {display} takes no connection"

    def managed(self):
        """Whether a window manager is there: without one no window becomes active."""
        return self.x.XGetSelectionOwner(self.display, ctypes.c_ulong(self.x.XInternAtom(self.display, b"WM_S0", 0)))

    def _key(self, code, down):
        self.test.XTestFakeKeyEvent(self.display, ctypes.c_uint(code), int(down), ctypes.c_ulong(0))

    def _code(self, name):
        symbol = self.x.XStringToKeysym(name.encode())
        # Latin-1 has the codes of its characters.
        symbol = symbol or ord(name)
        code = self.x.XKeysymToKeycode(self.display, ctypes.c_ulong(symbol))
        assert code, f"the keyboard has no key {name!r}"
        plain = self.x.XkbKeycodeToKeysym(self.display, ctypes.c_ubyte(code), 0, 0)
        return code, plain != symbol

    def press(self, combination):
        """`Ctrl+Shift+Return` and the like; the last is a keysym's name."""
        *modifiers, name = combination.split("+")
        code, shifted = self._code(name)
        held = [self._code(self.MODIFIERS[modifier])[0] for modifier in modifiers]
        if shifted and "Shift" not in modifiers:
            held.append(self._code("Shift_L")[0])
        for modifier in held:
            self._key(modifier, True)
        self._key(code, True)
        self._key(code, False)
        for modifier in reversed(held):
            self._key(modifier, False)
        self.x.XSync(self.display, 0)

    @contextlib.contextmanager
    def holding(self, modifier):
        code = self._code(self.MODIFIERS[modifier])[0]
        self._key(code, True)
        try:
            yield
        finally:
            self._key(code, False)
            self.x.XSync(self.display, 0)

    def type(self, text):
        for character in text:
            self.press(self.NAMES.get(character, character))

    def close(self):
        self.x.XCloseDisplay(self.display)


class Node:
    """What assistive technology knows of one thing on the screen."""

    def __init__(self, bus, owner, path):
        self.bus, self.owner, self.path = bus, owner, path

    def __eq__(self, other):
        return isinstance(other, Node) and (self.owner, self.path) == (other.owner, other.path)

    def __hash__(self):
        return hash((self.owner, self.path))

    def call(self, interface, method, arguments=None):
        return self.bus.call_sync(self.owner, self.path, interface, method, arguments, None, Gio.DBusCallFlags.NONE,
                                  DEADLINE * 1000, None).unpack()

    def _property(self, interface, name):
        return self.call("org.freedesktop.DBus.Properties", "Get", GLib.Variant("(ss)", (interface, name)))[0]

    @property
    def name(self):
        return self._property(ACCESSIBLE, "Name")

    @property
    def description(self):
        return self._property(ACCESSIBLE, "Description")

    @property
    def role(self):
        return self.call(ACCESSIBLE, "GetRoleName")[0]

    @property
    def text(self):
        return self.call(TEXT, "GetText", GLib.Variant("(ii)", (0, -1)))[0]

    def has(self, state):
        low, high = self.call(ACCESSIBLE, "GetState")[0]
        return bool((low | high << 32) >> state & 1)

    def parent(self):
        return Node(self.bus, *self._property(ACCESSIBLE, "Parent"))

    def children(self):
        return [Node(self.bus, *child) for child in self.call(ACCESSIBLE, "GetChildren")[0]]

    def chosen(self):
        """Names of the rows of a list that are selected."""
        return [child.name for child in self.children() if child.has(SELECTED)]

    def alive(self):
        try:
            return self.has(SHOWING)
        except GLib.Error:
            return False

    def walk(self):
        """This and everything in it that is on the screen. What goes while it is being read is left out."""
        try:
            if not self.has(SHOWING):
                return
            children = self.children()
        except GLib.Error:
            return
        yield self
        for child in children:
            yield from child.walk()

    def find(self, role, name):
        """The first of that role and name that is on the screen; None."""
        return next((node for node in self.walk() if fits(node, role, name)), None)

    def __str__(self):
        try:
            return f"{self.role} “{self.name}”"
        except GLib.Error:
            return "something that is gone"


class Desktop:
    def __init__(self, folder):
        self.folder = folder
        self.environment = dict(os.environ)
        for name in ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "AT_SPI_BUS_ADDRESS", "DESKTOP_STARTUP_ID"):
            self.environment.pop(name, None)
        #: What got the focus, by program, in order.
        self.focus_logs = collections.defaultdict(list)

    def __enter__(self):
        with contextlib.ExitStack() as stack:
            self._start(stack)
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *_):
        self._stack.close()

    def _spawn(self, stack, arguments, **more):
        log = stack.enter_context(open(os.path.join(self.folder, os.path.basename(arguments[0]) + ".log"), "w"))
        # A group of its own: what these start themselves ends with them.
        child = subprocess.Popen(arguments, env=self.environment, stdout=log, stderr=subprocess.STDOUT,
                                 start_new_session=True, **more)
        stack.callback(self._end, child)
        return child

    @staticmethod
    def _end(child):
        for how in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, how)
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(5)

    def _start(self, stack):
        # Sockets in a folder with a short name: their paths end at 107 characters.
        runtime = stack.enter_context(tempfile.TemporaryDirectory(prefix="matoi-desk-", dir="/tmp"))
        os.chmod(runtime, 0o700)
        self.environment["XDG_RUNTIME_DIR"] = runtime
        self._start_display(stack)
        self._start_buses(stack, runtime)
        self._spawn(stack, ["openbox", "--sm-disable"])
        wait_for("a window manager", self.keyboard.managed)

    def _start_display(self, stack):
        reading, writing = os.pipe()
        self._spawn(stack, ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1600x1000x24", "-nolisten", "tcp",
                            "-noreset"], pass_fds=[writing])
        os.close(writing)
        with os.fdopen(reading) as number:
            line = number.readline().strip()
        assert line, "Xvfb did not start"
        self.display = f":{line}"
        self.environment["DISPLAY"] = self.display
        self.keyboard = Keyboard(self.display)
        stack.callback(self.keyboard.close)

    def _start_buses(self, stack, runtime):
        # No service is started on this bus by itself: no keyring that asks for a password in a window.
        config = os.path.join(self.folder, "bus.conf")
        socket = os.path.join(runtime, "session")
        with open(config, "w") as file:
            file.write(BUS_CONFIG.format(path=socket))
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={socket}"
        self._spawn(stack, ["dbus-daemon", f"--config-file={config}", "--nofork", "--nopidfile"])
        wait_for("the session bus", lambda: os.path.exists(socket))
        session = self._connect(stack, f"unix:path={socket}")
        self._spawn(stack, ["/usr/libexec/at-spi-bus-launcher", "--launch-immediately", "--a11y=1"])

        def owned():
            answer = session.call_sync("org.freedesktop.DBus", "/", "org.freedesktop.DBus", "NameHasOwner",
                                       GLib.Variant("(s)", ("org.a11y.Bus",)), None, 0, -1, None)
            return answer.unpack()[0]

        wait_for("the accessibility bus", owned)
        address = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None, 0,
                                    DEADLINE * 1000, None).unpack()[0]
        # Programs find that address by themselves: Qt 6.4 joins no bus whose address stands in its environment.
        self.environment["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
        self.bus = self._connect(stack, address)
        self._listen()

    @staticmethod
    def _connect(stack, address):
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION

        def connected():
            try:
                return Gio.DBusConnection.new_for_address_sync(address, flags, None, None)
            except GLib.Error:  # the socket is there before anybody listens
                return None

        bus = wait_for(f"a bus at {address}", connected)
        bus.set_exit_on_close(False)
        stack.callback(lambda: bus.is_closed() or bus.close_sync(None))
        return bus

    def _listen(self):
        """Programs tell of focus only when somebody has asked for it."""
        def registered():
            try:
                self.bus.call_sync("org.a11y.atspi.Registry", "/org/a11y/atspi/registry", "org.a11y.atspi.Registry",
                                   "RegisterEvent", GLib.Variant("(sass)", ("object:state-changed:focused", [], "")),
                                   None, 0, DEADLINE * 1000, None)
                return True
            except GLib.Error:  # the registry is still starting
                return False

        wait_for("the accessibility registry", registered)
        self.bus.signal_subscribe(None, "org.a11y.atspi.Event.Object", "StateChanged", None, "focused",
                                  Gio.DBusSignalFlags.NONE, self._focused, None)

    def _focused(self, bus, owner, path, _interface, _signal, parameters, _data):
        if parameters.unpack()[1]:
            self.focus_logs[owner].append(Node(bus, owner, path))

    def pump(self):
        while GLib.MainContext.default().iteration(False):
            pass

    def _process_of(self, owner):
        return self.bus.call_sync("org.freedesktop.DBus", "/", "org.freedesktop.DBus", "GetConnectionUnixProcessID",
                                  GLib.Variant("(s)", (owner,)), None, Gio.DBusCallFlags.NONE, DEADLINE * 1000,
                                  None).unpack()[0]

    def application(self, name, process):
        """The program of that name which is that process: there may be several of one name."""
        registry = Node(self.bus, "org.a11y.atspi.Registry", ROOT)

        def there():
            for child in registry.children():
                with contextlib.suppress(GLib.Error):
                    if child.name == name and self._process_of(child.owner) == process:
                        return child
            return None

        return wait_for(f"{name} on the accessibility bus", there)


class Console:
    """`matoi` on a desktop, and a person at its keyboard who reads the screen by a screen reader.

    There may be several, each with a data folder of its own. Keys go to the one that is in front.
    """

    def __init__(self, desktop, data, url, token_file, log="matoi.log"):
        self.desktop = desktop
        self.log = os.path.join(desktop.folder, log)
        #: The last keys, for whoever has to find out why a wait was in vain.
        self.pressed = collections.deque(maxlen=12)
        environment = {**desktop.environment, "TZ": "Asia/Tokyo"}
        with open(self.log, "ab") as output:
            self.child = subprocess.Popen(
                [f"{BIN}/matoi", "--backend", url, "--data", data, "--token-file", token_file, "--language", "en"],
                env=environment, stdout=output, stderr=subprocess.STDOUT)
        try:
            self.application = desktop.application("Matoi", self.child.pid)
            self.wait_window("frame", "Matoi")
        except BaseException:
            self.kill()
            raise

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if kind is None and self.child.poll() is None:
            self.child.terminate()
            assert self.child.wait(DEADLINE) is not None
        self.kill()

    def kill(self):
        self.child.kill()
        self.child.wait()
        self.desktop.pump()

    # --- keys ---

    def come_to_front(self, instead_of):
        """By the window manager's own key, as a person goes from one window to the other."""
        front = instead_of.wait_window("frame", "Matoi")
        with self.desktop.keyboard.holding("Alt"):
            self.desktop.keyboard.press("Tab")
            # From then on the window manager has the keyboard, and hears that Alt is let go.
            wait_for("the window manager", lambda: not front.has(ACTIVE))
        self.wait_window("frame", "Matoi")

    def press(self, *combinations):
        for combination in combinations:
            self.pressed.append(f"{combination} at {self.focus()}")
            self.desktop.keyboard.press(combination)

    def type(self, text):
        """Into the field that has the focus, until it is there.

        With a screen reader about, Qt asks it about each key before it goes to the field, but not about shortcuts:
        one that is pressed at once would overtake what was typed.
        """
        field = self.focus()
        had = len(field.text)
        self.desktop.keyboard.type(text)
        wait_for(Said(lambda: f"“{text}” in {field}; there is “{field.text}”"),
                 lambda: text in field.text and len(field.text) == had + len(text))

    def move_focus(self, combination):
        """Presses a key that has to move the focus; gives where it went."""
        log = self.focus_log
        self.desktop.pump()
        before = len(log)
        self.press(combination)

        def moved():
            self.desktop.pump()
            return len(log) > before

        wait_for(Said(lambda: f"the focus to move on {combination}{self.situation()}"), moved)
        # The answer comes after all that the key has moved: a list may hand the focus on to its row.
        log[-1].alive()
        self.desktop.pump()
        return log[-1]

    # --- the screen ---

    @property
    def focus_log(self):
        return self.desktop.focus_logs[self.application.owner]

    def focus(self):
        self.desktop.pump()
        return self.focus_log[-1] if self.focus_log else None

    def wait_focus(self, role, name, other_than=None):
        """Until the focus is on that; gives it."""
        def there():
            node = self.focus()
            try:
                return node if node and node != other_than and fits(node, role, name) and node.has(FOCUSED) else None
            except GLib.Error:
                return None

        return wait_for(Said(lambda: f"the focus on {role} “{name}”{self.situation()}"), there)

    def situation(self):
        if self.child.poll() is not None:
            return f": matoi has ended with {self.child.returncode}, the keys were {list(self.pressed)}"
        windows = [f"{window}{' in front' if window.has(ACTIVE) else ''}" for window in self.windows()]
        return f"; the focus is on {self.focus()}, the windows are {windows}, the keys were {list(self.pressed)}"

    def windows(self):
        return [child for child in self.application.children() if child.alive()]

    def wait_window(self, role, name):
        """Until that window is there and has the keyboard."""
        def there():
            return next((window for window in self.windows() if fits(window, role, name) and window.has(ACTIVE)), None)

        return wait_for(Said(lambda: f"{role} “{name}” in front{self.situation()}"), there)

    def wait_shown(self, role, name):
        def there():
            return next(filter(None, (window.find(role, name) for window in self.windows())), None)

        return wait_for(f"{role} “{name}” on the screen", there)
