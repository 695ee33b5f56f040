"""A desktop's tray and its notices; run by the system's Python, which alone has gi.

Owns the names under which programs look for both on the session's bus, prints ``ready``, and then reads requests as
JSON lines and answers each with one, until its input ends: ``icons`` and ``notices`` tell which came,
``click_icon`` and ``click_notice`` do what a hand would.
"""

import json
import sys
from collections.abc import Callable
from typing import Any

from gi.repository import Gio, GLib

WATCHER = "org.kde.StatusNotifierWatcher"
NOTICES = "org.freedesktop.Notifications"
ICON = "org.kde.StatusNotifierItem"
PATHS = {WATCHER: "/StatusNotifierWatcher", NOTICES: "/org/freedesktop/Notifications"}
INTERFACES = f"""
<node>
  <interface name="{WATCHER}">
    <method name="RegisterStatusNotifierItem"><arg type="s" direction="in"/></method>
    <method name="RegisterStatusNotifierHost"><arg type="s" direction="in"/></method>
    <property name="IsStatusNotifierHostRegistered" type="b" access="read"/>
    <property name="RegisteredStatusNotifierItems" type="as" access="read"/>
    <property name="ProtocolVersion" type="i" access="read"/>
  </interface>
  <interface name="{NOTICES}">
    <method name="GetCapabilities"><arg type="as" direction="out"/></method>
    <method name="GetServerInformation">
      <arg type="s" direction="out"/><arg type="s" direction="out"/>
      <arg type="s" direction="out"/><arg type="s" direction="out"/>
    </method>
    <method name="Notify">
      <arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
      <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
      <arg type="a{{sv}}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/>
    </method>
    <method name="CloseNotification"><arg type="u" direction="in"/></method>
    <signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
    <signal name="NotificationClosed"><arg type="u"/><arg type="u"/></signal>
  </interface>
</node>"""


class Desktop:
    """What came from programs, and the way back to them."""

    def __init__(self, bus: Gio.DBusConnection) -> None:
        self._bus = bus
        self._icons: list[str] = []
        self._notices: list[dict[str, Any]] = []
        self._senders: list[str] = []

    def called(self, *call: Any) -> None:
        """A program calls one of the methods."""
        _bus, sender, _path, _interface, method, arguments, invocation = call
        if method == "RegisterStatusNotifierItem":
            self._icons.append(arguments.unpack()[0])
        elif method == "Notify":
            program, _replaces, _icon, title, text, actions, _hints, _lasts = arguments.unpack()
            self._senders.append(sender)
            self._notices.append({"program": program, "title": title, "text": text, "actions": actions})
        answers = {
            "GetCapabilities": GLib.Variant("(as)", (["actions", "body"],)),
            "GetServerInformation": GLib.Variant("(ssss)", ("tray", "tests", "1", "1.2")),
            "Notify": GLib.Variant("(u)", (len(self._notices),)),
        }
        invocation.return_value(answers.get(method))

    def property_of(self, *about: Any) -> GLib.Variant:
        """What is asked about the tray: that somebody shows it."""
        known = {
            "IsStatusNotifierHostRegistered": GLib.Variant("b", True),
            "RegisteredStatusNotifierItems": GLib.Variant("as", self._icons),
            "ProtocolVersion": GLib.Variant("i", 0),
        }
        return known[about[-1]]

    def icons(self) -> list[dict[str, Any]]:
        """Each icon with what it says of itself: the program is asked, which must not wait for an answer meanwhile."""
        return [self._described(icon) for icon in self._icons]

    def notices(self) -> list[dict[str, Any]]:
        """Each notice, in order."""
        return self._notices

    def _described(self, icon: str) -> dict[str, Any]:
        def get(name: str) -> Any:
            question = GLib.Variant("(ss)", (ICON, name))
            answer = self._bus.call_sync(
                icon,
                "/StatusNotifierItem",
                "org.freedesktop.DBus.Properties",
                "Get",
                question,
                None,
                0,
                -1,
                None,
            )
            return answer.unpack()[0]

        return {
            "title": get("Title"),
            "sizes": [list(pixmap[:2]) for pixmap in get("IconPixmap")],
        }

    def click_icon(self) -> None:
        """Click the last icon that came."""
        where = GLib.Variant("(ii)", (0, 0))
        self._bus.call_sync(
            self._icons[-1], "/StatusNotifierItem", ICON, "Activate", where, None, 0, -1, None
        )

    def click_notice(self) -> None:
        """Click the last notice that came: what it does of its own."""
        clicked = GLib.Variant("(us)", (len(self._notices), "default"))
        self._bus.emit_signal(self._senders[-1], PATHS[NOTICES], NOTICES, "ActionInvoked", clicked)


def main() -> None:
    """Answer until nobody asks any more."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    desktop, loop = Desktop(bus), GLib.MainLoop()
    for interface in Gio.DBusNodeInfo.new_for_xml(INTERFACES).interfaces:
        bus.register_object(PATHS[interface.name], interface, desktop.called, desktop.property_of, None)
        request = GLib.Variant("(su)", (interface.name, 0))
        bus.call_sync(
            "org.freedesktop.DBus",
            "/org/freedesktop/DBus",
            "org.freedesktop.DBus",
            "RequestName",
            request,
            None,
            0,
            -1,
            None,
        )
    known: dict[str, Callable[[], Any]] = {
        "icons": desktop.icons,
        "notices": desktop.notices,
        "click_icon": desktop.click_icon,
        "click_notice": desktop.click_notice,
    }

    def asked(*_about: object) -> bool:
        line = sys.stdin.readline()
        if not line:
            loop.quit()
            return False
        print(json.dumps(known[line.strip()](), ensure_ascii=False), flush=True)
        return True

    GLib.io_add_watch(sys.stdin, GLib.PRIORITY_DEFAULT, GLib.IOCondition.IN | GLib.IOCondition.HUP, asked)
    print("ready", flush=True)
    loop.run()


if __name__ == "__main__":
    main()
