"""What a resource may say, whoever writes it: an editor in YAML or a member in a form."""

from datetime import date

from bot.core.resources import Cost, Resource, ResourceKind


def listing(
    *,
    url: str,
    title: str,
    description: str,
    checked: date,
    kind: str | ResourceKind,
    audience: tuple[str, ...] = (),
    cost: str | Cost = Cost.UNKNOWN,
    cost_note: str = "",
    tags: tuple[str, ...] = (),
) -> Resource:
    """A resource that content would take, without an id yet (an empty one); `url` as `bot.core.addresses` makes it.

    Raises MemberError, whose sentence says what to change.
    """
    raise NotImplementedError
