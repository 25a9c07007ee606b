"""Moderators change the items of a list for their server: hide, pin, add, and take back."""

from pathlib import Path

import pytest

from bot.core.codes import BUTTON, FORM
from bot.render.neutral import neutral
from bot.store.tables import overlay_changes
from sandbox.pilot import Person, Pilot, Reply
from sandbox.server import Place
from tests.journeys.test_suggestions import moderating_elsewhere
from tests.support.forged import answer_to, press, send_form
from tests.support.pack import write_pack
from tests.support.posted import until
from tests.support.rows import rows
from tests.support.running import Running, running, settings
from tests.support.some_lists import write_lists

NEW = {
    "Link": "https://club.example/",
    "Title": "Our journal club",
    "Description": "Every Tuesday",
    "Kind": ["Community"],
}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return write_lists(write_pack(tmp_path / "content"))


@pytest.fixture
def max(pilot: Pilot, preceptor: Running) -> Person:
    return pilot.person("Max").in_guild("Pain Study Group").in_channel("questions")


async def seen(person: Person, name: str = "societies") -> str:
    return (await person.runs("/resources browse", list=name)).text


async def test_an_item_is_hidden_and_shown_again_at_once(max: Person, preceptor: Running) -> None:
    ada = max.pilot.person("Ada").in_guild("Pain Study Group").in_channel("questions")
    panel = await max.runs("/lists items", list="societies")
    assert panel.ephemeral
    assert panel.text.startswith("## Items of Societies to join\n2 items; nothing is changed here")
    item = await max.picks(panel, "ASRA Pain Medicine")
    assert item.buttons == ["Hide", "Pin", "◂ All items"]
    hidden = await max.presses(item, "Hide")
    assert hidden.text.startswith("Hidden: “ASRA Pain Medicine”, ")
    assert hidden.text.count(" UTC") == 2, "when, in the note and below the item"
    assert hidden.buttons == ["Show again", "◂ All items"]
    assert "ASRA" not in await seen(ada)
    back = await max.presses(hidden, "◂ All items")
    assert "2 items; 1 hidden" in back.text
    assert "Last change: hidden “ASRA Pain Medicine”" in back.text
    shown = await max.presses(await max.picks(back, "ASRA Pain Medicine"), "Show again")
    assert shown.text.startswith("Shown again: “ASRA Pain Medicine”.")
    assert "ASRA" in await seen(ada)


async def test_an_item_is_pinned_and_unpinned(max: Person, preceptor: Running) -> None:
    item = await max.picks(await max.runs("/lists items", list="Journals"), "Journal 5")
    pinned = await max.presses(item, "Pin")
    assert "Pinned: “Journal 5”" in pinned.text
    assert (await seen(max, "journals")).index("Journal 5") < (await seen(max, "journals")).index("Pain Physician")
    panel = await max.presses(pinned, "Unpin")
    assert "No longer pinned: “Journal 5”." in panel.text
    assert "pinned here" not in await seen(max, "journals")


async def test_an_item_of_the_servers_own_is_added_and_removed(max: Person, preceptor: Running) -> None:
    panel = await max.runs("/lists items", list="societies")
    form = await max.presses(panel, "Add an item")
    assert form.modal is not None
    assert form.modal.title == "Add to Societies to join"
    added = await max.submits(form, {**NEW, "For whom": ["Residents"]})
    assert "Added: “Our journal club”" in added.text
    assert "-# Community · for residents · cost not looked up" in await seen(max)
    panel = await max.presses(added, "◂ All items")
    again = await max.submits(await max.presses(panel, "Add an item"), {**NEW, "Title": "Other"})
    assert "This list has it already: “Our journal club”." in again.text
    assert "Here is what you wrote:" in again.text
    panel = await max.presses(added, "Remove")
    assert "Removed: “Our journal club”." in panel.text
    assert "journal club\n" not in await seen(max)
    assert [(row.kind, row.done_by, row.undone_by) for row in await rows(preceptor, overlay_changes)] == [
        ("added", max.id, max.id)
    ]


async def test_a_title_in_an_error_is_shown_as_itself(max: Person, preceptor: Running) -> None:
    title = "**x** [a](https://b.example) `c`"

    async def add(**other: str) -> str:
        panel = await max.runs("/lists items", list="societies")
        return (await max.submits(await max.presses(panel, "Add an item"), {**NEW, **other})).text

    await add(Title=title)
    again = await add(Title=title)
    first, _, given_back = again.partition("Here is what you wrote:")
    assert neutral(title) in first
    assert neutral(title) in given_back
    assert f"The title has {neutral('<@1>')} in it" in await add(Title=f"{title} <@1>")


async def test_the_last_change_is_taken_back_once(max: Person, preceptor: Running) -> None:
    first = await max.presses(
        await max.picks(await max.runs("/lists items", list="societies"), "Local journal clubs"), "Hide"
    )
    panel = await max.presses(first, "◂ All items")
    undone = await max.presses(panel, "Undo hiding it")
    assert "Shown again: “Local journal clubs”." in undone.text
    assert "Undo hiding it" not in undone.buttons
    again = answer_to(max, await press(max, f"{BUTTON}:iu:1"))
    assert again.startswith("That was taken back already.")


async def test_what_took_the_place_of_a_hidden_item_is_shown_again_at_one_press(
    max: Person, preceptor: Running, content: Path
) -> None:
    panel = await max.runs("/lists items", list="societies")
    await max.presses(await max.picks(panel, "Local journal clubs"), "Hide")
    file = content / "resources" / "societies.yaml"
    stone = "  - {id: local-clubs, title: Local journal clubs, retired: {on: 2026-11-20, successor: near-clubs}}\n"
    held = file.read_text(encoding="utf-8")
    held = held.replace("id: local-clubs", "id: near-clubs").replace("title: Local journal clubs", "title: Clubs near")
    file.write_text(held + stone, encoding="utf-8")
    await until(lambda: "near-clubs" in preceptor.app.shelf.stock.pack.resources, seconds=4)
    assert "Clubs near" not in await seen(max)
    panel = await max.runs("/lists items", list="societies")
    assert "Last change: hidden “Clubs near”" in panel.text
    shown = await max.presses(await max.picks(panel, "Clubs near"), "Show again")
    assert shown.text.startswith("Shown again: “Clubs near”.")
    assert "Clubs near" in await seen(max)


async def test_the_panel_offers_lists_and_names_what_is_none(max: Person, preceptor: Running) -> None:
    assert [one.value for one in await max.types("/lists items", list="")] == ["journals", "societies"]
    assert "There is no such list here." in (await max.runs("/lists items", list="pizza")).text


async def test_nothing_is_changed_from_another_server_or_for_what_is_not_there(max: Person, preceptor: Running) -> None:
    item = await max.picks(await max.runs("/lists items", list="societies"), "ASRA Pain Medicine")
    assert "Hidden" in (await max.presses(item, "Hide")).text
    [before] = await rows(preceptor, overlay_changes)
    elsewhere = moderating_elsewhere(max)
    max.pilot.place.rate_limits.enforce = False  # one channel gets more messages here than a bot may write
    assert "was taken back already" in answer_to(elsewhere, await press(elsewhere, f"{BUTTON}:iu:{before.id}"))
    for code in ("ih:societies:own_1", "ip:societies:own_1", "ih:societies:nobody", "ip:journals:asra"):
        assert "no longer in this list" in answer_to(elsewhere, await press(elsewhere, f"{BUTTON}:{code}"))
    for code in ("ih:nowhere:asra", "ip:nowhere:asra", "ia:nowhere", "im:nowhere:0"):
        assert "There is no such list here" in answer_to(elsewhere, await press(elsewhere, f"{BUTTON}:{code}"))
    for link, kind, said in (("http://x.example", "cme", "https:// form"), ("https://x.example", "pizza", "no kind")):
        sent = await send_form(elsewhere, f"{FORM}:ia:societies", link, "Title", "Description", kind, "")
        assert said in answer_to(elsewhere, sent)
    assert await rows(preceptor, overlay_changes) == [before]


async def test_a_member_changes_nothing_however_the_code_came_about(max: Person, preceptor: Running) -> None:
    ada = max.pilot.person("Ada").in_guild("Pain Study Group").in_channel("questions")
    for code in ("ih:societies:asra", "ip:societies:asra", "ia:societies", "iu:1", "im:societies:0"):
        assert answer_to(ada, await press(ada, f"{BUTTON}:{code}")).startswith("This is for moderators")
    assert await rows(preceptor, overlay_changes) == []


async def test_every_step_works_after_a_restart(place: Place, tmp_path: Path, content: Path) -> None:
    config = settings(place, tmp_path, content)
    max = Pilot(place).person("Max")

    async def step(shown: Reply, label: str) -> Reply:
        async with running(place, config):
            return await max.presses(shown, label)

    async with running(place, config):
        panel = await max.runs("/lists items", list="societies")
    async with running(place, config):
        item = await max.picks(panel, "ASRA Pain Medicine")
    pinned = await step(item, "Pin")
    panel = await step(pinned, "Unpin")
    form = await step(panel, "Add an item")
    async with running(place, config):
        assert "Added: “Our journal club”" in (await max.submits(form, NEW)).text
