#!/usr/bin/python3
"""A desktop's portal for keys, on the session bus: gives the key that it likes to whoever asks, and presses it when
the test says so (org.matoi.Test)."""

from gi.repository import Gio, GLib

NAME = "org.freedesktop.portal.Desktop"
ROOT = "/org/freedesktop/portal/desktop"
SHORTCUTS = "org.freedesktop.portal.GlobalShortcuts"
TRIGGER = "Meta+N"
INTERFACES = f"""<node><interface name="{SHORTCUTS}">
<method name="CreateSession"><arg type="a{{sv}}" direction="in"/><arg type="o" direction="out"/></method>
<method name="BindShortcuts"><arg type="o" direction="in"/><arg type="a(sa{{sv}})" direction="in"/>
<arg type="s" direction="in"/><arg type="a{{sv}}" direction="in"/><arg type="o" direction="out"/></method>
<signal name="Activated"><arg type="o"/><arg type="s"/><arg type="t"/><arg type="a{{sv}}"/></signal>
<property name="version" type="u" access="read"/>
</interface><interface name="org.matoi.Test"><method name="Press"/></interface></node>"""

#: Who has which shortcut by which session.
bound = []


def path_of(kind, sender, token):
    return f"{ROOT}/{kind}/{sender[1:].replace('.', '_')}/{token}"


def called(bus, sender, _path, _interface, method, parameters, invocation):
    values = parameters.unpack()
    if method == "Press":
        session, shortcut = bound[-1]
        bus.emit_signal(None, ROOT, SHORTCUTS, "Activated", GLib.Variant("(osta{sv})", (session, shortcut, 0, {})))
        invocation.return_value(None)
        return
    request = path_of("request", sender, values[-1]["handle_token"])
    invocation.return_value(GLib.Variant("(o)", (request,)))
    if method == "CreateSession":
        session = path_of("session", sender, values[0]["session_handle_token"])
        results = {"session_handle": GLib.Variant("s", session)}
    else:
        bound.extend((values[0], shortcut) for shortcut, _ in values[1])
        given = [(shortcut, {"trigger_description": GLib.Variant("s", TRIGGER)}) for shortcut, _ in values[1]]
        results = {"shortcuts": GLib.Variant("a(sa{sv})", given)}
    bus.emit_signal(sender, request, "org.freedesktop.portal.Request", "Response",
                    GLib.Variant("(ua{sv})", (0, results)))


def serve(bus, _name):
    for interface in Gio.DBusNodeInfo.new_for_xml(INTERFACES).interfaces:
        bus.register_object(ROOT, interface, called, lambda *_: GLib.Variant("u", 1), None)


if __name__ == "__main__":
    Gio.bus_own_name(Gio.BusType.SESSION, NAME, Gio.BusNameOwnerFlags.NONE, serve, None, None)
    GLib.MainLoop().run()
