"""What a worker keeps between requests, as long as a token says that nothing it rests on has changed."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """At most ``most`` things by their keys; the one that was asked for longest ago goes first.

    A thing is made by one thread at a time: twenty readers of a page that must be worked out anew wait for one.
    """

    def __init__(self, most: int) -> None:
        self.most, self._lock = most, Lock()
        self._things: OrderedDict[Hashable, tuple[Hashable, T]] = OrderedDict()

    def get(self, key: Hashable, token: Hashable, make: Callable[[], T]) -> T:
        """The thing of a key where its token still holds; else a new one. Read the token before ``make`` reads."""
        found = self._things.get(key)
        if found is not None and found[0] == token:
            return found[1]
        with self._lock:
            found = self._things.get(key)
            if found is None or found[0] != token:
                found = self._things[key] = token, make()
            self._things.move_to_end(key)
            while len(self._things) > self.most:
                self._things.popitem(last=False)
        return found[1]
