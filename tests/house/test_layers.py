"""Imports point inwards."""

import pytest

from tests.house.layers import violations
from tests.house.source import Source, project_sources


def test_imports_point_inwards_and_libraries_stay_at_their_edge() -> None:
    sources = project_sources("bot", "cogs", "sandbox")
    assert sources, "nothing was read"
    found = violations(sources)
    assert not found, "\n".join(found)


PLANTED = {
    "the core imports the Discord edge": ("bot/core/faq.py", "from bot.dpy import client"),
    "the core imports a package by its parent": ("bot/core/faq.py", "from bot import dpy"),
    "the core imports inside a function": ("bot/core/faq.py", "def f():\n    import bot.store.engine"),
    "the core imports for type checkers": ("bot/core/faq.py", "if TYPE_CHECKING:\n    from bot.services.faq import F"),
    "the core imports a library": ("bot/core/faq.py", "import pydantic"),
    "the core imports asyncio": ("bot/core/faq.py", "from asyncio import Lock"),
    "the core imports files": ("bot/core/faq.py", "from pathlib import Path"),
    "the core imports a clock": ("bot/core/faq.py", "import time"),
    "the core fetches": ("bot/core/faq.py", "from urllib import request"),
    "the core opens": ("bot/core/faq.py", "def f(): return open('x')"),
    "the core reads the clock": ("bot/core/faq.py", "def f(): return datetime.now(UTC)"),
    "the core reads the calendar": ("bot/core/faq.py", "def f(): return datetime.date.today()"),
    "a service imports an edge": ("bot/services/faq.py", "from bot.store.asks import Asks"),
    "rendering imports discord": ("bot/render/card.py", "import discord"),
    "rendering imports a service": ("bot/render/card.py", "from bot.services import faq"),
    "content imports the store": ("bot/content/loader.py", "import bot.store"),
    "a visit reads the content": ("bot/links/visit.py", "from bot.content.links import Link"),
    "the store parses YAML": ("bot/store/asks.py", "import yaml"),
    "the Discord edge speaks SQL": ("bot/dpy/client.py", "from sqlalchemy import select"),
    "the Discord edge reads settings": ("bot/dpy/client.py", "from bot.config import Config"),
    "the settings know the store": ("bot/config/settings.py", "import bot.store"),
    "the root imports discord": ("bot/app/opening.py", "import discord"),
    "the root imports a cog": ("bot/app/opening.py", "import cogs.faq"),
    "the root imports a cog by literal name": ("bot/app/opening.py", "importlib.import_module('cogs.faq')"),
    "the command line imports the sandbox": ("bot/cli/demo.py", "import sandbox"),
    "the command line imports a test": ("bot/cli/demo.py", "from tests.house import source"),
    "a cog imports another": ("cogs/faq/cog.py", "from cogs.resources import views"),
    "a cog imports the store": ("cogs/faq/cog.py", "from bot.store.asks import Asks"),
    "a cog imports the root": ("cogs/faq/cog.py", "import bot.app"),
    "all cogs import one": ("cogs/__init__.py", "from cogs import faq"),
    "the sandbox imports the bot": ("sandbox/rest/app.py", "from bot.core.pack import Pack"),
    "the sandbox imports discord": ("sandbox/rest/app.py", "import discord"),
    "a package nobody gave a row": ("bot/helpers/x.py", "from bot.core.pack import Pack"),
    "a relative import": ("bot/services/faq.py", "from .shelf import Shelf"),
    "a relative import of a sibling": ("bot/services/faq.py", "from . import shelf"),
}

FINE = {
    "the core imports itself": ("bot/core/faq.py", "from bot.core import asks"),
    "the core computes": ("bot/core/faq.py", "import numpy as np, re, dateutil.relativedelta"),
    "the core takes an address apart": ("bot/core/faq.py", "from urllib.parse import urlsplit"),
    "a cog imports discord": ("cogs/faq/cog.py", "import discord"),
    "a cog imports inwards": ("cogs/faq/cog.py", "import bot.dpy.replies, bot.services.faq, bot.render.card, bot.core"),
    "a cog imports its own views": ("cogs/faq/cog.py", "from cogs.faq.views import Helped"),
    "the root imports every layer": ("bot/app/opening.py", "import bot.config, bot.store.engine, bot.dpy, bot.cli"),
    "a cog is loaded by a name from elsewhere": ("bot/app/opening.py", "import_module(name)"),
    "the store speaks SQL": ("bot/store/asks.py", "import sqlalchemy, alembic.command"),
    "a name only starts alike": ("bot/services/faq.py", "import discordance"),
}


@pytest.mark.parametrize(("path", "text"), PLANTED.values(), ids=PLANTED.keys())
def test_a_planted_violation_is_found_with_its_place(path: str, text: str) -> None:
    found = violations([Source(path, text)])
    assert len(found) == 1
    assert found[0].startswith(f"{path}:{text.count(chr(10)) + 1} ")


@pytest.mark.parametrize(("path", "text"), FINE.values(), ids=FINE.keys())
def test_what_the_table_allows_is_left_alone(path: str, text: str) -> None:
    assert not violations([Source(path, text)])
