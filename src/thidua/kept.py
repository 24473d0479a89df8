"""Keep YAML tables as JSON, so that a command starts without a YAML parser.

YAML is for the keepers of the rules. The JSON stands in ``__pycache__`` beside it and is made anew whenever a YAML file
changed; where that folder cannot be written, the YAML is read each time.
"""

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from thidua.errors import RuleKeeperError


def kept_tables(folder: Path, names: Sequence[str]) -> dict[str, Any]:
    """Give the plain data of ``folder/NAME.yaml`` by name.

    Raises RuleKeeperError naming the file that cannot be read.
    """
    kept = folder / "__pycache__" / f"{'+'.join(names)}.json"
    with suppress(OSError, ValueError, KeyError, TypeError):
        stamp = _stamp(folder, names)
        found = json.loads(kept.read_text(encoding="utf-8"))
        if found["stamp"] == stamp:
            return dict(found["tables"])
    tables = {name: read_yaml(folder / f"{name}.yaml") for name in names}
    with suppress(OSError, TypeError):
        whole = json.dumps({"stamp": _stamp(folder, names), "tables": tables}, ensure_ascii=False)
        if json.loads(whole)["tables"] == tables:  # else JSON would change it: days, keys that are no words
            kept.parent.mkdir(exist_ok=True)
            fresh = kept.with_suffix(f".{os.getpid()}.tmp")
            fresh.write_text(whole, encoding="utf-8")
            fresh.replace(kept)
    return tables


def read_yaml(path: Path) -> Any:
    """Read one YAML file with the safe loader, the C one where it is there."""
    import yaml

    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise RuleKeeperError(f"Không đọc được bảng «{path.name}» trong {path.parent.name}: {error}") from error


def _stamp(folder: Path, names: Sequence[str]) -> str:
    stats = [(folder / f"{name}.yaml").stat() for name in names]
    return " ".join(f"{s.st_mtime_ns}:{s.st_size}" for s in stats)
