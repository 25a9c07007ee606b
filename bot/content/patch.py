"""What a server changed about the lists, as a file of `overlays/` that an editor can take over."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from bot.core.history import Kind
from bot.core.overlay import OWN, View
from bot.core.pack import Pack
from bot.core.resources import Resource

_PLAIN = re.compile(r"[a-z][a-z0-9_-]*|https://[^\s#:]+(?::\d+)?[^\s#:]*")
_WORDS_OF_YAML = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_LONGEST_ID = 40


def patch(pack: Pack, view: View) -> str:
    """YAML in which the changes of `view`, a view over `pack`, are told; empty where it changes nothing.

    Put into `overlays/` beside the files of `pack`, every list has the same items in the same order. Items of the
    server's own get ids made from their titles. What was an orphan is left out. Texts are plain, as they
    were typed: cards show them as they stand, and an item of the pack is known by its title.
    """
    naming = _Naming(pack)
    lists = []
    for list_id, shown in view.lists.items():
        own = [item_id for item_id in shown.resources if item_id.startswith(OWN)]
        added = [naming.name(view.resources[item_id]) for item_id in own]
        told: dict[str, Any] = {
            "pinned": [naming.names.get(item_id, item_id) for item_id in view.pinned.get(list_id, ())],
            "added": added,
            "hidden": sorted(one for one in view.hidden.get(list_id, ()) if not one.startswith(OWN)),
        }
        if any(told.values()):
            lists.append({"list": list_id} | {key: ids for key, ids in told.items() if ids})
    if not lists:
        return ""
    resources = [_written(item) for item in naming.new]
    return _dumped(({"resources": resources} if resources else {}) | {"lists": lists})


@dataclass(slots=True)
class _Naming:
    """Ids that the pack can take, for items of a server's own. `new` are the items under their new ids."""

    pack: Pack
    names: dict[str, str] = field(default_factory=dict)
    new: list[Resource] = field(default_factory=list)

    def name(self, item: Resource) -> str:
        """One title is one thing: an item that the pack or another list has already is that one."""
        title = item.title.casefold()
        others = (*self.pack.resources.values(), *self.new)
        same = next((other.id for other in others if other.title.casefold() == title), None)
        if same is None:
            same = self._free(_slug(item.title))
            self.new.append(replace(item, id=same))
        return self.names.setdefault(item.id, same)

    def _free(self, slug: str) -> str:
        history = self.pack.history(Kind.RESOURCE)
        taken = {*self.pack.resources, *history.renamed, *history.retired, *(one.id for one in self.new)}
        number, name = 1, slug
        while name in taken:
            number += 1
            name = f"{slug[: _LONGEST_ID - 1 - len(str(number))]}-{number}"
        return name


def _slug(title: str) -> str:
    """`Anesthesia Toolbox (free)` is `anesthesia-toolbox-free`."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_ID].strip("-")
    return slug if len(slug) > 1 and slug not in _WORDS_OF_YAML else f"item-{slug}".strip("-")


def _written(item: Resource) -> Mapping[str, Any]:
    said: dict[str, Any] = {
        "id": item.id,
        "title": item.title,
        "description": item.description,
        "kind": item.kind.value,
        "audience": [*item.audience],
        "cost": item.cost.value,
        "checked": item.checked.isoformat(),
        "url": item.url,
    }
    if item.url_level is not None:
        said["url_level"] = item.url_level.value
    optional: Sequence[tuple[str, Any]] = (
        ("look_for", item.look_for),
        ("cost_note", item.cost_note),
        ("sources", [*item.sources]),
        ("tags", [*item.tags]),
    )
    return said | {key: value for key, value in optional if value}


class _Dumper(yaml.SafeDumper):
    """Quotes every text but ids and addresses: what looks like a number or a date stays text."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    plain = _PLAIN.fullmatch(text) and text not in _WORDS_OF_YAML
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=None if plain else '"')


def _list(dumper: yaml.SafeDumper, items: list[Any]) -> yaml.SequenceNode:
    short = all(isinstance(item, str) for item in items)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=short)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(list, _list)


def _dumped(told: Mapping[str, Any]) -> str:
    return yaml.dump(dict(told), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=2_000)
