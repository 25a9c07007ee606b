"""The form in which moderators add an item."""

from bot.core.resources import ResourceList
from bot.render.form import FIELDS, Field
from bot.render.items import adding


def test_whoever_adds_an_item_is_told_to_open_it_since_the_list_says_that_somebody_did() -> None:
    form = adding(ResourceList("a", "A", "First.", ()), ("resident", "fellow"))
    link = form.fields[0]
    assert isinstance(link, Field)
    assert (link.label, "https://" in link.hint) == ("Link", True)
    assert link.hint.endswith("Open it first: the list says that it was checked today")
    assert form.excesses() == []
    assert len(form.fields) == FIELDS, "there is no room left for what it costs"
