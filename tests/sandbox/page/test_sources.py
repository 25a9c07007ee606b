"""Rules of the page that are read off its files."""

import re
from pathlib import Path

import pytest

from sandbox.page.files import STATIC

MODULES = sorted(STATIC.rglob("*.js"))

WAYS_TO_INSERT_MARKUP = (
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "document.write",
    "createContextualFragment",
    "DOMParser",
    "setHTML",
    "srcdoc",
    "eval(",
    "new Function",
)


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_text_is_never_inserted_as_markup(module: Path) -> None:
    source = module.read_text("utf-8")
    assert [way for way in WAYS_TO_INSERT_MARKUP if way in source] == []


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_modules_are_small_and_import_only_each_other(module: Path) -> None:
    source = module.read_text("utf-8")
    assert len(source.splitlines()) < 300
    for imported in re.findall(r'^import .*?from "([^"]+)";', source, re.MULTILINE):
        assert (module.parent / imported).is_file()


def test_the_document_and_its_styles_name_no_other_site_and_hold_no_inline_code() -> None:
    for path in [*STATIC.rglob("*.html"), *STATIC.rglob("*.css")]:
        source = path.read_text("utf-8")
        assert "//" not in source.replace("http://www.w3.org/2000/svg", ""), path.name
        assert "style=" not in source, path.name
        assert not re.search(r"\son\w+=", source), path.name
    assert MODULES


def test_the_document_asks_for_every_module_at_once() -> None:
    """Else the browser would find them one behind the other."""
    document = (STATIC / "index.html").read_text("utf-8")
    asked = set(re.findall(r'(?:href|src)="/page/static/(js/[^"]+)"', document))
    assert asked == {module.relative_to(STATIC).as_posix() for module in MODULES}
