"""Resource lists for tests: a file of any number of items, and what is seen of a posted one."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bot.core.postings.values import Listed
from bot.core.resources import Cost, Resource, ResourceKind, ResourceList, UrlLevel
from sandbox.kinds import ComponentType
from sandbox.model import Message
from sandbox.world import World

CHECKED = date(2026, 11, 1)


def item(number: int, **other: Any) -> dict[str, Any]:
    """One item of a file."""
    return {
        "id": f"thing-{number}",
        "title": f"Thing {number}",
        "description": f"What thing {number} is good for: " + "a long story, " * 8 + "the end.",
        "kind": "society",
        "audience": ["student", "resident"],
        "cost": "free",
        "checked": CHECKED.isoformat(),
        "url": f"https://thing-{number}.example/",
        "url_level": "page-seen",
    } | other


def write_list(content: Path, items: Sequence[Mapping[str, Any]], *, id: str = "things") -> Path:
    """A list in a content folder; its title is made of its id."""
    (content / "resources").mkdir(exist_ok=True)
    path = content / "resources" / f"{id}.yaml"
    made = {"id": id, "title": f"Good {id}", "description": f"All {id} in one place.", "resources": list(items)}
    path.write_text(json.dumps(made, indent=1), encoding="utf-8")  # JSON is YAML
    return path


def resource(number: int, *, description: str = "", url: str | None = None) -> Resource:
    return Resource(
        id=f"thing-{number}",
        title=f"Thing {number}",
        description=description,
        kind=ResourceKind.SOCIETY,
        audience=("student",),
        cost=Cost.FREE,
        checked=CHECKED,
        url=url,
        url_level=UrlLevel.PAGE_SEEN if url else None,
        look_for="" if url else f"thing {number}",
    )


def listed(resources: Sequence[Resource], *, under_review: Sequence[str] = ()) -> Listed:
    ids = tuple(one.id for one in resources)
    return Listed(
        ResourceList("things", "Good things", "All in one place.", ids), tuple(resources), frozenset(under_review)
    )


def of_the_bot(world: World, channel_id: int) -> list[Message]:
    """Cards of the bot's in a channel that everybody sees, oldest first."""
    return [
        message
        for message in world.messages_in(channel_id)
        if message.author_id == world.application.bot_user_id and message.components and not message.ephemeral_for
    ]


def text_of(message: Message) -> str:
    """All texts of a card, one below the other."""
    found: list[str] = []
    waiting = list(message.components)
    while waiting:
        component = waiting.pop(0)
        if component["type"] == ComponentType.TEXT_DISPLAY:
            found.append(component["content"])
        waiting = [*component.get("components", ()), *waiting]
    return "\n".join(found)


def things_in(messages: Sequence[Message]) -> list[int]:
    """The numbers of all items shown, in their order."""
    lines = [line for message in messages for line in text_of(message).splitlines()]
    return [int(line.split("[Thing ")[1].split("]")[0]) for line in lines if line.startswith("**[Thing ")]
