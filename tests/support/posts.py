"""Messages in a channel that no member of the sandbox would write by typing."""

from typing import Any

from sandbox.model import Message
from sandbox.pilot import Person
from sandbox.posting import post


def posts(person: Person, content: str = "", **about: Any) -> Message:
    """A message by `person` where they look, of any length and with whatever else a message has."""
    world = person.pilot.world
    message = Message(
        world.ids.next(),
        person.channel_id,
        person.id,
        world.clock.now(),
        guild_id=person.guild_id,
        content=content,
        **about,
    )
    return post(world, message)
