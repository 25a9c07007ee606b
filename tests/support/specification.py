"""Where Discord's OpenAPI file is, on this machine."""

import os
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def openapi_file() -> Path | None:
    """Named by SANDBOX_OPENAPI, else beside the checkout, else None: requests are checked by limits alone then."""
    named = os.environ.get("SANDBOX_OPENAPI")
    file = Path(named) if named else ROOT.parent / "shared/reference/discord-openapi.json"
    return file if file.is_file() else None
