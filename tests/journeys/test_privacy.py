"""A member sees, takes along and removes what is kept of them; and their id is nowhere, whatever they did."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.core.codes import BUTTON, FORM, Action
from bot.core.postings.values import Part, Posting, State
from bot.core.settings import Setting
from bot.core.sightings import Sighting
from bot.core.storage import StoreUnavailableError
from bot.render.privacy import FILE
from bot.services.asks import Remembered
from bot.store.backup import back_up
from bot.store.erasures import SqlErasures
from bot.store.files import database_path, spool_path
from bot.store.tables import erasures, metadata
from sandbox.kinds import InteractionType
from sandbox.permissions import Permission
from sandbox.pilot import Person, Pilot, Reply
from sandbox.server import Place
from tests.store.samples import ask
from tests.store.test_backup import silent
from tests.store.test_erasures import traces
from tests.support.forged import answer_to, forge, press, send_form
from tests.support.log import Log
from tests.support.pack import write_pack
from tests.support.rows import rows
from tests.support.running import Running
from tests.support.some_lists import write_lists


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return write_lists(write_pack(tmp_path / "content"))


PLACES = pytest.mark.parametrize("where", ["server", "direct messages"])


def ada(pilot: Pilot, where: str) -> Person:
    person = pilot.person("Ada")
    return person if where == "server" else person.in_dm()


async def typed(person: Person, word: str) -> Reply:
    form = await person.runs("/privacy delete")
    assert form.modal is not None
    return await person.submits(form, {"Type DELETE to confirm": word})


def hidden(reply: Reply, where: str) -> bool:
    """In a server nobody else sees it."""
    return reply.ephemeral or where == "direct messages"


@PLACES
async def test_a_member_reads_what_is_kept_of_them(pilot: Pilot, preceptor: Running, where: str) -> None:
    person = ada(pilot, where)
    await person.runs("/faq ask", question="how-long")
    reply = await person.runs("/privacy show")
    assert hidden(reply, where)
    assert "under your id: **nothing**; nothing there names you." in reply.text
    assert "30 days; then only sums" in reply.text
    assert "90 days" in reply.text
    assert "had everything removed" not in reply.text


@PLACES
async def test_a_member_takes_it_along_as_a_file(pilot: Pilot, preceptor: Running, where: str) -> None:
    person = ada(pilot, where)
    reply = await person.runs("/privacy export")
    assert hidden(reply, where)
    found = json.loads(reply.files[FILE])
    assert found["member_id"] == str(person.id)
    assert (found["kept_under_your_id"], found["erased_at"], found["in_memory_before_you_asked"]) == ({}, None, False)
    assert {one["table"] for one in found["tables"]} == set(metadata.tables)


@PLACES
async def test_a_member_removes_it_and_is_told_what_stays(
    pilot: Pilot, preceptor: Running, log: Log, where: str
) -> None:
    person = ada(pilot, where)
    await person.runs("/faq ask", question="how-long")
    reply = await typed(person, " delete ")
    assert hidden(reply, where)
    assert "under your id; there was nothing." in reply.text
    assert "### What stays" in reply.text
    [kept] = await rows(preceptor, erasures)
    assert str(person.id) not in kept.digest
    assert "had everything removed on " in (await person.runs("/privacy show")).text
    exported = json.loads((await person.runs("/privacy export")).files[FILE])
    assert exported["erased_at"]
    ben = pilot.person("Ben")
    assert json.loads((await ben.runs("/privacy export")).files[FILE])["erased_at"] is None
    assert str(person.id) not in log.getvalue()


async def test_another_word_removes_nothing(pilot: Pilot, preceptor: Running) -> None:
    reply = await typed(pilot.person("Ada"), "yes")
    assert reply.text == "Nothing was deleted: the word was not DELETE. `/privacy delete` asks again."
    assert await rows(preceptor, erasures) == []


async def test_memory_lets_go_of_whoever_is_erased(pilot: Pilot, preceptor: Running) -> None:
    person = pilot.person("Ada")
    answer = await person.runs("/faq ask", question="how-long")
    await person.presses(answer, "That helped")
    memories = preceptor.app.services.privacy._memories
    await person.runs("/resources search", words="pain")
    form = await person.runs("/resources suggest")
    await person.submits(form, {"Link": "tools.example", "Title": "Tools", "Why": "Useful"})
    assert [memory.remembers(person.id, 0.0) for memory in memories] == [True] * 4
    await typed(person, "DELETE")
    assert [memory.remembers(person.id, 0.0) for memory in memories] == [False] * 4


async def test_whoever_asks_for_it_again_and_again_is_slowed_down(pilot: Pilot, preceptor: Running) -> None:
    person = pilot.person("Ada")
    for _ in range(5):
        await person.runs("/privacy show")
    assert (await person.runs("/privacy show")).text == "That is a lot at once. Try again in 2 minutes."
    assert "a lot at once" in (await typed(person, "DELETE")).text
    assert await rows(preceptor, erasures) == []
    assert "nothing there names you" in (await pilot.person("Ben").runs("/privacy show")).text


async def test_a_form_is_recognised_after_a_restart_and_however_many_are_open(pilot: Pilot, preceptor: Running) -> None:
    person, ben = pilot.person("Ada"), pilot.person("Ben")
    first = await person.runs("/privacy delete")
    second = await ben.runs("/privacy delete")
    assert "## Done" in (await person.submits(first, {"Type DELETE to confirm": "DELETE"})).text
    assert "## Done" in (await ben.submits(second, {"Type DELETE to confirm": "DELETE"})).text
    assert len(await rows(preceptor, erasures)) == 2
    nobody_opened = await send_form(pilot.person("Max"), f"{FORM}:{Action.ERASE}", "DELETE")
    assert "## Done" in answer_to(pilot.person("Max"), nobody_opened)


@pytest.mark.parametrize(
    "code", [f"{FORM}:h:1:how-long", f"{FORM}:erase:1", f"{FORM}:zz", "f0:erase", "b1:h:1:how-long"]
)
async def test_a_forged_form_gets_back_what_was_typed_and_does_nothing(
    pilot: Pilot, preceptor: Running, code: str
) -> None:
    person = pilot.person("Ada")
    assert "what you wrote:\nDELETE" in answer_to(person, await send_form(person, code, "DELETE"))
    assert await rows(preceptor, erasures) == []


async def test_a_button_with_the_code_of_a_form_does_nothing(pilot: Pilot, preceptor: Running) -> None:
    person = pilot.person("Ada")
    for code in (f"{FORM}:erase", f"{BUTTON}:erase"):
        assert "from an older version" in answer_to(person, await press(person, code))
    assert await rows(preceptor, erasures) == []


async def test_a_form_without_fields_does_nothing(pilot: Pilot, preceptor: Running) -> None:
    person = pilot.person("Ada")
    data = {"custom_id": f"{FORM}:erase", "components": []}
    sent = await forge(person, data, type=InteractionType.MODAL_SUBMIT)
    assert "Nothing was deleted" in answer_to(person, sent)
    assert await rows(preceptor, erasures) == []


async def test_where_no_file_may_be_attached_the_way_is_named(pilot: Pilot, place: Place, preceptor: Running) -> None:
    for guild in place.world.guilds.values():
        for role in guild.roles.values():
            role.permissions &= ~int(Permission.ATTACH_FILES | Permission.ADMINISTRATOR)
    reply = await pilot.person("Ada").runs("/privacy export")
    assert reply.files == {}
    assert "in a direct message to me" in reply.text


@pytest.mark.parametrize("method", ["held", "erase"])
async def test_a_failing_database_is_said(
    pilot: Pilot, preceptor: Running, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    async def fails(*_: object, **__: object) -> None:
        raise StoreUnavailableError("locked")

    monkeypatch.setattr(SqlErasures, method, fails)
    person = pilot.person("Ada")
    reply = await (person.runs("/privacy show") if method == "held" else typed(person, "DELETE"))
    assert "My database does not answer just now" in reply.text


async def test_whatever_a_member_does_their_id_is_nowhere(
    pilot: Pilot, place: Place, preceptor: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every table is filled by what Ada does, with her id in what she types."""
    person = pilot.person("Ada").in_guild("Pain Study Group").in_channel("questions")
    guild = next(one for one in place.world.guilds.values() if one.name == "Pain Study Group")
    now = datetime.now(UTC)
    await preceptor.app.store.asks.record([ask(1, guild_id=guild.id, at=now - timedelta(days=40))])
    assert (await preceptor.app.retention.run(now)).asks == 1
    await person.runs("/faq ask", question=f"<@{person.id}> {person.id} when do unicorns hibernate on marzipan")
    answer = await person.runs("/faq ask", question="how-long")
    await person.presses(answer, "That helped")
    await preceptor.app.services.settings.change(guild.id, Setting.MENTORS, 11)
    path = database_path(preceptor.app.config.database)
    logged = path.with_name(f"{path.name}-wal").read_bytes()
    await preceptor.app.store.links.keep([Sighting("https://a.example/", False, "gone", now)])
    await preceptor.app.store.links.tell(guild.id, {"https://a.example/"}, at=now)
    await suggest_and_decide(person, guild.id, preceptor)
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        assert str(person.id) in "\n".join(connection.iterdump()), "until it is erased it is there"
    posting = Posting(place.world.ids.next(), guild.id, 1, "a-list", state=State.ASIDE)
    await preceptor.app.store.postings.claim(posting, at=now)
    await preceptor.app.store.postings.sent(posting, Part(2, "digest"), at=now)
    await typed(person, "DELETE")
    filled = {name for name, table in metadata.tables.items() if await rows(preceptor, table)}
    assert filled == set(metadata.tables)
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        assert "unicorns" in str(connection.execute("SELECT words FROM gaps").fetchall()), "what is looked for is found"
    spooled = await spool(person, preceptor, monkeypatch)
    backup = tmp_path / "backup.db"
    await back_up(preceptor.app.config.database, backup, force=False, show=silent)
    exported = (await pilot.person("Ben").runs("/privacy export")).files[FILE]
    assert b"narwhals" in spooled
    assert b"unicorns" in logged
    for content in (path.read_bytes(), logged, spooled, backup.read_bytes(), exported):
        assert content
        assert traces(content, person.id) == []


async def suggest_and_decide(person: Person, guild_id: int, preceptor: Running) -> None:
    """What holds an id: a suggestion, a decision on somebody else's, a change of a list."""
    services = preceptor.app.services
    mine = await person.runs("/resources suggest")
    words = {"Title": f"For {person.id}", "Why": f"{person.id} told me"}
    assert (await person.submits(mine, {"Link": f"tools.example/{person.id}", **words})).title == "Thank you"
    await services.suggestions.suggest(77, guild_id, 78, ("other.example", "Another", "", ""))
    await services.suggestions.reject(guild_id, 77, "We have it", by=person.id)
    await services.overlays.hide(guild_id, "societies", "asra", by=person.id)


async def spool(person: Person, preceptor: Running, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """What stands in the spool while the database takes nothing."""

    async def fails(*_: object, **__: object) -> Remembered:
        raise StoreUnavailableError("locked")

    with monkeypatch.context() as patch:
        patch.setattr(type(preceptor.app.store.asks), "record", fails)
        await person.runs("/faq ask", question=f"<@{person.id}> do narwhals tango with {person.id}")
        return spool_path(database_path(preceptor.app.config.database)).read_bytes()
