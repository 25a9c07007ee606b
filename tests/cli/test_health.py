"""`health`: one line about the bot, or about why nobody answered."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.cli import health as module
from bot.cli.health import health
from tests.cli.test_main import typed
from tests.support.demo import free_port

EVERYWHERE = "0.0.0.0"  # noqa: S104  # where a bot may listen; it is asked through this machine
SIGN = {"fine": True, "says": "connected to Discord", "open": 1}
SPOOLED = {"fine": False, "says": "asks wait in the spool (7 bytes)"}


@contextmanager
def answering(reply: bytes | None) -> Iterator[int]:
    """A program on the port it gives that answers one request with `reply`; None: it takes it and says nothing."""
    ended = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.recv(4096)
                if reply is None:
                    ended.wait(10)
                else:
                    connection.sendall(reply)

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        yield int(listening.getsockname()[1])
        ended.set()
        thread.join(5)


def http(status: int, body: object) -> bytes:
    text = json.dumps(body).encode()
    return b"HTTP/1.1 %d X\r\nContent-Length: %d\r\n\r\n%s" % (status, len(text), text)


def test_a_ready_bot_is_one_line_and_0(capsys: pytest.CaptureFixture[str]) -> None:
    with answering(
        http(200, {"ready": True, "signs": {"discord": SIGN, "spool": SIGN | {"says": "spool empty"}}})
    ) as port:
        assert health(host="127.0.0.1", port=port, as_json=False) == 0
    assert capsys.readouterr().out == "ready: connected to Discord; spool empty\n"


def test_a_bot_that_is_not_ready_is_one_line_of_what_is_wrong_and_1(capsys: pytest.CaptureFixture[str]) -> None:
    body = {"ready": False, "signs": {"discord": SIGN, "spool": SPOOLED}}
    with answering(http(503, body)) as port:
        assert health(host="127.0.0.1", port=port, as_json=False) == 1
    assert capsys.readouterr().out == "not ready: asks wait in the spool (7 bytes)\n"
    with answering(http(503, body)) as port:
        assert health(host=EVERYWHERE, port=port, as_json=True) == 1
    assert json.loads(capsys.readouterr().out) == body


def test_what_is_said_stays_one_line_and_moves_no_cursor(capsys: pytest.CaptureFixture[str]) -> None:
    with answering(http(200, {"ready": True, "signs": {"a": SIGN | {"says": "well\n\x1b[2Jready"}}})) as port:
        assert health(host="127.0.0.1", port=port, as_json=False) == 0
    assert capsys.readouterr().out == "ready: well  [2Jready\n"


@pytest.mark.parametrize(
    "reply",
    [
        *(b"", b"hello\n", b"HTTP/1.1 200 X\r\n\r\nwords", http(200, []), http(200, {"ready": True})),
        *(http(200, {"ready": 1, "signs": {}}), http(200, {"ready": True, "signs": [SIGN]})),
        *(http(200, {"ready": True, "signs": {"a": 1}}), http(200, {"ready": True, "signs": {"a": {"fine": True}}})),
        *(b"HTTP/1.1 200 X\r\nContent-Length: 99\r\n\r\n{", b"HTTP/1.1 200 X\r\n\r\n" + b"[" * 100_000),
    ],
)
def test_another_program_on_the_port_is_not_taken_for_a_ready_bot(
    reply: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    with answering(reply) as port:
        assert health(host="127.0.0.1", port=port, as_json=False) == 1
    out = capsys.readouterr().out
    assert out.startswith("not ready: ")
    assert len(out.splitlines()) == 1


def test_where_nobody_listens_it_says_so(tmp_path: Path) -> None:
    settings = tmp_path / "config.yaml"
    settings.write_text(f"health: {{port: {free_port()}}}")
    result = typed("health", "--config", settings)
    assert result.exit_code == 1
    assert "nobody listens at 127.0.0.1, port" in result.stdout
    found = json.loads(typed("health", "--json", "--config", settings).stdout)
    assert found["ready"] is False
    assert "nobody listens" in found["error"]


def test_where_nobody_answers_it_does_not_wait_for_ever(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.1)
    with answering(None) as port:
        assert health(host="127.0.0.1", port=port, as_json=False) == 1
    assert "no answer from 127.0.0.1" in capsys.readouterr().out


def test_where_it_is_switched_off_there_is_nobody_to_ask(tmp_path: Path) -> None:
    settings = tmp_path / "config.yaml"
    settings.write_text("health: {port: 0}")
    result = typed("health", "--config", settings)
    assert result.exit_code == 78
    assert "health.port is 0" in result.stderr
