"""A copy of one installation: the database as of one moment, the uploads, the key, and a list that proves the copy.

Layout of a backup, one folder: ``manifest.json`` (what, when, how many rows in each table, SHA-256 of each file),
``database.sqlite3`` or ``database.sql``, ``uploads/…``, ``secret-key``, and ``demonstration`` where the data is a
sample and every page must go on saying so. It is written under a name that ends in
``.part`` and takes its own name only after it was checked; a backup that stopped half-way is never taken for one.

Uploads are copied after the database: a file is stored before its row and never changed, so that every row of the
copied database finds its file. Files that came later are copied too and do no harm.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from thidua.errors import AuthorError, why
from thidua_web.backup import databases, versions

FORMAT = 1
KEY = "secret-key"
MARK = "demonstration"
UPLOADS = "uploads"


@dataclass(frozen=True)
class Manifest:
    """What a backup holds: ``tables`` name -> rows, ``files`` path -> SHA-256."""

    made_at: str
    version: str
    vendor: str
    tables: dict[str, int]
    files: dict[str, str]
    format: int = FORMAT


def back_up(*, home: Path, database: Mapping[str, Any], uploads: Path, target: Path, now: datetime,
            version: str) -> Manifest:  # fmt: skip
    """Write a checked backup into ``target``, which must not exist. AuthorError says what stood in the way."""
    if target.exists():
        raise AuthorError(f"«{target}» đã có; chọn tên khác, bản sao lưu cũ không bị ghi đè.")
    part = target.with_name(target.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    try:
        part.mkdir(parents=True, mode=0o700)
        vendor = _vendor(database)
        databases.copy_out(database, part)
        tables = databases.count(part / databases.file_of(vendor))
        _copy_uploads(uploads, part / UPLOADS)
        for name in (KEY, MARK):
            if (home / name).is_file():
                shutil.copy2(home / name, part / name)
        files = {name: sha256(part / name) for name in _names(part)}
        manifest = Manifest(now.isoformat(timespec="seconds"), version, vendor, tables, files)
        text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1, sort_keys=True)
        (part / "manifest.json").write_text(text + "\n", encoding="utf-8")
        check(part)
        _settle(part)
        part.rename(target)
    except OSError as error:
        raise AuthorError(f"Không sao lưu được vào «{target}»: {why(error)}.") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return manifest


def check(folder: Path) -> Manifest:
    """Read a backup and prove it: each file with its hash, each table with its rows; AuthorError names what differs."""
    manifest = read(folder)
    for name, known in manifest.files.items():
        path = folder / name
        if ".." in Path(name).parts or not path.resolve().is_relative_to(folder.resolve()):
            raise AuthorError(f"Bản sao lưu «{folder}» nêu tệp ngoài thư mục của nó: «{name}».")
        if not path.is_file():
            raise AuthorError(f"Bản sao lưu «{folder}» thiếu tệp «{name}».")
        if sha256(path) != known:
            raise AuthorError(f"Tệp «{name}» trong bản sao lưu «{folder}» đã bị thay đổi hoặc hỏng.")
    here = folder / databases.file_of(manifest.vendor)
    if here.name not in manifest.files:
        raise AuthorError(f"Bản sao lưu «{folder}» không có cơ sở dữ liệu.")
    databases.compare(manifest.tables, databases.count(here))
    return manifest


def read(folder: Path) -> Manifest:
    """The list of a backup; AuthorError where the folder is none, or of a later version of this program."""
    try:
        told = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        if isinstance(told, dict) and told.get("format", FORMAT) != FORMAT:
            raise AuthorError(
                f"Bản sao lưu «{folder}» theo khuôn {told['format']}; phần mềm này đọc khuôn {FORMAT}: "
                "khôi phục bằng phiên bản đã làm ra nó."
            )
        manifest = Manifest(**told)
        if not all(isinstance(part, dict) for part in (manifest.tables, manifest.files)):
            raise TypeError
        datetime.fromisoformat(manifest.made_at)
    except OSError:
        raise AuthorError(f"«{folder}» không phải một bản sao lưu: không có manifest.json.") from None
    except (ValueError, TypeError):
        raise AuthorError(f"manifest.json của «{folder}» không đọc được.") from None
    return manifest


def restore(*, folder: Path, home: Path, database: Mapping[str, Any], uploads: Path, force: bool,
            known_steps: Collection[str]) -> Manifest:  # fmt: skip
    """Put a backup back, checked before and after. Without ``force`` nothing that exists is overwritten."""
    manifest = check(folder)
    if manifest.vendor != _vendor(database):
        raise AuthorError(f"Bản sao lưu là của {manifest.vendor}; đặt THIDUA_DATABASE_URL cho đúng loại rồi khôi phục.")
    versions.check_version(folder / databases.file_of(manifest.vendor), known_steps, manifest.version)
    if not force and (databases.has_data(database) or (uploads.is_dir() and any(uploads.iterdir()))):
        raise AuthorError("Nơi khôi phục đã có dữ liệu; dừng trang web, rồi thêm --force nếu thật sự muốn thay tất cả.")
    if databases.is_sqlite(database):
        databases.let_go(Path(database["NAME"]))
    fresh = uploads.with_name(uploads.name + ".new")
    try:
        _stage_uploads(folder, manifest, fresh)
        databases.put_back(folder / databases.file_of(manifest.vendor), database, manifest.tables)
        _swap(fresh, uploads)
        _put_marks(folder, home, force=force)
    except OSError as error:
        place = f" ({error.filename})" if error.filename else ""
        raise AuthorError(f"Không khôi phục được: {why(error)}{place}.") from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return manifest


def _put_marks(folder: Path, home: Path, *, force: bool) -> None:
    """The key, and whether the data is a sample: real data must not keep the mark of a sample, nor lose one."""
    if (folder / KEY).is_file() and (force or not (home / KEY).exists()):
        databases.replace_file(folder / KEY, home / KEY)
    if (folder / MARK).is_file():
        databases.replace_file(folder / MARK, home / MARK)
    else:
        (home / MARK).unlink(missing_ok=True)


def sha256(path: Path) -> str:
    """The hash of a file, read piece by piece."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _names(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def _vendor(database: Mapping[str, Any]) -> str:
    return "sqlite" if databases.is_sqlite(database) else "postgresql"


def _copy_uploads(uploads: Path, target: Path) -> None:
    """Each file of the uploads; one that its owner drops meanwhile is gone from the copy too."""
    target.mkdir(mode=0o700)
    for name in _names(uploads) if uploads.is_dir() else []:
        place = target / name
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            shutil.copy2(uploads / name, place, follow_symlinks=False)
        except FileNotFoundError:
            continue


def _stage_uploads(folder: Path, manifest: Manifest, fresh: Path) -> None:
    """The proven uploads of the backup beside their place; what stands there is untouched so far."""
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True, mode=0o700)
    for name in manifest.files:
        if name.startswith(f"{UPLOADS}/"):
            place = fresh / name.removeprefix(f"{UPLOADS}/")
            place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            shutil.copy2(folder / name, place)
    _settle(fresh)


def _swap(fresh: Path, uploads: Path) -> None:
    """Let the restored uploads take their place; the old ones go last."""
    old = uploads.with_name(uploads.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if uploads.exists():
        uploads.rename(old)
    fresh.rename(uploads)
    shutil.rmtree(old, ignore_errors=True)


def _settle(folder: Path) -> None:
    """Have the disk hold every file before it is called safe."""
    for path in [*folder.rglob("*"), folder]:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
