"""The image is made of what it should be, and of nothing else."""

import re
import subprocess
import sys
from pathlib import Path

from tests.house.source import ROOT

DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
STEPS = re.sub(r"\\\n\s*", "", re.sub(r"^#.*\n", "", DOCKERFILE, flags=re.MULTILINE)).splitlines()


def arguments(instruction: str) -> list[str]:
    return [step.removeprefix(f"{instruction} ") for step in STEPS if step.startswith(f"{instruction} ")]


def test_the_dockerfile_passes_its_linter() -> None:
    hadolint = Path(sys.executable).parent / "hadolint"
    done = subprocess.run([hadolint, "Dockerfile"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_both_stages_start_from_the_same_pinned_base() -> None:
    bases = {base.partition(" AS ")[0] for base in arguments("FROM")}
    assert len(bases) == 1
    assert re.fullmatch(r"python:3\.\d+\.\d+-slim-[a-z]+(@sha256:[0-9a-f]{64})?", bases.pop())


def test_the_bot_runs_without_root() -> None:
    final = STEPS[max(number for number, step in enumerate(STEPS) if step.startswith("FROM ")) :]
    users = [step.removeprefix("USER ") for step in final if step.startswith("USER ")]
    assert users, "the final stage stays root"
    assert int(users[-1]) > 0


def test_everything_the_bot_writes_goes_into_its_one_volume() -> None:
    (volume,) = arguments("VOLUME")
    places = dict(value.split("=", 1) for step in arguments("ENV") for value in step.split() if "=" in value)
    for name in ("MPLCONFIGDIR", "PRECEPTOR_DATABASE"):
        assert places[name].removeprefix("sqlite+aiosqlite:///").startswith(f"{volume}/"), name
    assert places["PYTHONDONTWRITEBYTECODE"] == "1"


def test_no_layer_holds_a_token() -> None:
    assert "token" not in " ".join(arguments("ENV") + arguments("ARG") + arguments("COPY")).lower()
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    # Everything is left out but what is named; nothing that may hold a secret is named.
    assert next(line for line in ignored if not line.startswith("#")) == "*"
    assert not {"!config.yaml", "!data", "!.env"} & set(ignored)


def test_what_is_copied_exists_and_reaches_the_builder() -> None:
    allowed = [line.removeprefix("!") for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()]
    for copy in arguments("COPY"):
        if not copy.startswith("--from="):
            for source in copy.split()[:-1]:
                assert (ROOT / source).exists(), source
                assert any(Path(source).match(pattern) for pattern in allowed if pattern != "*"), source


def test_everything_downloaded_is_checked_by_hash() -> None:
    for run in arguments("RUN"):
        for install in re.findall(r"pip install[^&]*", run):
            assert "--require-hashes" in install or "--no-index" in install, install
