"""The one server both sides play in: who is there, what they may do, and where."""

from dataclasses import dataclass

import discord

P = discord.Permissions

SERVER = "Pain Study Group"
BOT = "TestBot"
"""What simcord calls every bot."""

EVERYONE = P(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    create_public_threads=True,
    embed_links=True,
    attach_files=True,
    add_reactions=True,
    read_message_history=True,
    use_application_commands=True,
).value

INVITED_WITH = (
    P(EVERYONE) | P(manage_threads=True, manage_channels=True, manage_messages=True, pin_messages=True)
).value
"""What the bot may do where a place does not take it away."""


@dataclass(frozen=True, slots=True)
class Role:
    name: str
    permissions: int = 0
    mentionable: bool = False


ROLES = (
    Role("Member", mentionable=True),
    Role("Mentor"),
    Role("Moderator", P(manage_messages=True).value),
    Role("Administrator", P(administrator=True).value),
)

PEOPLE = {
    "ada": ("Member",),
    "ben": ("Member",),
    "mia": ("Member", "Mentor"),
    "max": ("Member", "Moderator"),
    "ola": ("Administrator",),
}
"""Their roles by name. Nobody here owns the server, for an owner may do everything."""

OWNER = "root"
