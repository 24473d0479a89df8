"""No file holds the marks of two versions that nobody chose between."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = ("src", "tests", "docs", "script", "bench")
KINDS = {".py", ".html", ".css", ".js", ".md", ".yaml", ".json", ".po", ".txt", ".toml", ""}
MARKS = ("<" * 7 + " ", ">" * 7 + " ")


def test_every_file_is_of_one_version() -> None:
    files = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.suffix in KINDS]
    files += [path for path in ROOT.iterdir() if path.suffix in KINDS]
    torn = [
        path.relative_to(ROOT).as_posix()
        for path in files
        if path.is_file() and any(line.startswith(MARKS) for line in path.read_text("utf-8", "replace").splitlines())
    ]
    assert torn == []
