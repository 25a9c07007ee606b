"""Sentences about what the bot may not do, and about what is not there any more."""

from collections.abc import Sequence

from bot.core.rights import Lack
from bot.core.settings import Setting

NAMES = {
    Setting.MODERATORS: "moderator role",
    Setting.MENTORS: "mentor role",
    Setting.FORUM: "mentors’ forum",
    Setting.NOTICES: "channel for notices",
    Setting.ZONE: "time zone",
    Setting.LANGUAGE: "language of dates",
}


def lack(one: Lack) -> str:
    """Manage Threads in #ask-a-mentor: to tag answered questions."""
    where = "in this server" if one.channel_id is None else f"in <#{one.channel_id}>"
    return f"**{one.need.name}** {where}: {one.need.purpose}"


def lacks_of(lacks: Sequence[Lack]) -> str:
    listed = "\n".join(f"- {lack(one)}" for one in lacks)
    if any(one.channel_id is None for one in lacks):
        where = "Server Settings → Roles, for my role"
    else:
        where = "the channel’s settings → Permissions, for my role"
    return f"I may not do that yet. I lack\n{listed}\nAn administrator grants it in {where}. Then try again."


def gone(setting: Setting) -> str:
    """Of a setting that names nothing any more, or never did."""
    return f"This server has no {NAMES[setting]} at the moment. An administrator can choose one with `/setup`."


def absent() -> str:
    return (
        "This server has my commands, but not me: I was invited without the scope `bot`, or removed since. Invite me "
        "again, with both scopes, and I will find everything as it was."
    )
