"""What Discord is told about our commands, and when."""

from pathlib import Path

from sandbox.server import Place
from tests.support.running import running, settings


def writes(place: Place) -> int:
    """How often the bot wrote its list of commands."""
    return len([one for one in place.wire.exchanges if one.method == "PUT" and "commands" in one.template])


async def test_commands_are_written_once_and_not_again_at_the_next_start(
    place: Place, tmp_path: Path, content: Path
) -> None:
    config = settings(place, tmp_path, content)
    async with running(place, config):
        assert writes(place) == 1
    async with running(place, config):
        assert writes(place) == 1


async def test_commands_that_somebody_changed_at_discord_are_written_again(
    place: Place, tmp_path: Path, content: Path
) -> None:
    config = settings(place, tmp_path, content)
    async with running(place, config):
        pass
    gone = next(iter(place.world.commands))
    del place.world.commands[gone]
    async with running(place, config):
        assert writes(place) == 2
        names = {command.payload["name"] for command in place.world.commands.values()}
        words = {"faq", "resources", "lists", "stats", "content", "setup", "help", "privacy"}
        assert names == words | {"Answer from FAQ"}


async def test_the_bot_asks_for_no_intents_and_installs_to_servers_only(
    place: Place, tmp_path: Path, content: Path
) -> None:
    async with running(place, settings(place, tmp_path, content)):
        pass
    [identify] = [
        one.request_body
        for one in place.wire.exchanges
        if isinstance(one.request_body, dict) and one.request_body.get("op") == 2
    ]
    assert identify["d"]["intents"] == 0
    for command in place.world.commands.values():
        assert command.payload["integration_types"] == [0]
