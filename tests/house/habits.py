"""House rules that one file can break by itself. Each rule yields `file:line what` for every breach."""

import ast
import re
from collections.abc import Callable, Iterator

from tests.house.source import Source, dotted, functions

MAX_LINES = 450
MAX_FUNCTION_LINES = 60
BROAD = {"Exception", "BaseException"}
# Containers that start empty are there to be filled; the others hold a resource or a turn in a queue.
HELD = {
    *("list", "dict", "set", "bytearray", "deque", "defaultdict", "OrderedDict", "Counter", "ChainMap"),
    *("WeakKeyDictionary", "WeakValueDictionary", "WeakSet", "Queue", "LifoQueue", "PriorityQueue"),
    *("Lock", "RLock", "Event", "Condition", "Semaphore", "BoundedSemaphore", "TaskGroup", "AsyncExitStack"),
    *("ClientSession", "TCPConnector", "create_engine", "create_async_engine"),
}
CHANGES = {"append", "add", "update", "pop", "popitem", "clear", "setdefault", "extend", "insert", "remove", "discard"}
UNFINISHED = re.compile(r"\b(?:TODO|FIXME|XXX|HACK|WIP)\b")
UNFINISHED_PROSE = re.compile(r"(?i)\b(?:stub|placeholder|not implemented|for now|implement later|coming soon)\b")

Rule = Callable[[Source], Iterator[str]]


def files_are_short(source: Source) -> Iterator[str]:
    if len(source.lines) > MAX_LINES:
        yield source.at(MAX_LINES + 1, f"{len(source.lines)} lines in one file (at most {MAX_LINES})")


def functions_are_short(source: Source) -> Iterator[str]:
    for function in functions(source.tree):
        length = (function.end_lineno or function.lineno) - function.lineno + 1
        if length > MAX_FUNCTION_LINES:
            yield source.at(function.lineno, f"{function.name} has {length} lines (at most {MAX_FUNCTION_LINES})")


def nothing_is_declared_global(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Global):
            yield source.at(node.lineno, f"global {', '.join(node.names)}")


def modules_hold_nothing_that_changes(source: Source) -> Iterator[str]:
    """What lives long is opened in the composition root and handed down; a module only defines."""
    names: set[str] = set()
    for node in source.tree.body:
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        bound = {target.id for target in targets if isinstance(target, ast.Name)} - {"__all__"}
        if bound and isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            names |= bound
            if _holds_state(node.value):
                yield source.at(node.lineno, f"{', '.join(sorted(bound))} lives as long as the process")
    for function in functions(source.tree):
        yield from (source.at(line, f"{name} of the module is changed") for line, name in _changed(function, names))


def nothing_is_cached_for_ever(source: Source) -> Iterator[str]:
    for function in functions(source.tree):
        for decorator in function.decorator_list:
            name = dotted(decorator.func if isinstance(decorator, ast.Call) else decorator)
            if name.split(".")[-1] in ("cache", "lru_cache"):
                yield source.at(decorator.lineno, f"{function.name} keeps its results in the module")


def broad_excepts_give_their_reason(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        broad = (isinstance(node, ast.ExceptHandler) and _is_broad(node.type)) or (
            isinstance(node, ast.Call)
            and dotted(node.func).split(".")[-1] == "suppress"
            and any(_is_broad(argument) for argument in node.args)
        )
        if broad and isinstance(node, ast.ExceptHandler | ast.Call) and not _has_reason(source, node.lineno):
            yield source.at(node.lineno, "a broad except without a comment that says why")


def nothing_is_unfinished(source: Source) -> Iterator[str]:
    yield from _unfinished_text(source)
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Raise) and node.exc is not None:
            raised = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
            if dotted(raised) == "NotImplementedError":
                yield source.at(node.lineno, "raises NotImplementedError")
    for owner in ast.walk(source.tree):
        if isinstance(owner, ast.ClassDef | ast.Module) and not _is_protocol(owner):
            for node in owner.body:
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _is_empty(node):
                    yield source.at(node.lineno, f"{node.name} does nothing, and does not say why")


def imports_are_absolute(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            yield source.at(node.lineno, "a relative import")


def instants_know_their_zone(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call):
            called = dotted(node.func)
            bare = called.endswith("datetime.now") and not node.args and not node.keywords
            if bare or called.endswith(("datetime.utcnow", "datetime.today", "date.today", "utcfromtimestamp")):
                yield source.at(node.lineno, f"{called}() knows no zone")


def tests_wait_for_what_they_wait_for(source: Source) -> Iterator[str]:
    """A sleep is a guess at how long something takes. Giving way once (`asyncio.sleep(0)`) is none; nor is the pause
    between two looks at a condition outside this process, in a `while` loop."""
    pauses = {id(node) for loop in ast.walk(source.tree) if isinstance(loop, ast.While) for node in ast.walk(loop)}
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and dotted(node.func) in ("asyncio.sleep", "time.sleep", "sleep"):
            seconds = node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else None
            if seconds != 0 and id(node) not in pauses:
                yield source.at(node.lineno, "sleeps instead of waiting for something")


def _holds_state(value: ast.expr) -> bool:
    if isinstance(value, ast.List | ast.Dict | ast.Set):
        return not (value.keys if isinstance(value, ast.Dict) else value.elts)
    if isinstance(value, ast.Call):
        name = dotted(value.func).split(".")[-1]
        # `set(...)` or `dict(...)` of something is a constant, unless it is changed, which is looked for apart.
        return name in HELD and not (value.args and name in ("list", "dict", "set", "Counter"))
    return False


def _changed(function: ast.AST, names: set[str]) -> Iterator[tuple[int, str]]:
    local = {node.id for node in ast.walk(function) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    held = names - local - {argument.arg for argument in ast.walk(function) if isinstance(argument, ast.arg)}
    for node in ast.walk(function):
        changed: ast.expr | None = None
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store | ast.Del):
            changed = node.value
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CHANGES:
            changed = node.func.value
        if isinstance(changed, ast.Name) and changed.id in held:
            yield changed.lineno, changed.id


def _is_broad(caught: ast.expr | None) -> bool:
    if isinstance(caught, ast.Tuple):
        return any(_is_broad(each) for each in caught.elts)
    return caught is None or dotted(caught).split(".")[-1] in BROAD


def _has_reason(source: Source, line: int) -> bool:
    return line in source.comments or line - 1 in source.comments


def _unfinished_text(source: Source) -> Iterator[str]:
    prose = list(source.comments.items())
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and node.body:
            first = node.body[0]
            if text := ast.get_docstring(node):
                prose.append((first.lineno, text))
    for line, text in prose:
        found = UNFINISHED.search(text) or UNFINISHED_PROSE.search(text)
        if found:
            yield source.at(line, f'says "{found[0]}"')


def _is_protocol(owner: ast.ClassDef | ast.Module) -> bool:
    bases = owner.bases if isinstance(owner, ast.ClassDef) else []
    return any(
        dotted(base.value if isinstance(base, ast.Subscript) else base).split(".")[-1] == "Protocol" for base in bases
    )


def _is_empty(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether there is neither code nor a docstring that says why there is none."""
    if any(dotted(d).split(".")[-1] in ("overload", "abstractmethod") for d in function.decorator_list):
        return False
    return ast.get_docstring(function) is None and all(
        isinstance(node, ast.Pass) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        for node in function.body
    )
