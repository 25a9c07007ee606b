"""Play everything, say what is not listed or no longer so, and write the page in docs/ anew."""

import sys
from pathlib import Path

from tests.sandbox.differential.listed import differences, table
from tests.sandbox.differential.ours import ours
from tests.sandbox.differential.running import partings, played_on
from tests.sandbox.differential.scenarios import ALL
from tests.sandbox.differential.theirs import theirs

PAGE = Path(__file__).parents[3] / "docs" / "sandbox-differences.md"


def main() -> int:
    known = differences()
    listed = {one for each in known for one in each.places}
    found = set(partings(played_on(ours), played_on(theirs)))
    for what, some in (("new", found - listed), ("gone", listed - found)):
        for one in sorted(some, key=str):
            sys.stdout.write(
                f"{what}: {one.scenario}\n  {one.what}\n  sandbox: {one.sandbox}\n  simcord: {one.simcord}\n"
            )
    PAGE.write_text(table(known, scenarios=len(ALL)), encoding="utf-8")
    return 0 if found == listed else 1


if __name__ == "__main__":
    sys.exit(main())
