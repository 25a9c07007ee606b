"""The payloads the gateway makes itself: READY and GUILD_MEMBERS_CHUNK."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sandbox.gateway.intents import Intent
from sandbox.gateway.session import Session
from sandbox.model import User

CHUNK = 1000
"""Members in one GUILD_MEMBERS_CHUNK."""

_GRANTED = {
    Intent.GUILD_PRESENCES: 1 << 13,
    Intent.GUILD_MEMBERS: 1 << 15,
    Intent.MESSAGE_CONTENT: 1 << 19,
}


def application_flags(privileged: Intent) -> int:
    """The application's flags for the privileged intents it was granted (the "limited" ones, of small bots)."""
    return sum(flag for intent, flag in _GRANTED.items() if privileged & intent)


def ready(
    session: Session, *, user: User, application_id: int, privileged: Intent, guild_ids: Sequence[int], resume_url: str
) -> dict[str, Any]:
    """`guild_ids` are the servers on the session's shard; they come as unavailable until their GUILD_CREATE."""
    return {
        "v": 10,
        "user": {
            "id": str(user.id),
            "username": user.name,
            "discriminator": "0000",
            "global_name": user.global_name,
            "avatar": None,
            "bot": True,
            "verified": True,
            "mfa_enabled": True,
            "email": None,
            "flags": 0,
        },
        "guilds": [{"id": str(guild_id), "unavailable": True} for guild_id in guild_ids],
        "session_id": session.id,
        "session_type": "normal",
        "resume_gateway_url": resume_url,
        "shard": list(session.shard),
        "application": {"id": str(application_id), "flags": application_flags(privileged)},
        "private_channels": [],
        "relationships": [],
        "presences": [],
        "user_settings": {},
        "_trace": [],
    }


def member_chunks(request: Mapping[str, Any], members: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Answers REQUEST_GUILD_MEMBERS, by `user_ids` or by how a name begins (`query`, at most `limit`, 0 = all)."""
    wanted = request.get("user_ids")
    if wanted is not None:
        ids = [str(user_id) for user_id in (wanted if isinstance(wanted, list) else [wanted])]
        found = [member for member in members if member["user"]["id"] in ids]
        missing = sorted(set(ids) - {member["user"]["id"] for member in found})
    else:
        start = str(request.get("query") or "").casefold()
        found = [m for m in members if any(str(name).casefold().startswith(start) for name in _names(m))]
        found, missing = found[: request.get("limit") or None], []
    count = max(1, -(-len(found) // CHUNK))
    for index in range(count):
        chunk = {
            "guild_id": str(request["guild_id"]),
            "members": found[index * CHUNK : (index + 1) * CHUNK],
            "chunk_index": index,
            "chunk_count": count,
        }
        if missing:
            chunk["not_found"] = missing
        if request.get("nonce") is not None:
            chunk["nonce"] = request["nonce"]
        yield chunk


def _names(member: Mapping[str, Any]) -> tuple[str, str]:
    return str(member["user"]["username"]), str(member.get("nick") or "")
