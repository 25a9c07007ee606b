import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot import logs

BOT_TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcdE.abcdefghijklmnopqrstuvwxyz0123456789AB"
INTERACTION_TOKEN = "aW50ZXJhY3Rpb246MTIzNDU2Nzg5MDEyMzQ1Njc4OmFiYw"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    level = logging.getLogger().level
    yield io.StringIO()
    logs.unconfigure()
    logging.getLogger().setLevel(level)
    structlog.reset_defaults()


def lines(written: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


def test_our_lines_and_those_of_libraries_have_one_form(written: io.StringIO) -> None:
    logs.configure("info", "json", stream=written)
    with structlog.contextvars.bound_contextvars(interaction=7, what="faq ask"):
        structlog.get_logger("preceptor").info("answered", took=3)
        logging.getLogger("discord.client").warning("shard %s is late", 2)
    ours, theirs = lines(written)
    assert (ours["event"], ours["level"], ours["took"]) == ("answered", "info", 3)
    assert (theirs["event"], theirs["logger"]) == ("shard 2 is late", "discord.client")
    assert ours["interaction"] == theirs["interaction"] == 7


@pytest.mark.parametrize("style", ["json", "console"])
@pytest.mark.parametrize(
    "text",
    [
        f"token is {BOT_TOKEN}",
        f"Authorization: Bot {BOT_TOKEN}",
        f"POST https://discord.com/api/v10/interactions/1234/{INTERACTION_TOKEN}/callback",
        f"PATCH https://discord.com/api/v10/webhooks/1234/{INTERACTION_TOKEN}/messages/@original",
    ],
)
def test_no_secret_reaches_the_log(written: io.StringIO, style: str, text: str) -> None:
    logs.configure("debug", style, stream=written)
    structlog.get_logger("preceptor").info(text, nested={"deep": [text]})
    logging.getLogger("discord.http").warning("%s", text)
    try:
        raise RuntimeError(text)
    except RuntimeError:
        structlog.get_logger("preceptor").exception("failed")
    assert written.getvalue().count("[secret]") >= 3
    assert BOT_TOKEN not in written.getvalue()
    assert INTERACTION_TOKEN not in written.getvalue()


def test_libraries_stay_quiet_at_debug_because_they_write_tokens_there(written: io.StringIO) -> None:
    logs.configure("debug", "json", stream=written)
    logging.getLogger("discord.gateway").debug("payload with a token")
    structlog.get_logger("preceptor").debug("ours")
    assert [line["event"] for line in lines(written)] == ["ours"]


def test_member_ids_that_a_library_writes_are_taken_out(written: io.StringIO) -> None:
    logs.configure("info", "json", stream=written)
    logging.getLogger("discord.app_commands").error("Ignoring (Guild: 1, User: %s)", 123456789012345678)
    assert "123456789012345678" not in written.getvalue()


def test_a_lost_link_is_one_line_without_a_traceback(written: io.StringIO) -> None:
    logs.configure("info", "json", stream=written)
    try:
        raise ConnectionResetError(104, "Connection reset by peer")
    except ConnectionResetError:
        logging.getLogger("discord.shard").exception("Failed to connect for shard_id: %s. Retrying...", 0)
        logging.getLogger("elsewhere").exception("worth a traceback")
    link, other = lines(written)
    assert "ConnectionResetError" in str(link["cause"])
    assert "Traceback" not in str(link)
    assert "Traceback" in str(other["exception"])


def test_a_warning_of_what_is_meant_is_left_out(written: io.StringIO) -> None:
    logs.configure("info", "json", stream=written)
    logging.getLogger("discord.state").warning("Guilds intent seems to be disabled. This may cause state issues.")
    logging.getLogger("discord.client").warning("davey is not installed, voice will NOT be supported")
    logging.getLogger("discord.state").warning("something else")
    assert [line["event"] for line in lines(written)] == ["something else"]
