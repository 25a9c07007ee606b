"""Journeys through plans: the shipped content, and what a member reads of a plan."""

from pathlib import Path

from sandbox.kinds import ComponentType
from sandbox.pilot import Reply
from tests.support.specification import ROOT

SHIPPED: Path = ROOT / "content"
FILES = ["plan.png", "plan.ics", "plan.txt"]


def read(reply: Reply) -> str:
    """The text without the backslashes that keep it from being read as markdown."""
    return reply.text.replace("\\", "")


def chosen(reply: Reply) -> dict[str, str]:
    """What each menu of a plan says while it is closed, by what it is about."""
    found = {}
    for menu in reply.components(ComponentType.STRING_SELECT):
        [label] = [option["label"] for option in menu["options"] if option.get("default")]
        found[menu["placeholder"]] = label.removeprefix(f"{menu['placeholder']}: ")
    return found


def same(reply: Reply, other: Reply) -> bool:
    """Whether both are one message."""
    return reply.message is not None and other.message is not None and reply.message.id == other.message.id
