"""The demo: a sandbox and a bot as two processes, one folder with their world, one line with the address."""

import asyncio
import contextlib
import fcntl
import json
import os
import shutil
import signal
import socket
import sys
import urllib.error
import urllib.request
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import TextIO

import click

from bot.cli.codes import CONFIGURATION, FINE, PROBLEMS, RETRY

TOKEN = "sandbox-token"  # noqa: S105  # no secret: every sandbox world has it
TRIES = 20  # ports
OPERATOR = "Olga"  # one of the people in the sandbox
WORLD, DATABASE, SETTINGS, CLAIM = "world.json", "preceptor.db", "config.yaml", "running"
STOP_WITHIN = 12.0  # seconds; the bot itself takes up to eight for what is in hand


async def demo(*, port: int, folder: Path, content: Path, fresh: bool) -> int:
    """Run until SIGINT, SIGTERM or SIGHUP; the exit code.

    0 stopped as asked; 75 another demo runs in `folder`, or no port is free; else one of the two processes ended by
    itself: its own code where that says what to do (75, 78), or 1.
    """
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with contextlib.AsyncExitStack() as running:
        claim = running.enter_context(_open_claim(folder))
        if (other := _claimed_by(claim)) is not None:
            click.echo(f"A demo is running in {folder} already: {other}. Another one needs --folder.", err=True)
            return RETRY
        running.callback(claim.truncate, 0)
        if fresh:
            _forget(folder)
        start = partial(_start, running, folder, claim.fileno())
        sandbox = await _start_sandbox(start, port, folder)
        if sandbox is None:
            click.echo(f"No free port between {port} and {port + TRIES - 1}. Choose another: --port NUMBER", err=True)
            return RETRY
        process, url = sandbox
        settings = _write_settings(folder, content, url, operators=await asyncio.to_thread(_operators, url))
        bot = await start("bot", "run", "--config", str(settings), token=TOKEN)
        processes = {"sandbox": process, "bot": bot}
        ended = await _first_end(processes, stop, or_line_of=process)
        if ended is None and not stop.is_set():
            claim.write(f"{url}, process {os.getpid()}")
            claim.flush()
            click.echo(f"Preceptor is at {url} (Ctrl-C stops it)")
            ended = await _first_end(processes, stop)
        return FINE if ended is None else _explain(ended, processes[ended], folder)


async def _first_end(
    processes: dict[str, Process], stop: asyncio.Event, *, or_line_of: Process | None = None
) -> str | None:
    """Wait until a process ends, `stop` is set, or `or_line_of` prints a line; the name of the one that ended."""
    ends = {asyncio.create_task(process.wait(), name=name) for name, process in processes.items()}
    others: set[asyncio.Task[object]] = {asyncio.create_task(stop.wait())}
    if or_line_of is not None and or_line_of.stdout is not None:
        others.add(asyncio.create_task(or_line_of.stdout.readline()))
    await asyncio.wait({*ends, *others}, return_when=asyncio.FIRST_COMPLETED)
    ended = next((task.get_name() for task in ends if task.done()), None)
    for task in (*ends, *others):
        task.cancel()
    return None if stop.is_set() else ended


def _explain(name: str, process: Process, folder: Path) -> int:
    """Say that a process ended by itself, and why; the exit code for it."""
    log = folder / f"{name}.log"
    click.echo(f"The {name} stopped with exit code {process.returncode}. The end of {log}:", err=True)
    click.echo("\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-8:]), err=True)
    return process.returncode if process.returncode in (RETRY, CONFIGURATION) else PROBLEMS


def _open_claim(folder: Path) -> TextIO:
    folder.mkdir(parents=True, exist_ok=True)
    return (folder / CLAIM).open("a+", encoding="utf-8")


def _claimed_by(claim: TextIO) -> str | None:
    """Lock the file against other demos; what is known of the one that holds it already.

    The lock is handed on to both processes: it holds while any of the three lives, even where the demo was killed.
    """
    try:
        fcntl.flock(claim, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        claim.seek(0)
        return claim.read().strip() or "it is just starting"
    claim.truncate(0)
    return None


async def _start_sandbox(
    start: Callable[..., Awaitable[Process]], port: int, folder: Path
) -> tuple[Process, str] | None:
    """The sandbox on the first free port from `port` on, and its address."""
    for candidate in range(port, port + TRIES):
        if not _is_free(candidate):
            click.echo(f"Port {candidate} is taken, trying {candidate + 1}.")
            continue
        arguments = ("--port", str(candidate), "--state", str(folder / WORLD), "--name", "Preceptor")
        process = await start("sandbox", *arguments, piped=True)
        assert process.stdout is not None  # noqa: S101  # piped
        said = (await process.stdout.readline()).decode()
        if "http://" in said:
            return process, f"http://127.0.0.1:{candidate}"
        if await process.wait() != RETRY:  # taken between the look and the bind
            log = (folder / "sandbox.log").read_text(encoding="utf-8", errors="replace")
            raise click.ClickException(f"The sandbox did not start:\n{log.strip()}")
        click.echo(f"Port {candidate} is taken, trying {candidate + 1}.")
    return None


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


async def _start(
    running: contextlib.AsyncExitStack,
    folder: Path,
    claim: int,
    package: str,
    *arguments: str,
    token: str | None = None,
    piped: bool = False,
) -> Process:
    """Start `python -m package …`, in a session of its own so that Ctrl-C reaches us alone and the order is ours."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("DISCORD_", "PRECEPTOR_"))}
    if token:
        environment["DISCORD_TOKEN"] = token
    with (folder / f"{package}.log").open("wb") as output:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            package,
            *arguments,
            stdin=DEVNULL,
            stdout=PIPE if piped else output,
            stderr=output,
            env=environment,
            start_new_session=True,
            pass_fds=(claim,),
        )
    running.push_async_callback(_end, process)
    return process


async def _end(process: Process) -> None:
    with contextlib.suppress(ProcessLookupError):  # it ended by itself
        process.terminate()
    try:
        await asyncio.wait_for(process.wait(), STOP_WITHIN)
    except TimeoutError:
        click.echo(f"Process {process.pid} did not stop in {STOP_WITHIN:.0f} seconds and is ended.", err=True)
        process.kill()
        await process.wait()


def _forget(folder: Path) -> None:
    """Remove the world and the database of the last time: they belong together."""
    for pattern in (f"{WORLD}*", f"{DATABASE}*", "preceptor.spool"):
        for old in folder.glob(pattern):
            if old.is_dir():  # attachments of the world
                shutil.rmtree(old)
            else:
                old.unlink()


def _operators(url: str) -> list[int]:
    """Id of the person of the demo who operates its bot; none where its world has nobody of that name."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with contextlib.suppress(urllib.error.HTTPError), direct.open(f"{url}/page/api/places?viewer={OPERATOR}") as answer:
        return [int(json.load(answer)["viewer"]["id"])]
    return []


def _write_settings(folder: Path, content: Path, url: str, *, operators: list[int]) -> Path:
    """Settings for the demo's bot, which `python -m bot top --config` and the others read too."""
    path = folder / SETTINGS
    settings = {
        "discord": {"endpoint": url},
        "content": str(content.resolve()),
        "database": f"sqlite+aiosqlite:///{DATABASE}",
        "operators": operators,
        "health": {"port": 0},  # demos run side by side
    }
    path.write_text(json.dumps(settings, indent=2), encoding="utf-8")  # JSON is YAML
    return path
