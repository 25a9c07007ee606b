"""Structured logs: one event a line, with what it belongs to, and without anything secret or personal.

Library logs (discord.py's among them) run through the same steps. Never logged: tokens, what members typed, names,
member ids. discord.py writes interaction tokens at DEBUG, so its loggers stay at INFO whatever the setting is.
"""

import logging
import re
import sys
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

_SECRETS = (
    # A bot token: three parts, the first one the id in base64.
    re.compile(r"[\w-]{20,}\.[\w-]{5,}\.[\w-]{20,}"),
    # The token in addresses of interactions and webhooks: it lets anybody answer for 15 minutes.
    re.compile(r"(?<=/interactions/)(\d+)/[\w-]+|(?<=/webhooks/)(\d+)/[\w-]+"),
    re.compile(r"(?i)(?<=bot )[\w.-]{20,}"),
)
_PEOPLE = re.compile(r"(?i)\b(user|member): ?\d{15,20}")
# At INFO these write every statement, migration step and file event.
_LIBRARIES = {
    "discord": logging.INFO,
    "asyncio": logging.INFO,
    "aiohttp": logging.INFO,
    "aiosqlite": logging.WARNING,
    "sqlalchemy": logging.WARNING,
    "alembic": logging.WARNING,
    "watchfiles": logging.WARNING,
    "matplotlib": logging.WARNING,
    "PIL": logging.WARNING,
}
# discord.py warns of this at each connection. It is meant: no intents, no cache, no voice.
_MEANT = ("Guilds intent seems to be disabled", "davey is not installed", "PyNaCl is not installed")
# discord.py gives a traceback for each lost connection. That the link is down is an ordinary event: one line.
_LINK = ("discord.client", "discord.shard", "discord.gateway")


class Output(logging.StreamHandler[TextIO]):
    """Where `configure` sends everything; there is one at the most."""


def configure(level: str, style: str, *, stream: TextIO | None = None) -> None:
    """Send all logs of this process to `stream` (standard error). `level`: debug … error; `style`: json or console."""
    stream = sys.stderr if stream is None else stream
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _one_line_for_a_lost_link,
        structlog.processors.format_exc_info,
        redact,
    ]
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    renderer: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if style == "json"
        else structlog.dev.ConsoleRenderer(colors=stream.isatty())
    )
    handler = Output(stream)
    handler.addFilter(lambda record: not str(record.msg).startswith(_MEANT))
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.PositionalArgumentsFormatter(), *shared],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    unconfigure()
    root.addHandler(handler)
    root.setLevel(level.upper())
    for name, least in _LIBRARIES.items():
        logging.getLogger(name).setLevel(max(logging.getLevelName(level.upper()), least))


def unconfigure() -> None:
    """Stop writing; handlers that are not ours stay."""
    root = logging.getLogger()
    for handler in root.handlers[:]:
        if isinstance(handler, Output):
            root.removeHandler(handler)


def redact(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """Take secrets and member ids out of every text of a log event."""
    return {key: _clean(value) for key, value in event.items()}


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        for secret in _SECRETS:
            value = secret.sub("[secret]", value)
        return _PEOPLE.sub(r"\1: [member]", value)
    if isinstance(value, dict):
        return {key: _clean(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_clean(item) for item in value]
    return value


def _one_line_for_a_lost_link(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    error = event.get("exc_info")
    if event.get("logger") in _LINK and error:
        raised = error[1] if isinstance(error, tuple) else sys.exception() if error is True else error
        event["exc_info"] = None
        event["cause"] = f"{type(raised).__name__}: {raised}"
    return event
