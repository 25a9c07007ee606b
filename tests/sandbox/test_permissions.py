"""Permissions are computed as Discord documents them."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.kinds import ChannelType
from sandbox.model import Channel, Guild, Member, Overwrite, Role
from sandbox.permissions import ALL, NONE, TIMED_OUT, WITH_SENDING, Permission, in_channel, in_guild
from sandbox.seed import seeded
from sandbox.world import World

P = Permission
NOW = datetime(2031, 3, 5, tzinfo=UTC)
GUILD, OWNER, ADA, FIRST, SECOND = 1, 2, 3, 11, 12
VIEW, SEND, EMBED, PINS = P.VIEW_CHANNEL, P.SEND_MESSAGES, P.EMBED_LINKS, P.PIN_MESSAGES

rights = st.integers(0, int(ALL)).map(Permission)
overwrites = st.dictionaries(st.sampled_from((GUILD, FIRST, SECOND, ADA)), st.tuples(rights, rights))


def permissions(
    everyone: Permission,
    first: Permission = NONE,
    second: Permission = NONE,
    over: dict[int, tuple[Permission, Permission]] | None = None,
    *,
    user: int = ADA,
    timed_out: bool = False,
    as_thread: bool = False,
) -> Permission:
    """Of a member with two roles, in a channel with (allow, deny) overwrites by id."""
    roles = {id: Role(id, GUILD, str(id), int(of)) for id, of in ((GUILD, everyone), (FIRST, first), (SECOND, second))}
    member = Member(user, GUILD, NOW, {FIRST, SECOND}, timed_out_until=NOW + timedelta(hours=1) if timed_out else None)
    guild = Guild(GUILD, "Guild", OWNER, roles, {user: member})
    written = {
        id: Overwrite(id, "member" if id == ADA else "role", int(allow), int(deny))
        for id, (allow, deny) in (over or {}).items()
    }
    channel = Channel(5, ChannelType.TEXT, "channel", GUILD, overwrites=written)
    return in_channel(guild, member, channel, now=NOW, as_thread=as_thread)


@pytest.mark.parametrize(
    ("everyone", "first", "second", "over", "expected"),
    [
        pytest.param(VIEW, SEND, EMBED, {}, VIEW | SEND | EMBED, id="roles add up"),
        pytest.param(VIEW | SEND, NONE, NONE, {GUILD: (NONE, SEND)}, VIEW, id="everyone is denied"),
        pytest.param(VIEW, NONE, NONE, {GUILD: (SEND, NONE)}, VIEW | SEND, id="everyone is allowed"),
        pytest.param(VIEW, SEND, NONE, {GUILD: (NONE, SEND)}, VIEW, id="everyone's denial takes what a role gave"),
        pytest.param(
            VIEW, NONE, NONE, {GUILD: (NONE, SEND), FIRST: (SEND, NONE)}, VIEW | SEND, id="a role beats everyone"
        ),
        pytest.param(
            VIEW,
            NONE,
            NONE,
            {FIRST: (NONE, SEND), SECOND: (SEND, NONE)},
            VIEW | SEND,
            id="among roles allow beats deny",
        ),
        pytest.param(
            VIEW, NONE, NONE, {FIRST: (SEND, NONE), ADA: (NONE, SEND)}, VIEW, id="the member's own beats a role's"
        ),
        pytest.param(
            NONE,
            NONE,
            NONE,
            {GUILD: (NONE, VIEW), ADA: (VIEW, NONE)},
            VIEW,
            id="the member's own opens a closed channel",
        ),
        pytest.param(VIEW | SEND | PINS, NONE, NONE, {GUILD: (NONE, VIEW)}, NONE, id="unseen, nothing is left"),
        pytest.param(VIEW | SEND | EMBED, NONE, NONE, {GUILD: (NONE, SEND)}, VIEW, id="mute, no links"),
        pytest.param(NONE, P.ADMINISTRATOR, NONE, {ADA: (NONE, ALL)}, ALL, id="an administrator passes overwrites"),
    ],
)
def test_overwrites_apply_in_discords_order(
    everyone: Permission,
    first: Permission,
    second: Permission,
    over: dict[int, tuple[Permission, Permission]],
    expected: Permission,
) -> None:
    assert permissions(everyone, first, second, over) == expected


@given(rights, rights, overwrites)
def test_the_owner_has_every_right_everywhere(
    everyone: Permission, first: Permission, over: dict[int, tuple[P, P]]
) -> None:
    assert permissions(everyone, first, NONE, over, user=OWNER, timed_out=True) == ALL


@given(rights, overwrites)
def test_an_administrator_has_every_right_everywhere(everyone: Permission, over: dict[int, tuple[P, P]]) -> None:
    assert permissions(everyone, NONE, P.ADMINISTRATOR, over, timed_out=True) == ALL


@given(rights, rights, rights, overwrites, st.booleans())
def test_who_does_not_see_a_channel_can_do_nothing_in_it(
    everyone: Permission, first: Permission, second: Permission, over: dict[int, tuple[P, P]], as_thread: bool
) -> None:
    granted = permissions(everyone, first, second, over, as_thread=as_thread)
    assert granted == NONE or granted & VIEW


@given(rights, rights, rights, overwrites)
def test_who_cannot_send_cannot_embed_attach_or_ping(
    everyone: Permission, first: Permission, second: Permission, over: dict[int, tuple[P, P]]
) -> None:
    for as_thread, sending in ((False, SEND), (True, P.SEND_MESSAGES_IN_THREADS)):
        granted = permissions(everyone, first, second, over, as_thread=as_thread)
        assert granted & sending or not granted & WITH_SENDING


@given(rights, rights, overwrites)
def test_a_time_out_leaves_reading(everyone: Permission, first: Permission, over: dict[int, tuple[P, P]]) -> None:
    granted = permissions(everyone, first, NONE, over, timed_out=True)
    assert granted == ALL or not granted & ~TIMED_OUT


@given(rights, rights, rights)
def test_without_overwrites_a_visible_channel_gives_what_the_server_gives(
    everyone: Permission, first: Permission, second: Permission
) -> None:
    roles = {id: Role(id, GUILD, str(id), int(of)) for id, of in ((GUILD, everyone), (FIRST, first), (SECOND, second))}
    member = Member(ADA, GUILD, NOW, {FIRST, SECOND})
    anywhere = in_guild(Guild(GUILD, "Guild", OWNER, roles, {ADA: member}), member)
    here = permissions(everyone, first, second)
    assert not here & ~anywhere
    assert here == anywhere or not anywhere & VIEW or not anywhere & SEND


@given(rights, overwrites, rights)
def test_one_more_allow_for_a_member_never_takes_a_right_away(
    everyone: Permission, over: dict[int, tuple[P, P]], more: Permission
) -> None:
    allow, deny = over.get(ADA, (NONE, NONE))
    before = permissions(everyone, NONE, NONE, over)
    assert not before & ~permissions(everyone, NONE, NONE, {**over, ADA: (allow | more, deny)})


class TestThePlace:
    @pytest.fixture
    def world(self) -> World:
        return seeded()

    def named(self, world: World, person: str, channel: str) -> tuple[int, Channel]:
        user = next(one for one in world.users.values() if one.global_name == person)
        return user.id, next(one for one in world.channels.values() if one.name == channel)

    @pytest.mark.parametrize(
        ("person", "channel", "may", "may_not"),
        [
            ("Ada", "questions", SEND | P.USE_APPLICATION_COMMANDS, P.MANAGE_MESSAGES),
            ("Nell", "questions", SEND, P.MANAGE_MESSAGES),
            ("Max", "moderators", SEND | P.MANAGE_MESSAGES, P.MANAGE_GUILD),
            ("Olga", "moderators", ALL, NONE),
            ("Ada", "moderators", NONE, ALL),
            ("Mia", "moderators", NONE, ALL),
            ("Nell", "general", NONE, ALL),
        ],
    )
    def test_people_may_what_their_roles_say(
        self, world: World, person: str, channel: str, may: Permission, may_not: Permission
    ) -> None:
        granted = world.permissions(*self.named(world, person, channel))
        assert (granted & may, granted & may_not) == (may, NONE)

    def test_a_thread_follows_its_parent_and_a_private_one_its_members(self, world: World) -> None:
        ada, parent = self.named(world, "Ada", "questions")
        max_, _ = self.named(world, "Max", "questions")
        open_thread = Channel(7, ChannelType.PUBLIC_THREAD, "t", parent.guild_id, parent.id)
        private = Channel(8, ChannelType.PRIVATE_THREAD, "p", parent.guild_id, parent.id, member_ids={max_: NOW})
        assert world.permissions(ada, open_thread) & P.SEND_MESSAGES_IN_THREADS
        assert (world.permissions(ada, private), bool(world.permissions(max_, private))) == (NONE, True)
        parent.overwrites[parent.guild_id or 0] = Overwrite(parent.guild_id or 0, "role", deny=int(VIEW))
        assert world.permissions(ada, open_thread) == NONE

    def test_only_the_two_of_a_conversation_are_in_it(self, world: World) -> None:
        ada, _ = self.named(world, "Ada", "questions")
        ben, _ = self.named(world, "Ben", "questions")
        channel = world.direct_channel(ada)
        assert channel is not None
        assert world.permissions(ada, channel) == world.permissions(world.application.id, channel) != NONE
        assert world.permissions(ben, channel) == NONE
