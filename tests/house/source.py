"""The project's own files, read so that rules can be checked on them."""

import ast
import io
import subprocess
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Source:
    """One Python file. `path` is relative to the root, with `/`."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.path)

    @cached_property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    @cached_property
    def comments(self) -> dict[int, str]:
        """Comments by line, without what only instructs a tool (`noqa`, `type: ignore`, `pragma`)."""
        found: dict[int, str] = {}
        for token in tokenize.generate_tokens(io.StringIO(self.text).readline):
            if token.type == tokenize.COMMENT:
                words = [part for part in token.string.split("#") if not _instructs_a_tool(part)]
                if text := " ".join(words).strip():
                    found[token.start[0]] = text
        return found

    @property
    def module(self) -> str:
        """The dotted name it is imported by."""
        parts = self.path.removesuffix(".py").split("/")
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    def inside(self, *roots: str) -> bool:
        """Whether the module is one of `roots` or below one."""
        return any(self.module == root or self.module.startswith(f"{root}.") for root in roots)

    def at(self, line: int, text: str) -> str:
        return f"{self.path}:{line} {text}"


def project_files(*suffixes: str) -> list[Path]:
    """What belongs to the project and exists: tracked, or new and not ignored. Relative, sorted.

    `suffixes` narrows it down; none means every file.
    """
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout.split("\0")
    paths = {Path(name) for name in listed if name}
    return sorted(p for p in paths if (ROOT / p).is_file() and (not suffixes or p.suffix in suffixes))


def project_sources(*roots: str) -> list[Source]:
    """The Python files below `roots` (dotted names; none means all)."""
    sources = [Source(p.as_posix(), (ROOT / p).read_text(encoding="utf-8")) for p in project_files(".py")]
    return [source for source in sources if not roots or source.inside(*roots)]


def dotted(node: ast.expr) -> str:
    """`a.b.c` as written, or an empty string where the expression is something else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        base = dotted(node.value)
        return f"{base}.{node.attr}" if base else ""
    return ""


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _instructs_a_tool(comment: str) -> bool:
    return comment.strip().startswith(("noqa", "type:", "pragma", "ruff:", "fmt:", "mypy:"))
