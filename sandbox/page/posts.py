"""A forum's posts as a page lists them."""

from typing import Any

from sandbox.kinds import ChannelFlag
from sandbox.model import Channel
from sandbox.page.messages import author_view, text_of
from sandbox.snowflake import made_at
from sandbox.world import World


def posts_of(world: World, forum: Channel) -> list[dict[str, Any]]:
    """Pinned posts first, then open ones, then archived ones; the one last written in before others."""
    posts = world.threads_of(forum.guild_id or 0, parent_id=forum.id)
    posts.sort(key=lambda post: (not _pinned(post), post.archived, -_last(post)))
    return [_post(world, forum, post) for post in posts]


def tags_of(forum: Channel) -> list[dict[str, Any]]:
    """The tags one can put on a post here."""
    return [{"id": str(tag.id), "name": tag.name, "emoji": tag.emoji_name} for tag in forum.available_tags]


def _post(world: World, forum: Channel, post: Channel) -> dict[str, Any]:
    tags = {tag.id: tag for tag in forum.available_tags}
    opening = world.messages.get(post.id)  # A post's first message has the post's own id.
    return {
        "id": str(post.id),
        "name": post.name,
        "tags": [{"name": tags[id].name, "emoji": tags[id].emoji_name} for id in post.applied_tags if id in tags],
        "author": author_view(world, post.owner_id or 0, post.guild_id),
        "text": text_of(opening)[:200] if opening else "",
        "replies": post.message_count,
        "active": made_at(_last(post)).isoformat(),
        "archived": post.archived,
        "locked": post.locked,
        "pinned": _pinned(post),
    }


def _pinned(post: Channel) -> bool:
    return ChannelFlag.PINNED in ChannelFlag(post.flags)


def _last(post: Channel) -> int:
    return post.last_message_id or post.id
