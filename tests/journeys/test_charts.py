"""What draws is there once the bot is, and leaves nothing where it should not."""

import asyncio
from pathlib import Path

import pytest

from sandbox.server import Place
from tests.support.processes import bot_process, write_settings


async def test_the_bot_prepares_to_draw_beside_its_database_and_in_silence(
    place: Place, content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list of typefaces is the only file it makes, and nothing is said about it."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for name in ("MPLCONFIGDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    data = tmp_path / "data"
    data.mkdir()
    log = tmp_path / "bot.log"
    async with bot_process(place, write_settings(data, place.url, content), log=log) as bot:
        folder = data / "matplotlib"
        deadline = asyncio.get_running_loop().time() + 30
        while not list(folder.glob("fontlist-*.json")):
            assert asyncio.get_running_loop().time() < deadline, log.read_text(encoding="utf-8")
            assert bot.returncode is None
            await asyncio.sleep(0.05)
        bot.terminate()
        assert await asyncio.wait_for(bot.wait(), 30) == 0
    assert not list(home.iterdir())
    written = log.read_text(encoding="utf-8")
    assert '"connected"' in written
    for word in ("matplotlib", "font", "Traceback", '"level": "warning"', '"level":"warning"'):
        assert word not in written
