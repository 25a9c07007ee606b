"""The scripts parse, and the lock files hold what they promise."""

import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.source import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = sorted((ROOT / "requirements").glob("*.lock"))
SCRIPTS = sorted((ROOT / ".ci").iterdir())
SETTINGS_OF_MAKE = ("CI", "LONG", "ARGS", "MAKEFLAGS", "MFLAGS", "MAKEOVERRIDES")  # which this run may have come with


def locked(name: str) -> dict[str, str]:
    """Version by package. A package may stand there twice, for different Pythons; the last one counts."""
    text = (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8")
    return {
        canonicalize_name(package): version
        for package, version in re.findall(r"^([\w.-]+)==([^\s;]+)", text, re.MULTILINE)
    }


def unmet(requirements: list[str], versions: dict[str, str]) -> list[str]:
    """The requirements that the lock does not satisfy. The project's own extras are looked into."""
    missing = []
    for text in requirements:
        wanted = Requirement(text)
        if wanted.name == PROJECT["project"]["name"]:
            for extra in wanted.extras:
                missing += unmet(PROJECT["project"]["optional-dependencies"][extra], versions)
        elif (version := versions.get(canonicalize_name(wanted.name))) is None or version not in wanted.specifier:
            missing.append(text)
    return missing


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_the_scripts_of_ci_parse_and_may_run(script: Path) -> None:
    subprocess.run(["bash", "-n", script], check=True)
    assert os.access(script, os.X_OK)
    assert "set -euo pipefail" in script.read_text(encoding="utf-8")


def test_ci_ends_with_the_suite() -> None:
    steps = re.findall(r"^step \d+ (.+)$", (ROOT / ".ci" / "run").read_text(encoding="utf-8"), re.MULTILINE)
    assert steps == ["make setup", "make check", "make lint-docker", ".ci/smoke", "make test"]


@pytest.mark.parametrize(
    ("asked", "left_out"),
    [({}, True), ({"CI": "true"}, False), ({"LONG": "1"}, False), ({"ARGS": "tests/core"}, False)],
    ids=["make test", "in CI", "LONG=1", "a part"],
)
def test_the_long_batteries_run_in_ci_and_where_they_are_asked_for(asked: dict[str, str], left_out: bool) -> None:
    unset = {name: value for name, value in os.environ.items() if name not in SETTINGS_OF_MAKE}
    planned = subprocess.run(
        ["make", "--dry-run", "test"], cwd=ROOT, check=True, capture_output=True, text=True, env=unset | asked
    ).stdout
    assert "pytest --numprocesses" in planned
    assert ("not long" in planned) == left_out


def test_every_target_of_the_makefile_can_be_planned() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^([a-z][a-z-]*):", makefile, re.MULTILINE):
        subprocess.run(["make", "--dry-run", target], cwd=ROOT, check=True, capture_output=True)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_locked_package_has_a_hash_and_no_address(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    packages = re.split(r"\n(?=\S)", text.strip())
    assert packages
    for package in packages:
        first = package.splitlines()[0]
        assert re.match(r"[\w.-]+==[^\s;]+( ; .+)? \\$", first), first
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", package), first
    assert "://" not in text
    assert " @ " not in text


def test_the_locks_cover_what_the_project_asks_for() -> None:
    project = PROJECT["project"]
    assert not unmet(project["dependencies"], locked("runtime"))
    assert not unmet([*project["dependencies"], *project["optional-dependencies"]["dev"]], locked("dev"))
    assert not unmet(PROJECT["build-system"]["requires"], locked("build"))


def test_a_dependency_that_nobody_locked_is_found() -> None:
    assert unmet(["click>=99", "nowhere", "click"], {"click": "8.5.1"}) == ["click>=99", "nowhere"]


def test_what_is_tested_is_what_is_shipped() -> None:
    dev = locked("dev")
    for name in ("runtime", "build"):
        assert not {package: version for package, version in locked(name).items() if dev.get(package) != version}
