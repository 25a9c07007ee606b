"""People as a page shows them: names, colours, roles."""

from typing import Any

from sandbox.model import Guild, Member, Role, User
from sandbox.permissions import Permission, in_guild
from sandbox.world import World


def roles_of(guild: Guild, member: Member) -> list[Role]:
    """The member's roles, highest first, without @everyone."""
    own = [guild.roles[id] for id in member.role_ids if id in guild.roles and id != guild.id]
    return sorted(own, key=lambda role: (-role.position, role.id))


def colour_of(guild: Guild, member: Member) -> str | None:
    """`#rrggbb` of the highest role that has a colour."""
    return next((f"#{role.colour:06x}" for role in roles_of(guild, member) if role.colour), None)


def person(user: User, guild: Guild | None) -> dict[str, Any]:
    """A user as seen in `guild`: nickname and colour are the server's own."""
    member = guild.members.get(user.id) if guild else None
    return {
        "id": str(user.id),
        "name": (member.nick if member else None) or user.shown,
        "bot": user.bot,
        "colour": colour_of(guild, member) if guild and member else None,
        "roles": [str(id) for id in sorted(member.role_ids)] if member else [],
    }


def standing(world: World, user: User) -> str:
    """What a person is in their first server, in a word or two: "Administrator", "Moderator", "Newcomer"."""
    for guild in world.guilds.values():
        member = guild.members.get(user.id)
        if member is None:
            continue
        roles = roles_of(guild, member)
        if user.id == guild.owner_id:
            return "Owner, administrator"
        if Permission.ADMINISTRATOR in in_guild(guild, member):
            return "Administrator"
        return roles[0].name if roles else "Newcomer, no roles"
    return "In no server"


def groups(guild: Guild, people: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The member list: one group for each highest role, then those without one, apps last."""
    by_name: dict[tuple[int, str], list[str]] = {}
    for one in people:
        roles = roles_of(guild, guild.members[int(one["id"])])
        if one["bot"]:
            key = (2, "Apps")
        elif roles:
            key = (-roles[0].position, roles[0].name)
        else:
            key = (1, "No role")
        by_name.setdefault(key, []).append(one["id"])
    return [{"name": name, "people": ids} for (_, name), ids in sorted(by_name.items())]
