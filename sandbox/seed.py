"""The place as it is first found: two servers, six people, one bot."""

from datetime import UTC, datetime, timedelta

from sandbox.clock import Clock, SystemClock
from sandbox.kinds import ChannelType
from sandbox.model import Application, Channel, Guild, Member, Overwrite, Role, Tag, User
from sandbox.permissions import EVERYONE, NONE, Permission
from sandbox.snowflake import first_at
from sandbox.world import World

OPENED = datetime(2026, 1, 5, 9, tzinfo=UTC)
"""When everything here was made. It gives the seeded things the same ids every time."""

INVITED_WITH = (
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.SEND_MESSAGES_IN_THREADS
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.MANAGE_THREADS
    | Permission.PIN_MESSAGES
)
"""What the bot was granted when it was invited."""


def seeded(*, name: str = "Bot", clock: Clock | None = None, token: str = "sandbox-token") -> World:  # noqa: S107
    """A world for a bot called `name`; its ids start before those that `clock` gives."""
    clock = clock or SystemClock()
    build = _Builder(clock=clock, name=name, token=token)
    ada, ben = build.person("Ada"), build.person("Ben")
    mia, max_ = build.person("Mia"), build.person("Max")
    olga, nell = build.person("Olga"), build.person("Nell")

    study = build.guild("Pain Study Group", owner=olga)
    member = build.role(study, "Member", colour=0x3BA55D)
    mentor = build.role(study, "Mentor", colour=0x5865F2, hoist=True)
    tidying = Permission.MANAGE_MESSAGES | Permission.PIN_MESSAGES
    moderator = build.role(study, "Moderator", tidying, colour=0xE67E22, hoist=True)
    admin = build.role(study, "Administrator", Permission.ADMINISTRATOR, colour=0xE74C3C, hoist=True)
    bot_role = build.bot_joins(study)
    for who, roles in ((ada, [member]), (ben, [member]), (mia, [member, mentor]), (max_, [member, moderator])):
        build.joins(study, who, *roles)
    build.joins(study, olga, admin)
    build.joins(study, nell)
    build.channel(study, "welcome", topic="Start here.")
    road = build.channel(study, "The road", ChannelType.CATEGORY)
    build.channel(study, "questions", topic="Ask anything about the road ahead.", under=road)
    build.channel(study, "resources", topic="Lists worth keeping.", under=road)
    build.channel(
        study,
        "ask-a-mentor",
        ChannelType.FORUM,
        topic="Questions for the mentors. One post each.",
        tags=["Open", "Claimed", "Answered"],
        under=road,
    )
    staff = build.channel(study, "Staff", ChannelType.CATEGORY, only=[moderator, bot_role])
    build.channel(study, "moderators", topic="For moderators.", only=[moderator, bot_role], under=staff)

    readers = build.guild("Night Shift Readers", owner=olga)
    build.bot_joins(readers)
    for who in (ada, ben, mia, max_, olga):
        build.joins(readers, who)
    build.channel(readers, "general", topic="Papers, after hours.")

    for who in (ada, ben, mia, max_, olga, nell):
        build.direct(who)
    return build.world


class _Builder:
    def __init__(self, *, clock: Clock, name: str, token: str) -> None:
        self._last = first_at(min(OPENED, clock.now() - timedelta(days=1)))
        bot_id = self._next()
        application = Application(id=bot_id, name=name, token=token, owner_id=0, description="Lives in the sandbox.")
        self.world = World(application=application, clock=clock)
        self.world.users[bot_id] = User(bot_id, name, bot=True)

    def _next(self) -> int:
        self._last += 1 << 22  # one millisecond later
        return self._last

    def person(self, name: str) -> User:
        user = User(self._next(), name.lower(), name)
        self.world.users[user.id] = user
        return user

    def guild(self, name: str, *, owner: User) -> Guild:
        guild = Guild(self._next(), name, owner.id)
        guild.roles[guild.id] = Role(guild.id, guild.id, "@everyone", int(EVERYONE))
        self.world.guilds[guild.id] = guild
        self.world.application.owner_id = owner.id
        return guild

    def role(
        self, guild: Guild, name: str, permissions: Permission = NONE, *, colour: int = 0, hoist: bool = False
    ) -> Role:
        role = Role(self._next(), guild.id, name, int(permissions), len(guild.roles), colour, hoist=hoist)
        guild.roles[role.id] = role
        return role

    def bot_joins(self, guild: Guild) -> Role:
        role = self.role(guild, self.world.application.name, INVITED_WITH)
        role.managed, role.bot_id = True, self.world.application.bot_user_id
        self.joins(guild, self.world.bot, role)
        return role

    def joins(self, guild: Guild, user: User, *roles: Role) -> None:
        guild.members[user.id] = Member(user.id, guild.id, OPENED, {role.id for role in roles})

    def channel(
        self,
        guild: Guild,
        name: str,
        type: ChannelType = ChannelType.TEXT,
        *,
        topic: str | None = None,
        only: list[Role] | None = None,
        tags: list[str] | None = None,
        under: Channel | None = None,
    ) -> Channel:
        channel = Channel(
            self._next(), type, name, guild.id, topic=topic, position=len(self.world.channels_of(guild.id))
        )
        channel.parent_id = under.id if under is not None else None
        channel.available_tags = [Tag(self._next(), tag) for tag in tags or ()]
        if only is not None:
            see = int(Permission.VIEW_CHANNEL)
            channel.overwrites[guild.id] = Overwrite(guild.id, "role", deny=see)
            channel.overwrites |= {role.id: Overwrite(role.id, "role", allow=see) for role in only}
        self.world.channels[channel.id] = channel
        return channel

    def direct(self, user: User) -> Channel:
        channel = Channel(self._next(), ChannelType.DM, "", recipients=[user.id])
        self.world.channels[channel.id] = channel
        return channel
