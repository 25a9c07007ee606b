"""What was logged, to ask questions of."""

import io
import json
from typing import Any


class Log(io.StringIO):
    """A stream of JSON lines."""

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.getvalue().splitlines()]

    def with_(self, **fields: object) -> list[dict[str, Any]]:
        """The lines that have all of these fields."""
        return [line for line in self.lines if fields.items() <= line.items()]
