"""An entry of a reading: plain data that never changes, with the JSON of the contract."""

import json
from typing import Any

from msgspec import Struct, to_builtins
from msgspec.json import Encoder, decode

_ENCODER = Encoder()


class Entry(Struct, frozen=True, gc=False):
    """One entry of a reading: fields in the order of the JSON."""

    def as_json(self) -> bytes:
        """Give the entry as JSON in UTF-8; half a surrogate pair, which has no UTF-8, stands as an escape."""
        try:
            return _ENCODER.encode(self)
        except UnicodeEncodeError:
            return json.dumps(to_builtins(self)).encode()

    def as_dict(self) -> dict[str, Any]:
        """Give the plain data of the entry: its JSON read back.

        >>> class Named(Entry, frozen=True):
        ...     span: tuple[int, int]
        ...     name: str
        >>> Named((0, 5), "Tiếng kẻng an ninh").as_dict()
        {'span': [0, 5], 'name': 'Tiếng kẻng an ninh'}
        """
        try:
            plain: dict[str, Any] = decode(_ENCODER.encode(self))
        except UnicodeEncodeError:
            plain = json.loads(self.as_json())
        return plain
