"""From a member's suggestion to a moderator's decision, and back to the member."""

import asyncio
from pathlib import Path

import pytest

from bot.core.codes import BUTTON, FORM, MENU
from bot.core.storage import StoreUnavailableError
from bot.core.suggestions import Draft, Suggestion
from bot.dpy import boundary
from bot.store.suggestions import SqlSuggestions
from bot.store.tables import overlay_changes, suggestions
from sandbox.membership import set_roles
from sandbox.model import Role
from sandbox.permissions import Permission
from sandbox.pilot import Person, Pilot, Reply
from sandbox.server import Place
from tests.store.samples import NOON
from tests.support.forged import answer_to, press, send_form
from tests.support.pack import write_pack
from tests.support.rows import rows
from tests.support.running import Running, running, settings
from tests.support.some_lists import write_lists

GOOD = {"Link": "Tools.example/Opioids/?utm_source=x", "Title": "Opioid tools", "Why": "Conversion, with its limits"}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return write_lists(write_pack(tmp_path / "content"))


@pytest.fixture
def ada(pilot: Pilot, preceptor: Running) -> Person:
    return pilot.person("Ada").in_guild("Pain Study Group").in_channel("questions")


@pytest.fixture
def max(pilot: Pilot, preceptor: Running) -> Person:
    return pilot.person("Max").in_guild("Pain Study Group").in_channel("questions")


async def suggests(person: Person, **changes: object) -> Reply:
    form = await person.runs("/resources suggest")
    return await person.submits(form, {**GOOD, **changes})


async def test_a_suggestion_is_approved_listed_at_once_and_told_to_its_member(
    ada: Person, max: Person, preceptor: Running
) -> None:
    thanked = await suggests(ada, **{"For whom": ["Fellows", "Residents"]})
    assert thanked.ephemeral
    assert thanked.title == "Thank you"
    [row] = await rows(preceptor, suggestions)
    assert (row.link, row.member_id, row.state) == ("https://tools.example/Opioids", ada.id, "open")

    desk = await max.runs("/lists suggestions")
    assert desk.ephemeral
    assert "1 of 1 that wait" in desk.text
    assert "> Conversion\\, with its limits" in desk.text
    assert "-# For fellows and residents" in desk.text
    assert "Ada" not in desk.text
    assert str(ada.id) not in desk.text
    chosen = await max.picks(desk, "Societies to join")
    done = await max.presses(chosen, "Approve")
    assert "Listed: “Opioid tools” stands in Societies to join now." in done.text
    assert "Nothing waits." in done.text

    [answer, news] = await told(ada, "/resources browse", list="societies")
    assert "**Opioid tools**\nConversion\\, with its limits" in answer.text
    assert news.ephemeral
    assert "“Opioid tools”, which you suggested, is in the list **Societies to join** now." in news.text
    assert len(await told(ada, "/help")) == 1, "only once"
    [row] = await rows(preceptor, suggestions)
    assert (row.state, row.decided_by, row.listed) == ("approved", max.id, "Societies to join")
    assert row.told_at
    elsewhere = max.pilot.look(max.id, guild="Night Shift Readers")
    assert "Opioid tools" not in (await elsewhere.runs("/resources browse", list="societies")).text


async def told(person: Person, command: str, **options: object) -> list[Reply]:
    """All that a command brings: its answer, and what is told below it."""
    before = len(person.sees())
    await person.runs(command, **options)
    await person.pilot.settled()
    return person.sees()[before:]


async def test_the_reason_of_a_rejection_is_read_by_the_member_alone(
    ada: Person, max: Person, preceptor: Running
) -> None:
    await suggests(ada)
    ben = ada.pilot.person("Ben").in_guild("Pain Study Group").in_channel("questions")
    desk = await max.runs("/lists suggestions")
    form = await max.presses(desk, "Reject")
    done = await max.submits(form, {"Reason": "It asks for a *login*, @everyone"})
    assert "Rejected: “Opioid tools”." in done.text
    assert len(await told(ben, "/help")) == 1
    [_, news] = await told(ada.in_dm(), "/help")
    assert "was not taken into the lists.\n> It asks for a \\*login\\*\\, \\@\u200beveryone" in news.text
    assert len(await told(ada, "/help")) == 1
    assert await rows(preceptor, overlay_changes) == []


async def test_news_waits_while_a_form_is_open_and_comes_with_the_next_answer(ada: Person, max: Person) -> None:
    await suggests(ada)
    await reject(max)
    assert await told(ada, "/resources suggest") == []
    assert len(await told(ada, "/faq browse")) == 2


async def reject(person: Person, reason: str = "We have that") -> Reply:
    form = await person.presses(await person.runs("/lists suggestions"), "Reject")
    return await person.submits(form, {"Reason": reason})


async def test_news_that_could_not_be_told_comes_again(
    ada: Person, max: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    await suggests(ada)
    await reject(max)

    async def fails(*_: object, **__: object) -> None:
        raise ConnectionResetError

    with monkeypatch.context() as patch:
        patch.setattr(boundary, "show", fails)
        assert len(await told(ada, "/help")) == 1
    assert len(await told(ada, "/help")) == 2


async def test_news_that_one_reply_cannot_hold_comes_with_the_next_commands(
    ada: Person, max: Person, preceptor: Running
) -> None:
    for number in range(10, 20):  # more than a member may suggest in an hour
        draft = Draft(f"https://tools{number}.example/", f"Tools {number}", "")
        await preceptor.app.store.suggestions.add(Suggestion(number, ada.guild_id or 0, ada.id, draft, NOON))
        await reject(max, "It does not fit here at all, and this is a long story. " * 7)
    texts = []
    while len(replies := await told(ada, "/help")) == 2:
        assert replies[1].ephemeral
        texts.append(replies[1].text)
    assert len(texts) == 2
    assert "more with your next command" in texts[0]
    assert [sum(f"“Tools {number}”" in text for text in texts) for number in range(10, 20)] == [1] * 10


async def test_news_is_told_after_a_restart_and_a_form_is_sent_to_another_process(
    place: Place, tmp_path: Path, content: Path
) -> None:
    config = settings(place, tmp_path, content)
    ada, max = Pilot(place).person("Ada"), Pilot(place).person("Max")
    async with running(place, config):
        form = await ada.runs("/resources suggest")
    async with running(place, config):
        assert (await ada.submits(form, GOOD)).title == "Thank you"
        desk = await max.runs("/lists suggestions")
    async with running(place, config):
        form = await max.presses(desk, "Reject")
    async with running(place, config):
        assert "Rejected" in (await max.submits(form, {"Reason": "We have that"})).text
    async with running(place, config) as bot:
        await ada.runs("/help")
        assert await bot.app.hand.drain(5) == 0
        assert "We have that" in ada.sees()[-1].text


async def test_what_is_edited_goes_into_the_list_as_it_was_edited(ada: Person, max: Person) -> None:
    await suggests(ada)
    desk = await max.picks(await max.runs("/lists suggestions"), "Journals")
    form = await max.presses(desk, "Edit and approve")
    assert form.modal is not None
    assert form.modal.title == "Into Journals"
    done = await max.submits(
        form, {"Title": "Opioid calculator", "Description": "Converts doses", "Kind": ["CME"], "Cost": ["Free"]}
    )
    assert "Listed: “Opioid tools” stands in Journals now, as “Opioid calculator”." in done.text
    found = await ada.runs("/resources search", words="opioid calculator")
    assert "**Opioid calculator**\nConverts doses\n-# CME · for everybody · free · checked " in found.text
    assert list(found.links.values()) == ["https://tools.example/Opioids"]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ({"Link": "HTTPS://ASRA.example:443/#top"}, "ASRA Pain Medicine"),
        ({"Link": "https://asra.example/?fbclid=1"}, "ASRA Pain Medicine"),
        ({"Title": "asra PAIN-medicine"}, "ASRA Pain Medicine"),
        ({"Link": "painphysician.example"}, "Pain Physician"),
    ],
)
async def test_what_the_lists_have_is_answered_with_it_at_once(
    ada: Person, preceptor: Running, typed: dict[str, str], title: str
) -> None:
    reply = await suggests(ada, **typed)
    assert reply.title == "The lists have that already"
    assert f"**{title}**" in reply.text
    assert reply.links
    assert await rows(preceptor, suggestions) == []


async def test_what_the_server_added_or_somebody_suggested_is_known_too(
    ada: Person, max: Person, preceptor: Running
) -> None:
    ben = ada.pilot.person("Ben").in_guild("Pain Study Group").in_channel("questions")
    await suggests(ada)
    again = await suggests(ben, Title="Another name")
    assert again.title == "That waits for the moderators already"
    assert "**Opioid tools**" in again.text
    assert "Ada" not in again.text
    await max.presses(await max.runs("/lists suggestions"), "Approve")
    assert (await suggests(ben)).title == "The lists have that already"
    assert len(await rows(preceptor, suggestions)) == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"Link": "http://tools.example"}, "https:// form"),
        ({"Link": "javascript:alert(1)"}, "Only links that begin with https://"),
        ({"Link": "https://me:pw@tools.example"}, "without them"),
        ({"Link": "https://192.168.1.1/admin"}, "a number instead of a name"),
        ({"Link": "https://localhost/"}, "nobody else could open it"),
        ({"Title": "???"}, "a title with words"),
        ({"Title": "Ask @everyone"}, "The title has "),
        ({"Why": "Ask <@1>"}, "The “Why” has "),
    ],
)
async def test_what_cannot_be_listed_is_refused_with_a_sentence(
    ada: Person, preceptor: Running, typed: dict[str, str], said: str
) -> None:
    reply = await suggests(ada, **typed)
    assert said in reply.text
    assert "Here is what you wrote:\n" in reply.text, "nobody types it twice"
    assert await rows(preceptor, suggestions) == []


async def test_whoever_suggests_too_much_is_slowed_down(ada: Person, preceptor: Running) -> None:
    for n in range(3):
        await suggests(ada, Link=f"tools.example/{n}", Title=f"Tools {n}")
    assert "That is a lot at once. Try again in 4 minutes." in (await suggests(ada)).text
    assert len(await rows(preceptor, suggestions)) == 3


async def test_in_direct_messages_it_is_said_where_suggestions_go(ada: Person, preceptor: Running) -> None:
    for answer in ((await ada.in_dm().runs("/resources suggest")).text, await pressed_in_dm(ada)):
        assert answer.startswith("Suggestions go to the moderators of a server")
    assert await rows(preceptor, suggestions) == []


async def pressed_in_dm(person: Person) -> str:
    return answer_to(person.in_dm(), await send_form(person.in_dm(), f"{FORM}:rp", "tools.example", "Tools", "", ""))


async def test_of_two_moderators_at_once_one_decides_and_the_other_is_told(
    ada: Person, max: Person, preceptor: Running
) -> None:
    await suggests(ada)
    first, second = await max.runs("/lists suggestions"), await max.runs("/lists suggestions")
    answers = await asyncio.gather(max.presses(first, "Approve"), max.presses(second, "Approve"))
    texts = sorted(answer.text for answer in answers)
    assert "Listed: “Opioid tools”" in texts[0] or "Listed: “Opioid tools”" in texts[1]
    assert sum("was decided already" in text for text in texts) == 1
    assert len(await rows(preceptor, overlay_changes)) == 1
    late = second if "Listed" in answers[0].text else first
    form = await max.presses(late, "Reject")
    assert "was decided already" in form.text


async def test_a_reason_sent_too_late_changes_nothing(ada: Person, max: Person, preceptor: Running) -> None:
    await suggests(ada)
    desk = await max.runs("/lists suggestions")
    form = await max.presses(desk, "Reject")
    await max.presses(desk, "Approve")
    assert "was decided already" in (await max.submits(form, {"Reason": "No"})).text
    assert (await rows(preceptor, suggestions))[0].state == "approved"


async def test_moderators_leaf_through_what_waits(ada: Person, max: Person) -> None:
    for n in range(3):
        await suggests(ada, Link=f"tools.example/{n}", Title=f"Tools {n}")
    desk = await max.runs("/lists suggestions")
    assert "1 of 3" in desk.text
    desk = await max.presses(await max.presses(desk, "Next"), "Next")
    assert "3 of 3" in desk.text
    assert "**Tools 2**" in desk.text
    desk = await max.presses(desk, "Approve")
    assert "2 of 2" in desk.text
    desk = await max.presses(desk, "Previous")
    assert "**Tools 0**" in desk.text
    desk = await max.presses(desk, "Approve")
    assert "**Tools 1**" in desk.text, "the next that waits"


def moderating_elsewhere(person: Person) -> Person:
    """The same person as a moderator of another server."""
    world = person.pilot.world
    guild = next(one for one in world.guilds.values() if one.name == "Night Shift Readers")
    role = Role(world.ids.next(), guild.id, "Chief", int(Permission.ADMINISTRATOR), len(guild.roles))
    guild.roles[role.id] = role
    set_roles(world, guild, person.id, {role.id})
    return person.pilot.look(person.id, guild=guild.name)


async def test_a_suggestion_is_decided_in_its_own_server_alone(ada: Person, max: Person, preceptor: Running) -> None:
    await suggests(ada)
    [row] = await rows(preceptor, suggestions)
    elsewhere = moderating_elsewhere(max)
    max.pilot.place.rate_limits.enforce = False  # one channel gets more messages here than a bot may write
    assert "Nothing waits." in (await elsewhere.runs("/lists suggestions")).text
    for code in (f"{BUTTON}:sa:{row.id}:journals", f"{BUTTON}:sr:{row.id}"):
        assert "was decided already" in answer_to(elsewhere, await press(elsewhere, code))
    for code in (f"{BUTTON}:sg:{row.id}", f"{BUTTON}:se:{row.id}:journals"):
        assert "Nothing waits." in answer_to(elsewhere, await press(elsewhere, code))
    assert "Nothing waits." in answer_to(elsewhere, await press(elsewhere, f"{MENU}:si:{row.id}", menu="journals"))
    for code in (f"{FORM}:se:{row.id}:journals", f"{FORM}:sr:{row.id}"):
        said = answer_to(elsewhere, await send_form(elsewhere, code, "tools.example", "Mine", "x", "cme", "free"))
        assert "was decided already" in said
    [after] = await rows(preceptor, suggestions)
    assert after == row
    assert await rows(preceptor, overlay_changes) == []


async def test_a_failing_database_is_said_and_what_was_typed_is_not_lost_in_silence(
    ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(*_: object, **__: object) -> None:
        raise StoreUnavailableError("locked")

    monkeypatch.setattr(SqlSuggestions, "open", fails)
    said = (await suggests(ada)).text
    assert "Something went wrong on my side" in said
    assert "Here is what you wrote:\nTools\\.example\\/Opioids" in said
    assert "Conversion\\, with its limits" in said
