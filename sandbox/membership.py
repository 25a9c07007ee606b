"""Who is in a server and as what: the changes that a client's member list makes."""

from datetime import datetime

from sandbox.model import Guild, Member, Role
from sandbox.payloads.people import member_payload, role_payload, user_payload
from sandbox.payloads.places import full_guild_payload
from sandbox.permissions import Permission
from sandbox.world import World


def join(world: World, guild: Guild, user_id: int, *, role_ids: set[int] | None = None) -> Member:
    """Let someone in; for the bot itself that is an invitation."""
    member = Member(user_id, guild.id, world.clock.now(), set(role_ids or ()))
    guild.members[user_id] = member
    if user_id == world.application.bot_user_id:
        world.publish("GUILD_CREATE", full_guild_payload(world, guild), guild.id)
    else:
        payload = {"guild_id": str(guild.id), **member_payload(world, member)}
        world.publish("GUILD_MEMBER_ADD", payload, guild.id)
    world.tell("member", id=user_id, guild_id=guild.id)
    return member


def leave(world: World, guild: Guild, user_id: int) -> None:
    """Let someone go; for the bot itself that is being removed, and its commands of that server go with it."""
    if guild.members.pop(user_id, None) is None:
        return
    if user_id == world.application.bot_user_id:
        for command in world.commands_of(guild.id):
            del world.commands[command.id]
        world.publish("GUILD_DELETE", {"id": str(guild.id)}, guild.id)
    else:
        payload = {"guild_id": str(guild.id), "user": user_payload(world.users[user_id])}
        world.publish("GUILD_MEMBER_REMOVE", payload, guild.id)
    world.tell("member", id=user_id, guild_id=guild.id)


def set_roles(world: World, guild: Guild, user_id: int, role_ids: set[int]) -> None:
    guild.members[user_id].role_ids = set(role_ids)
    _member_updated(world, guild, user_id)


def time_out(world: World, guild: Guild, user_id: int, until: datetime | None) -> None:
    """Silence someone until an instant; None ends it."""
    guild.members[user_id].timed_out_until = until
    _member_updated(world, guild, user_id)


def set_permissions(world: World, guild: Guild, role: Role, permissions: Permission) -> None:
    role.permissions = int(permissions)
    world.publish("GUILD_ROLE_UPDATE", {"guild_id": str(guild.id), "role": role_payload(role)}, guild.id)
    world.tell("member", id=role.id, guild_id=guild.id)


def _member_updated(world: World, guild: Guild, user_id: int) -> None:
    payload = {"guild_id": str(guild.id), **member_payload(world, guild.members[user_id])}
    world.publish("GUILD_MEMBER_UPDATE", payload, guild.id)
    world.tell("member", id=user_id, guild_id=guild.id)
