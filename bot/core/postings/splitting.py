"""A long list over several messages: by item, never inside one."""

from collections.abc import Callable, Sequence
from typing import TypeVar

ItemT = TypeVar("ItemT")


def split(items: Sequence[ItemT], *, fits: Callable[[int, Sequence[ItemT]], bool]) -> tuple[tuple[ItemT, ...], ...]:
    """Runs of `items` in their order, each as long as it can be; one empty run where there are none.

    `fits(number, run)`: whether the card of the `number`-th run, counted from 0, with these items is one that can be
    sent. Raises ValueError for an item that does not fit by itself.
    """
    runs: list[list[ItemT]] = [[]]
    for item in items:
        if fits(len(runs) - 1, [*runs[-1], item]):
            runs[-1].append(item)
            continue
        if runs[-1]:
            runs.append([item])
        if not runs[-1] or not fits(len(runs) - 1, runs[-1]):
            raise ValueError(f"too large for a message of its own: {item!r}")
    return tuple(tuple(run) for run in runs)
