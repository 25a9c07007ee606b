"""Who caused an interaction, as the policy wants to know it."""

from collections.abc import Mapping, Set
from typing import Any

import discord

from bot.core.policy import Caller, may_write

THREADS = (
    discord.ChannelType.news_thread,
    discord.ChannelType.public_thread,
    discord.ChannelType.private_thread,
)


def caller(interaction: discord.Interaction[Any], *, operators: Set[int] = frozenset()) -> Caller:
    """Permissions as Discord computed them for this channel, the member's role ids, and whether they are an operator.

    Without the guild cache discord.py leaves `member.roles` empty although the payload has the ids: they are kept in
    `_roles`, the one private name this project reads (pinned by a test).
    """
    in_guild = interaction.guild_id is not None
    roles = getattr(interaction.user, "_roles", ())
    return Caller(
        permissions=interaction.permissions.value if in_guild else 0,
        in_guild=in_guild,
        role_ids=frozenset(int(role) for role in roles),
        operates=interaction.user.id in operators,
    )


def writes_here(interaction: discord.Interaction[Any]) -> bool:
    """Whether whoever caused the interaction may write in the channel in which they did."""
    return may_write(caller(interaction), in_thread=getattr(interaction.channel, "type", None) in THREADS)


def command_name(data: Mapping[str, Any]) -> str:
    """The full name of the command in an interaction's payload: `faq ask`, `Answer from FAQ`."""
    names = [str(data.get("name", ""))]
    options = data.get("options", ())
    while options and options[0].get("type") in (1, 2):
        names.append(options[0]["name"])
        options = options[0].get("options", ())
    return " ".join(names)
