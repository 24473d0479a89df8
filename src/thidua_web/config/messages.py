"""The catalogue of the second language: what the site says (Vietnamese, the msgid), and how it is said in English.

Reads: templates and Python of the site. Writes: ``locale/en/LC_MESSAGES/django.po`` and its compiled ``.mo``. GNU
gettext is not needed: what the site uses of the format is one string with named placeholders. Run by script/messages.
"""

import ast
import re
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[1]
CATALOGUE = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
REFUSALS = PACKAGE.parent / "thidua" / "reading" / "opening" / "refusals.py"
MARKERS = {"_", "gettext", "gettext_lazy", "gettext_noop"}
HEADER = "Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\nLanguage: en\n"
_CALL = re.compile(r"\b(?:_|gettext)\(\s*(u?(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"))", re.S)
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


def sources() -> Iterator[Path]:
    """Every template and module of the site that may speak to a person."""
    for path in sorted([*PACKAGE.rglob("*.html"), *PACKAGE.rglob("*.py"), *PACKAGE.rglob("templates/**/*.txt")]):
        if not {"migrations", "locale", "papers"} & set(path.relative_to(PACKAGE).parts):
            yield path


def said_in(path: Path) -> list[str]:
    """Give the marked strings of one file, in its order."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        calls = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call) and _is_marker(node.func)]
        first = sorted((call.args[0] for call in calls if call.args), key=lambda node: (node.lineno, node.col_offset))
        return [node.value for node in first if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    from django.utils.translation.template import templatize

    return [ast.literal_eval(found) for found in _CALL.findall(templatize(text, origin=str(path)))]


def told_by_the_library() -> dict[str, list[str]]:
    """Give the whole sentences with which the library refuses a file; those with a gap stay Vietnamese."""
    tree = ast.parse(REFUSALS.read_text(encoding="utf-8"))
    told = [
        node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    ]
    return {sentence: [f"thidua/{REFUSALS.name}"] for sentence in told if "{" not in sentence}


def _is_marker(function: ast.expr) -> bool:
    name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
    return name in MARKERS


def collected() -> dict[str, list[str]]:
    """Give every marked string with the files that say it."""
    found: dict[str, list[str]] = {}
    for path in sources():
        for said in said_in(path):
            where = found.setdefault(said, [])
            name = path.relative_to(PACKAGE).as_posix()
            if said and name not in where:
                where.append(name)
    found.pop("", None)
    return told_by_the_library() | found


def read(path: Path = CATALOGUE) -> dict[str, str]:
    """Read msgid and msgstr of the catalogue."""
    if not path.exists():
        return {}
    pairs: dict[str, str] = {}
    key, parts = "", {"msgid": "", "msgstr": ""}
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith(("msgid ", "msgstr ")):
            key, _space, quoted = line.partition(" ")
            parts[key] = ast.literal_eval(quoted)
        elif line.startswith('"'):
            parts[key] += ast.literal_eval(line)
        elif not line.strip() and parts["msgid"]:
            pairs[parts["msgid"]] = parts["msgstr"]
            parts = {"msgid": "", "msgstr": ""}
    return pairs


def write(said: dict[str, list[str]], english: dict[str, str], path: Path = CATALOGUE) -> None:
    """Write the catalogue, file by file; what is said nowhere any more goes."""
    blocks = [f'msgid ""\nmsgstr {_quoted(HEADER)}\n']
    for text, where in sorted(said.items(), key=lambda pair: (pair[1][0], pair[0])):
        blocks.append(f"#: {' '.join(where)}\nmsgid {_quoted(text)}\nmsgstr {_quoted(english.get(text, ''))}\n")
    path.write_text("\n".join(blocks), encoding="utf-8")


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'


def compiled(english: dict[str, str]) -> bytes:
    """Give the catalogue in the binary form that gettext looks up: two sorted tables and the strings."""
    pairs = sorted((k.encode(), v.encode()) for k, v in {"": HEADER, **english}.items() if v)
    keys, values = b"".join(k + b"\0" for k, _v in pairs), b"".join(v + b"\0" for _k, v in pairs)
    start = 28 + 16 * len(pairs)
    key_table, value_table, key_at, value_at = [], [], start, start + len(keys)
    for key, value in pairs:
        key_table += [len(key), key_at]
        value_table += [len(value), value_at]
        key_at, value_at = key_at + len(key) + 1, value_at + len(value) + 1
    head = (0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, start)
    return struct.pack(f"<7I{4 * len(pairs)}I", *head, *key_table, *value_table) + keys + values


def main() -> int:
    """Bring the catalogue into step with what is said; say what has no English yet."""
    said, english = collected(), read()
    write(said, english)
    CATALOGUE.with_suffix(".mo").write_bytes(compiled(read()))
    lacking = [text for text in said if not english.get(text)]
    sys.stdout.write(
        "".join(f"{text}\n" for text in lacking) + f"{len(said)} câu, {len(lacking)} câu chưa có tiếng Anh\n"
    )
    return 1 if lacking else 0


if __name__ == "__main__":
    raise SystemExit(main())
