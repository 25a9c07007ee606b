"""A sandbox that lets nothing pass which Discord might not."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sandbox.server import Place, serve
from tests.support.specification import openapi_file


@asynccontextmanager
async def strict_place(*, port: int = 0, refused: bool = False) -> AsyncIterator[Place]:
    """A fresh place. At its end every request that came to it must have passed Discord's schemas and limits.

    Nothing may have been refused (501 and malformed gateway frames included) and no body may have held a key that
    Discord does not know. `refused`: this test has requests refused for what happened, not for how they look.
    In CI the schemas must be there.
    """
    async with serve(port=port, openapi=openapi_file()) as place:
        assert place.checks.tested_against_openapi or not os.environ.get("CI"), "CI needs Discord's OpenAPI file"
        yield place
        assert not place.checks.findings, place.checks.findings
        assert refused or not place.wire.refusals, [str(one) for one in place.wire.refusals]
        taken = [one for one in place.wire.exchanges if not one.refused and (one.status or 0) < 400]
        problems = [note for one in taken for note in one.problems if "fault script" not in note]
        assert not problems, problems
