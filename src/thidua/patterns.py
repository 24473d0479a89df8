"""Keep compiled patterns between two runs of a command.

The standard library compiles a pattern in Python: some three hundred of them take half of the time in which one plan
is read. What the compiler made of a pattern is kept in ``__pycache__``, as Python keeps its own modules there: by
version of the interpreter, taken up again only for the same words, and checked by the interpreter as it is taken up.
Where the folder cannot be written, or an interpreter works in another way, patterns are compiled as ever.
"""

import marshal
import os
import sys
from array import array
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Any

_SHORTEST = 60
"""Shorter patterns are compiled soon enough; those put together from the words of a paper are short."""
_WORTH = 5
"""A file is written anew for this many new patterns."""
_MOST = 1000

Kept = dict[tuple[str, int], tuple[Any, ...]]


@contextmanager
def kept_patterns(folder: Path | None = None) -> Iterator[None]:
    """Take compiled patterns from ``folder`` (``__pycache__`` of the library) inside the block; keep the new ones."""
    try:
        compiler: Any = import_module("re._compiler")
        engine: Any = import_module("_sre")
        name = f"patterns.{sys.implementation.cache_tag}-{sys.hexversion:x}-{engine.MAGIC}.bin"
        original = compiler.compile, compiler._sre, engine.compile
    except (ImportError, AttributeError):
        yield
        return
    keeper = _Keeper((folder or Path(__file__).parent / "__pycache__") / name, original[0], engine)
    compiler.compile, compiler._sre = keeper.compile, _Recorder(engine, keeper)
    try:
        yield
    finally:
        compiler.compile, compiler._sre = original[:2]
        keeper.save()


class _Keeper:
    """Hold what is kept and what is new."""

    def __init__(self, path: Path, original: Any, engine: Any) -> None:
        self.path, self.original, self.engine = path, original, engine
        self.made: tuple[Any, ...] = ()
        self.used: Kept = {}
        self.new = 0
        self.kept: Kept = {}
        with suppress(OSError, ValueError, EOFError, TypeError):
            found = marshal.loads(path.read_bytes())
            self.kept = found if isinstance(found, dict) else {}

    def compile(self, pattern: Any, flags: int = 0) -> Any:
        """Give the compiled pattern, from what is kept where it is there."""
        if not isinstance(pattern, str) or len(pattern) < _SHORTEST:
            return self.original(pattern, flags)
        key = (pattern, int(flags))
        held = self.kept.get(key)
        if held is not None:
            with suppress(RuntimeError, TypeError, ValueError, OverflowError):
                whole, code, groups, named, names = held
                taken = self.engine.compile(pattern, whole, array("I", code).tolist(), groups, dict(named), names)
                self.used[key] = held
                return taken
        compiled = self.original(pattern, flags)
        if self.made and self.made[0] == pattern:
            _, whole, words, groups, named, names = self.made
            self.used[key] = (int(whole), array("I", words).tobytes(), groups, dict(named), names)
            self.new += 1
        return compiled

    def save(self) -> None:
        """Write the patterns of this run, and older ones while there is room, if enough of them are new."""
        if self.new < _WORTH:
            return
        room = dict(list(self.used.items())[:_MOST])
        older = [item for item in self.kept.items() if item[0] not in room]
        room.update(older[: max(0, _MOST - len(room))])
        with suppress(OSError, ValueError):
            self.path.parent.mkdir(exist_ok=True)
            fresh = self.path.with_suffix(f".{os.getpid()}.tmp")
            fresh.write_bytes(marshal.dumps(room))
            fresh.replace(self.path)


class _Recorder:
    """Stand before the engine of the compiler and note what it is given."""

    def __init__(self, engine: Any, keeper: _Keeper) -> None:
        self._engine, self._keeper = engine, keeper

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)

    def compile(self, *given: Any) -> Any:
        """Compile, and leave what was given with the keeper."""
        self._keeper.made = given
        return self._engine.compile(*given)
