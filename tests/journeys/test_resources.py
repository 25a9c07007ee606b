"""A member leafs through the resource lists, finds something in them, and learns what moderators did about a link."""

from pathlib import Path

import pytest

from sandbox.kinds import ComponentType
from sandbox.pilot import Pilot, Reply
from sandbox.server import Place
from tests.support.pack import write_pack
from tests.support.running import Running, running, settings
from tests.support.some_lists import write_lists

ASRA = "**ASRA Pain Medicine**"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return write_lists(write_pack(tmp_path / "content"))


def options(reply: Reply, placeholder: str) -> list[str]:
    [menu] = [one for one in reply.selects if one.placeholder == placeholder]
    return list(menu.options)


def opened(reply: Reply) -> list[str]:
    """Where the link buttons lead, from top to bottom."""
    return [one["url"] for one in reply.components(ComponentType.BUTTON) if "url" in one]


def same(reply: Reply, other: Reply) -> bool:
    assert reply.message is not None
    assert other.message is not None
    return reply.message.id == other.message.id


async def test_lists_and_their_pages_take_turns_in_one_private_message(pilot: Pilot, preceptor: Running) -> None:
    ada, ben = pilot.person("Ada"), pilot.person("Ben")
    lists = await ada.runs("/resources browse")
    assert lists.ephemeral
    assert lists.text == "## Resources\n2 lists, 9 entries"
    assert options(lists, "Choose a list") == ["Journals", "Societies to join"]

    journals = await ada.picks(lists, "Journals", placeholder="Choose a list")
    assert same(journals, lists)
    assert "-# Entries 1 to 5 of 7, page 1 of 2" in journals.text
    assert (
        "**Pain Medicine**\nResearch across the specialty\\.\n-# Journal · for fellows and attendings · "
        "with membership: free for trainees · checked 2 Nov 2026"
    ) in journals.text
    assert opened(journals)[:2] == ["https://painphysician.example/", "https://painmedicine.example/journal"]

    second = await ada.presses(journals, "Next page")
    assert same(second, lists)
    assert opened(second) == ["https://journal-4.example/", "https://journal-5.example/"]
    first = await ada.presses(second, "Previous page")
    assert opened(first) == opened(journals)
    other = await ada.picks(first, "Societies to join", placeholder="Choose another list")
    assert other.title == "Societies to join"
    assert "Look for: pain journal club and your city" in other.text
    assert opened(other) == ["https://asra.example/"], "what has no address has no button"
    assert (await ada.presses(other, "◂ All lists")).text == lists.text
    assert not ben.sees()


async def test_an_audience_narrows_all_lists_and_stays_while_leafing(pilot: Pilot, preceptor: Running) -> None:
    ada = pilot.person("Ada")
    lists = await ada.picks(await ada.runs("/resources browse"), "For residents", placeholder="For whom?")
    assert lists.text == "## Resources\n2 lists, 3 entries for residents"
    journals = await ada.picks(lists, "Journals", placeholder="Choose a list")
    assert "-# 1 entry for residents" in journals.text
    assert opened(journals) == ["https://painphysician.example/"]
    everybody = await ada.picks(journals, "For everybody", placeholder="For whom?")
    assert "page 1 of 2" in everybody.text
    students = await ada.picks(everybody, "For students", placeholder="For whom?")
    assert "This list has nothing for students" in students.text
    assert options(students, "Choose another list") == ["Societies to join"], "lists without anything are left out"
    assert ASRA in (await ada.picks(students, "Societies to join", placeholder="Choose another list")).text


async def test_list_and_audience_can_be_named_at_once(pilot: Pilot, preceptor: Running) -> None:
    ada = pilot.person("Ada")
    choices = await ada.types("/resources browse", list="")
    assert [(one.name, one.value) for one in choices] == [("Journals", "journals"), ("Societies to join", "societies")]
    assert [one.value for one in await ada.types("/resources browse", list="join")] == ["societies"]
    whom = await ada.types("/resources browse", list="journals", audience="")
    assert [one.value for one in whom] == ["student", "resident", "fellow", "attending"]
    for typed in ("societies", "SOCIETIES to join!"):
        assert ASRA in (await ada.runs("/resources browse", list=typed, audience="student")).text
    lost = await ada.runs("/resources browse", list="pizza @everyone")
    assert "There is no list or audience “pizza \\@\u200beveryone”" in lost.text
    lost = await ada.runs("/resources browse", list="journals", audience="astronaut")
    assert "There is no list or audience “astronaut”" in lost.text
    assert "7 entries" not in lost.text


async def test_it_works_in_direct_messages_with_the_lists_that_all_share(pilot: Pilot, preceptor: Running) -> None:
    ada = pilot.person("Ada")
    assert ada.guild_id is not None
    await preceptor.app.services.overlays.hide(ada.guild_id, "societies", "asra", by=1)
    assert ASRA not in (await ada.runs("/resources browse", list="societies")).text
    assert ASRA in (await ada.in_dm().runs("/resources browse", list="societies")).text
    found = await ada.in_dm().runs("/resources search", words="regional anesthesia")
    assert ASRA in found.text
    assert "Suggest a link" not in found.buttons, "to whom, in direct messages"


async def test_every_step_works_after_a_restart(place: Place, tmp_path: Path, content: Path) -> None:
    config = settings(place, tmp_path, content)
    ada = Pilot(place).person("Ada")
    async with running(place, config):
        shown = await ada.runs("/resources browse", audience="attending")
    async with running(place, config):
        shown = await ada.picks(shown, "Journals", placeholder="Choose a list")
    async with running(place, config):
        shown = await ada.presses(shown, "Next page")
        assert "Entries 6 to 7 of 7 for attendings" in shown.text
    async with running(place, config):
        assert (await ada.presses(shown, "◂ All lists")).title == "Resources"


async def test_what_a_server_pinned_hid_and_added_is_seen_there_and_nowhere_else(
    pilot: Pilot, preceptor: Running
) -> None:
    overlays = preceptor.app.services.overlays
    ada = pilot.person("Ada").in_guild("Pain Study Group")
    assert ada.guild_id is not None
    await overlays.pin(ada.guild_id, "journals", "journal-5", by=1)
    await overlays.hide(ada.guild_id, "journals", "pain-physician", by=1)
    overlays.review({"https://painmedicine.example/journal"})
    here = await ada.runs("/resources browse", list="journals")
    assert opened(here)[0] == "https://journal-5.example/"
    assert "-# pinned here · Journal" in here.text
    assert "Pain Physician" not in here.text
    assert "-# ⚠ Link under review: it did not open on two days" in here.text
    elsewhere = pilot.look(pilot.person("Max").id, guild="Night Shift Readers")
    assert "Pain Physician" in (await elsewhere.runs("/resources browse", list="journals")).text


async def test_words_find_resources_with_their_lists(pilot: Pilot, preceptor: Running) -> None:
    ada = pilot.person("Ada")
    found = await ada.runs("/resources search", words="regional anesthesia careers")
    assert found.ephemeral
    assert found.title == "1 resource for “regional anesthesia careers”"
    assert ASRA in found.text
    assert "-# In Societies to join" in found.text
    assert opened(found) == ["https://asra.example/"]
    assert (await ada.presses(found, "Browse all lists")).title == "Resources"


async def test_titles_are_offered_while_typing_and_one_that_is_picked_is_shown(
    pilot: Pilot, preceptor: Running
) -> None:
    ada = pilot.person("Ada")
    choices = await ada.types("/resources search", words="pain med")
    assert ("Pain Medicine", "pain-medicine") in [(one.name, one.value) for one in choices]
    assert [one.value for one in await ada.types("/resources search", words="")] == ["pain-physician", "asra"]
    picked = await ada.runs("/resources search", words="pain-medicine")
    assert opened(picked) == ["https://painmedicine.example/journal"]
    assert "-# In Journals" in picked.text


async def test_nothing_that_fits_is_said_with_what_to_do_next(pilot: Pilot, preceptor: Running) -> None:
    ada = pilot.person("Ada")
    lost = await ada.runs("/resources search", words="unicorn <@1> marzipan")
    assert lost.title == "Nothing fits"
    assert "“unicorn \\<\\@\u200b1\\> marzipan”" in lost.text
    assert lost.buttons == ["Browse all lists", "Suggest a link"]
    form = await ada.presses(lost, "Suggest a link")
    assert form.modal is not None
    assert form.modal.title == "Suggest a link"


async def test_whoever_searches_too_fast_is_slowed_down(pilot: Pilot, preceptor: Running) -> None:
    ada = pilot.person("Ada")
    for _ in range(10):
        await ada.runs("/resources search", words="pain")
    assert (await ada.runs("/resources search", words="pain")).text == "That is a lot at once. Try again in 6 seconds."
    assert (await ada.runs("/resources browse")).title == "Resources"


async def test_content_without_lists_says_so(place: Place, tmp_path: Path) -> None:
    content = write_pack(tmp_path / "bare")
    ada = Pilot(place).person("Ada")
    async with running(place, settings(place, tmp_path, content)):
        for command, given in (("browse", {}), ("search", {"words": "pain"})):
            assert (await ada.runs(f"/resources {command}", **given)).text == "There are no resource lists yet."
