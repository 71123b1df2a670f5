#!/usr/bin/python3
"""One incident, two people, two consoles on one service, by keyboard alone.

Misaki starts it, logs three events, one of them in the past, writes the summary, posts an update and hands over
command; Daniel, who is paged with the offer, accepts in his console, acknowledges for whom the plan has paged, and
resolves. Each outcome is read back from the service, and what one does is seen on the other's screen.
"""

import os
import tempfile

from desktop import CHECKED, ENABLED, Console, Desktop
from keyboard import TITLE, Keys, age, prepare
from support import DEADLINE, Api, Matoid, add_person, logs_on_failure, wait_for, write

UPDATE = "Checkout is slow for everybody in Japan. The database has failed over."
NEED = "Someone who may void payments."
FIRST_STEP = "Ask the bank about held payments"


class Misaki(Keys):
    def take_command(self):
        self.console.press("Alt+Shift+h")
        role = self.one("the commander", "role-assignments", lambda value: value["role"] == "commander")
        assert role["person"] == "Misaki Sato", role

    def post_update(self):
        console = self.console
        console.press("Alt+Shift+u")
        console.wait_focus("text", "What to tell them")
        # The template for the team is there, to be gone on with.
        console.press("Ctrl+a", "BackSpace")
        wait_for("an empty text", lambda: console.focus().text == "")
        console.type(UPDATE)
        console.press("Ctrl+Return")
        update = self.one("the update", "status-updates", lambda value: value["text"] == UPDATE)
        assert update["audience"] == "internal", update
        due = self.one("the next update", "incidents", lambda value: value["nextUpdateDueAt"])["nextUpdateDueAt"]
        # The plan's cadence is 20 minutes.
        assert -20 * 60 < age(due) < DEADLINE - 20 * 60, due
        console.wait_window("frame", "Matoi")

    def offer_command(self):
        console = self.console
        console.press("Alt+Shift+h")
        console.wait_window("dialog", lambda name: name.startswith("Hand over command of "))
        # Qt calls a box of choices by what is chosen.
        successor = console.wait_focus("combo box", lambda name: True)
        while successor.name != "Daniel Reyes":
            before = successor.name
            console.press("Down")
            wait_for("the next person", lambda: successor.name != before)
        needs = self.tab_to("text", "Needs")
        console.press("Ctrl+End", "Return")
        wait_for("a new line", lambda: needs.text.endswith("\n"))
        console.type(NEED)
        console.press("Ctrl+Return")
        offer = self.one("the offer", "handovers", lambda value: value["state"] == "offered")
        assert (offer["from"], offer["to"]) == ("Misaki Sato", "Daniel Reyes"), offer
        assert NEED in offer["briefing"]["needs"] and "Checkout takes over 5 s" in offer["briefing"]["conditions"], offer
        console.wait_window("frame", "Matoi")
        console.wait_shown("push button", "Withdraw")

    def see_the_end(self, other):
        """What the other has done meanwhile."""
        console = self.console
        console.come_to_front(instead_of=other.console)
        console.wait_shown("radio button", lambda name: name.startswith("Resolved, "))
        console.wait_shown("push button", lambda name: name.startswith("Commander Daniel Reyes"))


class Daniel(Keys):
    person = "Daniel Reyes"

    def open_incident(self, other):
        console = self.console
        console.come_to_front(instead_of=other.console)
        console.wait_shown("push button", "Read the briefing")
        console.wait_shown("label", lambda name: name.startswith("Page for you since "))
        console.press("Alt+Shift+j")
        console.wait_shown("label", TITLE)

    def accept_command(self):
        console = self.console
        console.press("Alt+Shift+h")
        part = console.wait_focus("check box", "Conditions, read")
        # The window behind has a button of that name too: the step that comes next.
        offer = console.wait_window("dialog", lambda name: name.startswith("Misaki Sato offers you command of "))
        accept = offer.find("push button", "Accept command")
        for name in ("Conditions, read", "Actions, read", "Needs, read"):
            part = part if part.name == name else self.tab_to("check box", name)
            assert not part.has(CHECKED)
            console.press("space")
            wait_for(f"{name}, ticked", lambda: part.has(CHECKED))
        assert not accept.has(ENABLED), "command is accepted without a word"
        self.tab_to("text", "Say back: what will you do first?")
        console.type(FIRST_STEP)
        wait_for("leave to accept", lambda: accept.has(ENABLED))
        console.press("Ctrl+Return")
        handover = self.one("the answer", "handovers", lambda value: value["state"] == "accepted")
        assert (handover["endedBy"], handover["answer"]) == ("Daniel Reyes", FIRST_STEP), handover
        self.one("the new commander", "role-assignments",
                 lambda value: value["role"] == "commander" and value["person"] == "Daniel Reyes")
        # Who accepts has answered the page that came with it.
        page = self.one("the answered page", "engagements", lambda value:
                        value["state"] == "acknowledged" and value["contactName"] == "Daniel Reyes")
        assert page["endedBy"] == "Daniel Reyes", page
        console.wait_window("frame", "Matoi")


def written(api):
    """The timeline has all of it, in order."""
    types = [r["value"]["type"] for r in sorted(api.all("timeline-events"), key=lambda r: r["value"]["at"])
             if r["value"]["type"]]
    wanted = ["incident.opened", "handover.offered", "handover.accepted"]
    assert [name for name in types if name in wanted] == wanted, types


def run(folder):
    with Matoid(folder) as matoid, Desktop(folder) as desktop:
        api = Api(matoid.url, matoid.token("Misaki Sato", "--role", "admin"))
        prepare(api)
        add_person(api, "daniel", "Daniel Reyes", [("desktop", "")], [600])
        tokens = {"misaki": api.token, "daniel": matoid.token("Daniel Reyes", "--role", "commander", "--contact", "daniel")}

        def console(name):
            return Console(desktop, os.path.join(folder, name), matoid.url,
                           write(folder, f"token-{name}", tokens[name]), log=f"matoi-{name}.log")

        with console("daniel") as his, console("misaki") as hers:
            for one in (his, hers):
                one.wait_shown("label", lambda name: name.startswith("Live"))
            misaki, daniel = Misaki(hers, api), Daniel(his, api)
            misaki.start_incident()
            misaki.take_command()
            misaki.log_events()
            misaki.edit_summary()
            misaki.post_update()
            misaki.offer_command()
            daniel.open_incident(misaki)
            daniel.accept_command()
            daniel.acknowledge()
            daniel.resolve()
            misaki.see_the_end(daniel)
            written(api)


def main():
    with tempfile.TemporaryDirectory(prefix="matoi-e2e-") as folder:
        with logs_on_failure(folder, "matoid.log", "matoi-misaki.log", "matoi-daniel.log", "openbox.log", "Xvfb.log"):
            run(folder)
    print("two people lead an incident by keyboard alone")


if __name__ == "__main__":
    main()
