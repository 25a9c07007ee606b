"""Who may what, for every command, suggestion and press there is, as those find out who try it past their client.

A new command or press needs a row in `ROWS`; a new kind of argument in a custom_id a sample in `SAMPLES`.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.core import codes
from bot.core.codes import BUTTON, FORM, MENU, SHAPES, Action, encode
from bot.core.policy import TABLE
from bot.core.postings.values import Posting, State
from bot.core.settings import Setting
from bot.store.tables import guild_settings, overlay_changes, suggestions
from sandbox.kinds import InteractionType
from sandbox.membership import join, set_roles
from sandbox.model import Guild, Role, User
from sandbox.permissions import Permission
from sandbox.pilot import Person, Pilot
from sandbox.server import Place
from tests.content.timeline_samples import FILE, FILE_NAME
from tests.support.forged import answer_to, command_data, forge, planted_control, press, send_form, suggestion_data
from tests.support.lists import item, write_list
from tests.support.log import Log
from tests.support.rows import rows
from tests.support.running import Running, running, settings
from tests.support.some_lists import write_lists

EVERYBODY = frozenset(
    {
        *("nobody", "member", "mentor", "moderator by role", "moderator by right", "administrator"),
        *("administrator elsewhere", "administrator in a DM", "operator"),
    }
)
ADMINISTRATORS = frozenset({"administrator"})
MODERATORS = ADMINISTRATORS | {"moderator by role", "moderator by right"}
MENTORS = MODERATORS | {"mentor"}
OPERATORS = frozenset({"operator"})

# Who may use it; written down here apart from the bot's own table, so that neither changes alone.
ROWS = {
    "faq ask": EVERYBODY,
    "faq browse": EVERYBODY,
    "Answer from FAQ": EVERYBODY,
    "timeline plan": EVERYBODY,
    "timeline compare": EVERYBODY,
    "timeline deadlines": EVERYBODY,
    "help": EVERYBODY,
    "privacy show": EVERYBODY,
    "privacy export": EVERYBODY,
    "privacy delete": EVERYBODY,
    "stats top": MODERATORS,
    "content status": MODERATORS,
    "content preview": MODERATORS,
    "content diff": MODERATORS,
    "content reload": OPERATORS,
    "lists post": MODERATORS,
    "lists sync": MODERATORS,
    "lists withdraw": MODERATORS,
    "lists status": MODERATORS,
    "press post_list": MODERATORS,
    "press status": MODERATORS,
    "press withdraw": MODERATORS,
    "press cancel": MODERATORS,
    "setup": ADMINISTRATORS,
    "press helped": EVERYBODY,
    "press missed": EVERYBODY,
    "press outdated": EVERYBODY,
    "press open": EVERYBODY,
    "press choose": EVERYBODY,
    "press answer": EVERYBODY,
    "press topics": EVERYBODY,
    "press topic": EVERYBODY,
    "press read": EVERYBODY,
    "press setting": ADMINISTRATORS,
    "press undo": ADMINISTRATORS,
    "press make_forum": ADMINISTRATORS,
    "press check": ADMINISTRATORS,
    "press erase": EVERYBODY,
    "press plan": EVERYBODY,
    "press due": EVERYBODY,
    "resources browse": EVERYBODY,
    "resources search": EVERYBODY,
    "resources suggest": EVERYBODY,
    "press lists": EVERYBODY,
    "press listed": EVERYBODY,
    "press whom": EVERYBODY,
    "press propose": EVERYBODY,
    "lists suggestions": MODERATORS,
    "lists items": MODERATORS,
    "press suggestions": MODERATORS,
    "press into": MODERATORS,
    "press approve": MODERATORS,
    "press edit": MODERATORS,
    "press reject": MODERATORS,
    "press items": MODERATORS,
    "press hide": MODERATORS,
    "press pin": MODERATORS,
    "press add_item": MODERATORS,
    "press take_back": MODERATORS,
}

# An argument of each kind that a custom_id has, and what a forged menu is set to.
SAMPLES = {
    codes.ID: "1",
    codes.NAME: "how-long",
    codes.FLAG: "0",
    codes.PAGE: "0",
    codes.WHICH: "zone",
    codes.REVISION: "2",
    codes.NUMBERS: "AAIAAEBtFDql8qCAAAA",
    codes.KEY: "route",
    codes.WHO: "-",
    codes.ITEM: "asra",
}
VALUES = {Action.SETTING: "Asia/Tokyo"}

REFUSED = "This is for "
CHANGED = (guild_settings, overlay_changes, suggestions)  # tables


@pytest.fixture
async def preceptor(place: Place, tmp_path: Path, content: Path, log: Log) -> AsyncIterator[Running]:
    """The bot, with lists and an operator who is nothing else."""
    write_lists(content)
    write_list(content, [item(1)])
    opal = User(place.world.ids.next(), "opal", "Opal")
    place.world.users[opal.id] = opal
    (content / FILE_NAME).parent.mkdir()
    (content / FILE_NAME).write_text(FILE, encoding="utf-8")
    config = settings(place, tmp_path, content).model_copy(update={"operators": (opal.id,)})
    async with running(place, config) as bot:
        yield bot


@pytest.fixture
async def people(pilot: Pilot, place: Place, preceptor: Running) -> dict[str, Person]:
    """Everybody of the matrix, in a server that chose its roles; each looks at a channel that they see."""
    place.rate_limits.enforce = False  # one channel gets more messages here than a bot may write
    world = place.world
    study = next(one for one in world.guilds.values() if one.name == "Pain Study Group")
    readers = next(one for one in world.guilds.values() if one.name == "Night Shift Readers")
    otto = User(world.ids.next(), "otto", "Otto")
    world.users[otto.id] = otto
    rights = {
        "mentor": added_role(place, study, "Guide"),
        "moderator by role": added_role(place, study, "Helper"),
        "moderator by right": added_role(place, study, "Keeper", Permission.MANAGE_MESSAGES),
        "administrator": added_role(place, study, "Chief", Permission.ADMINISTRATOR),
        "administrator elsewhere": added_role(place, readers, "Chief", Permission.ADMINISTRATOR),
    }
    names = {"nobody": "Nell", "member": "Ada", "mentor": "Mia", "moderator by role": "Ben", "administrator": "Max"}
    found = {who: pilot.person(name).in_guild(study.name).in_channel("questions") for who, name in names.items()}
    join(world, readers, otto.id, role_ids={rights["administrator elsewhere"].id})
    join(world, study, otto.id)
    found["administrator elsewhere"] = pilot.look(otto.id, guild=study.name).in_channel("questions")
    keeper = User(world.ids.next(), "kay", "Kay")
    world.users[keeper.id] = keeper
    join(world, study, keeper.id, role_ids={rights["moderator by right"].id})
    found["moderator by right"] = pilot.look(keeper.id, guild=study.name).in_channel("questions")
    [operator] = preceptor.app.config.operators
    join(world, study, operator)
    found["operator"] = pilot.look(operator, guild=study.name).in_channel("questions")
    found["administrator in a DM"] = found["administrator"].in_dm()
    for who in ("nobody", "member", "mentor", "moderator by role", "administrator"):
        set_roles(world, study, found[who].id, {rights[who].id} if who in rights else set())
    for setting, who in ((Setting.MENTORS, "mentor"), (Setting.MODERATORS, "moderator by role")):
        await preceptor.app.services.settings.change(study.id, setting, rights[who].id)
    posted = Posting(1, study.id, 1, "things", state=State.ASIDE)  # in a channel that is gone
    await preceptor.app.store.postings.claim(posted, at=place.clock.now())
    assert found.keys() == EVERYBODY
    return found


def added_role(place: Place, guild: Guild, name: str, permissions: Permission = Permission(0)) -> Role:  # noqa: B008
    role = Role(place.world.ids.next(), guild.id, name, int(permissions), len(guild.roles))
    guild.roles[role.id] = role
    return role


def test_every_handler_has_its_row() -> None:
    assert ROWS.keys() == TABLE.keys()


@pytest.mark.parametrize("handler", [one for one in ROWS if not one.startswith("press ")])
async def test_a_command_is_for_those_it_is_for(handler: str, people: dict[str, Person], place: Place) -> None:
    allowed = set()
    for who, person in people.items():
        target = await planted_control(person, "x")
        said = answer_to(person, await forge(person, command_data(place, handler, target)))
        assert said, who
        assert "went wrong" not in said, (who, said)
        if not said.startswith(REFUSED):
            allowed.add(who)
    assert allowed == ROWS[handler]


@pytest.mark.parametrize("key", sorted(SHAPES), ids=lambda key: f"{key[0]} {key[1].name.lower()}")
async def test_a_press_is_for_those_it_is_for_however_its_custom_id_came_about(
    key: tuple[str, Action], people: dict[str, Person], preceptor: Running
) -> None:
    kind, action = key
    custom_id = encode(kind, action, *(SAMPLES[pattern] for pattern in SHAPES[key]))
    menu = VALUES.get(action, "how-long") if kind == MENU else None
    before = [await rows(preceptor, table) for table in CHANGED]
    allowed = set()
    # Those who may come last: whatever they change, the others have not.
    for who, person in sorted(people.items(), key=lambda pair: pair[0] in ROWS[f"press {action.name.lower()}"]):
        if kind == FORM:
            interaction = await send_form(person, custom_id, "DELETE")
        else:
            interaction = await press(person, custom_id, menu=menu)
        said = answer_to(person, interaction)
        assert "went wrong" not in said, (who, said)
        if said.startswith(REFUSED):
            assert [await rows(preceptor, table) for table in CHANGED] == before, who
        else:
            allowed.add(who)
    assert kind in (BUTTON, MENU, FORM)
    assert allowed == ROWS[f"press {action.name.lower()}"]


async def test_what_is_suggested_is_for_those_the_command_is_for(people: dict[str, Person], place: Place) -> None:
    tried = 0
    for handler, option in suggesting(place):
        allowed = set()
        for who, person in people.items():
            data = suggestion_data(place, handler, option)
            interaction = await forge(person, data, type=InteractionType.AUTOCOMPLETE)
            assert interaction.choices is not None, who
            if interaction.choices:
                allowed.add(who)
        assert allowed == ROWS[handler], (handler, option)
        tried += 1
    assert tried > 1


def suggesting(place: Place) -> list[tuple[str, str]]:
    """Every option that suggests something, with the full name of its command."""
    found = []
    for command in place.world.commands.values():
        waiting = [(command.name, command.payload.get("options", []))]
        while waiting:
            name, options = waiting.pop()
            found += [(name, one["name"]) for one in options if one.get("autocomplete")]
            waiting += [(f"{name} {one['name']}", one.get("options", [])) for one in options if one["type"] in (1, 2)]
    return found
