"""The demo: a sandbox and a bot as two processes, one folder with their world, one line with the address."""

import asyncio
import contextlib
import json
import os
import shutil
import signal
import socket
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from pathlib import Path

import click

from bot.cli.codes import FINE, PROBLEMS, RETRY

TOKEN = "sandbox-token"  # noqa: S105  # no secret: every sandbox world has it
TRIES = 20  # ports
WORLD, DATABASE, SETTINGS = "world.json", "preceptor.db", "config.yaml"
STOP_WITHIN = 12.0  # seconds; the bot itself takes up to eight for what is in hand


async def demo(*, port: int, folder: Path, content: Path, fresh: bool) -> int:
    """Run until SIGINT, SIGTERM or SIGHUP (then 0), or until one of the two processes ends by itself (then 1)."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    _prepare(folder, fresh=fresh)
    async with contextlib.AsyncExitStack() as running:
        sandbox = await _start_sandbox(running, port, folder)
        if sandbox is None:
            click.echo(f"No free port between {port} and {port + TRIES - 1}. Choose another: --port NUMBER", err=True)
            return RETRY
        process, url = sandbox
        settings = _write_settings(folder, content, url)
        bot = await _start(running, folder / "bot.log", "bot", "run", "--config", str(settings), token=TOKEN)
        click.echo(f"Preceptor is at {url} (Ctrl-C stops it)")
        return await _watch({"sandbox": process, "bot": bot}, stop, folder)


async def _watch(processes: dict[str, Process], stop: asyncio.Event, folder: Path) -> int:
    """Wait for `stop`; say which process ended before that, and where its log is."""
    ends = {asyncio.create_task(process.wait(), name=name) for name, process in processes.items()}
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({*ends, stopping}, return_when=asyncio.FIRST_COMPLETED)
    ended = [task for task in ends if task.done()]
    for task in (*ends, stopping):
        task.cancel()
    if stop.is_set() or not ended:
        return FINE
    for task in ended:
        log = folder / f"{task.get_name()}.log"
        click.echo(
            f"The {task.get_name()} stopped with exit code {task.result()}. Its last words, from {log}:", err=True
        )
        click.echo("\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-8:]), err=True)
    return PROBLEMS


async def _start_sandbox(running: contextlib.AsyncExitStack, port: int, folder: Path) -> tuple[Process, str] | None:
    """The sandbox on the first free port from `port` on, and its address."""
    for candidate in range(port, port + TRIES):
        if not _is_free(candidate):
            click.echo(f"Port {candidate} is taken, trying {candidate + 1}.")
            continue
        arguments = ("--port", str(candidate), "--state", str(folder / WORLD), "--name", "Preceptor")
        process = await _start(running, folder / "sandbox.log", "sandbox", *arguments, piped=True)
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
    log: Path,
    package: str,
    *arguments: str,
    token: str | None = None,
    piped: bool = False,
) -> Process:
    """Start `python -m package …`, in a session of its own so that Ctrl-C reaches us alone and the order is ours."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("DISCORD_", "PRECEPTOR_"))}
    if token:
        environment["DISCORD_TOKEN"] = token
    with log.open("wb") as output:
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


def _prepare(folder: Path, *, fresh: bool) -> None:
    """The folder, without the world and the database of the last time if `fresh`: they belong together."""
    folder.mkdir(parents=True, exist_ok=True)
    if fresh:
        for pattern in (f"{WORLD}*", f"{DATABASE}*"):
            for old in folder.glob(pattern):
                if old.is_dir():  # attachments of the world
                    shutil.rmtree(old)
                else:
                    old.unlink()


def _write_settings(folder: Path, content: Path, url: str) -> Path:
    """Settings for the demo's bot, which `python -m bot top --config` and the others read too."""
    path = folder / SETTINGS
    settings = {
        "discord": {"endpoint": url},
        "content": str(content.resolve()),
        "database": f"sqlite+aiosqlite:///{DATABASE}",
    }
    path.write_text(json.dumps(settings, indent=2), encoding="utf-8")  # JSON is YAML
    return path
