"""Users, members, roles, and the application itself."""

from datetime import datetime
from typing import Any

from sandbox.model import Application, Member, Role, User
from sandbox.permissions import Permission
from sandbox.world import World


def instant(when: datetime | None) -> str | None:
    """As Discord writes it: microseconds and +00:00."""
    return None if when is None else when.isoformat(timespec="microseconds")


def user_payload(user: User) -> dict[str, Any]:
    return {
        "id": str(user.id),
        "username": user.name,
        "discriminator": "0",
        "global_name": user.global_name,
        "avatar": None,
        "banner": None,
        "accent_color": None,
        "avatar_decoration_data": None,
        "primary_guild": None,
        "public_flags": 0,
        "bot": user.bot,
        "system": False,
    }


def own_user_payload(world: World) -> dict[str, Any]:
    """The bot to itself."""
    return user_payload(world.bot) | {
        "email": None,
        "flags": 0,
        "mfa_enabled": True,
        "verified": True,
        "locale": "en-US",
    }


def member_payload(world: World, member: Member, *, permissions: Permission | None = None) -> dict[str, Any]:
    """With the user inside; `permissions` are put in where an interaction carries them."""
    partial = partial_member_payload(member, permissions=permissions)
    return {"user": user_payload(world.users[member.user_id]), **partial}


def partial_member_payload(member: Member, *, permissions: Permission | None = None) -> dict[str, Any]:
    """Without the user, as beside messages and in resolved data."""
    payload: dict[str, Any] = {
        "nick": member.nick,
        "avatar": None,
        "banner": None,
        "avatar_decoration_data": None,
        "roles": [str(role_id) for role_id in sorted(member.role_ids)],
        "joined_at": instant(member.joined_at),
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "pending": False,
        "flags": 0,
        "communication_disabled_until": instant(member.timed_out_until),
    }
    if permissions is not None:
        payload["permissions"] = str(int(permissions))
    return payload


def role_payload(role: Role) -> dict[str, Any]:
    payload: dict[str, Any] = {
        "id": str(role.id),
        "name": role.name,
        "description": None,
        "permissions": str(role.permissions),
        "position": role.position,
        "color": role.colour,
        "colors": {"primary_color": role.colour, "secondary_color": None, "tertiary_color": None},
        "hoist": role.hoist,
        "managed": role.managed,
        "mentionable": role.mentionable,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }
    if role.bot_id is not None:
        payload["tags"] = {"bot_id": str(role.bot_id)}
    return payload


def application_payload(world: World) -> dict[str, Any]:
    application: Application = world.application
    owner = world.users.get(application.owner_id, world.bot)
    return {
        "id": str(application.id),
        "name": application.name,
        "icon": None,
        "description": application.description,
        "summary": "",
        "type": None,
        "bot": user_payload(world.bot),
        "owner": user_payload(owner),
        "team": None,
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": application.verify_key,
        "flags": 0,
        "rpc_origins": [],
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "tags": [],
        "install_params": None,
        "integration_types_config": {"0": {}},
        "custom_install_url": None,
        "approximate_guild_count": len(world.guilds),
        "approximate_user_install_count": 0,
    }
