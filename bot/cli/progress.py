"""What a long command is doing, for somebody who watches a terminal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn


@contextmanager
def shown(title: str) -> Iterator[Callable[[str, int, int], None]]:
    """Gives a function to tell what is being done, and how much of how much (0 of 0: nobody knows).

    Shown on standard error while it lasts and gone afterwards; where that is no terminal, nothing is shown.
    """
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(title, total=None)

        def show(what: str, done: int, total: int) -> None:
            progress.update(task, description=f"{title}: {what}", completed=done, total=total or None)

        yield show
