"""One act while it is being put together: what ends, what begins, what changes, and what must follow from it."""

from dataclasses import dataclass, field, replace
from fractions import Fraction

from thidua.dates import show_day
from thidua.errors import NotInForce, OfficerError
from thidua.units.registry import Registry
from thidua.units.versions import (
    HIERARCHIES,
    TERRITORY,
    Succession,
    SuccessionEdge,
    UnitVersion,
    shares_by_element,
)


@dataclass
class Newcomer:
    """A unit that begins: what the lines say of it, and what it is made of."""

    unit: str
    code: str
    said: dict[str, str] = field(default_factory=dict)
    above: dict[str, str] = field(default_factory=dict)
    origins: list[UnitVersion] = field(default_factory=list)

    def say(self, what: str, value: str) -> None:
        """Take down what a line says; two lines may not differ."""
        if value and self.said.setdefault(what, value) != value:
            raise OfficerError(f"Đơn vị mới {self.code} có hai {_WHAT[what]}: «{self.said[what]}» và «{value}».")

    def told(self, what: str) -> str:
        """Give what was said, else what an origin of the same code was called, else the level of the origins."""
        same = next((o for o in self.origins if o.code == self.code), None)
        inherited = getattr(same, what) if same else ""
        if what == "level" and not inherited and self.origins:
            inherited = self.origins[0].level
        return self.said.get(what) or inherited


_WHAT = {"name": "tên", "kind": "loại", "level": "cấp", "parent": "đơn vị trực thuộc"}


class Draft:
    """Collect the lines of one act, then settle it; the registry underneath is never touched."""

    def __init__(self, base: Registry, act: Succession) -> None:
        self.base, self.act, self.on = base, act, act.on
        self.ended: dict[str, UnitVersion] = {}
        self.coming: dict[str, Newcomer] = {}
        self.begun: dict[str, UnitVersion] = {}
        self.stays: dict[str, tuple[UnitVersion, UnitVersion]] = {}
        self.explicit: set[tuple[str, str]] = set()
        self.edges: dict[tuple[str, str], dict[str, Fraction]] = {}

    def standing(self, code: str) -> UnitVersion:
        """Give the version on the eve of the act; refuse what later history rests on."""
        if not code:
            raise OfficerError("Thiếu mã đơn vị ở cột from.")
        version = self.base.bearer(code, self.on)
        if version.valid_from == self.on:
            raise OfficerError(
                f"{version.full_name} (mã {code}) đã thay đổi cùng ngày {show_day(self.on)} bởi "
                f"{version.opened_by}; gộp các thay đổi của một ngày vào một lần."
            )
        if version.valid_to is not None:
            raise NotInForce(
                f"{version.full_name} (mã {code}) đã có thay đổi sau đó, ngày {show_day(version.valid_to)}; "
                "không sửa quá khứ, hãy hoàn tác lần sau trước."
            )
        return version

    def ending(self, code: str) -> UnitVersion:
        """End a unit on the day of the act."""
        version = self.standing(code)
        self.ended[version.unit] = version
        return version

    def end_level(self, level: str) -> None:
        """End every unit of a level that no line of the act gives an heir to."""
        alive = [v for v in self.base.versions if v.level == level and v.covers(self.on)]
        if not alive:
            raise OfficerError(f"Ngày {show_day(self.on)} không còn đơn vị nào ở cấp «{level}».")
        for version in alive:
            self.ending(version.code)

    def founded(self, code: str, name: str, kind: str, level: str, parent: str, origin: UnitVersion | None) -> Newcomer:
        """Begin a unit, or meet again one that another line of the act begins; blanks are taken from its origins."""
        if not code:
            raise OfficerError("Thiếu mã đơn vị mới ở cột to.")
        newcomer = self.coming.setdefault(code, Newcomer(self._new_key(code), code))
        for what, value in (("name", name), ("kind", kind), ("level", level), ("parent", parent)):
            newcomer.say(what, value)
        if parent:
            newcomer.above[TERRITORY] = parent
        if origin is not None:
            newcomer.origins.append(origin)
        return newcomer

    def _new_key(self, code: str) -> str:
        used = {v.unit for v in self.base.versions if v.unit.rpartition("-")[0] == code}
        number = 1 + max((int(key.rpartition("-")[2]) for key in used), default=0)
        return f"{code}-{number}"

    def edge(self, origin: UnitVersion, heir: Newcomer, element: str, share: Fraction | None) -> None:
        """Lead from a unit that ends to one that begins, with what is known of an element."""
        shares = self.edges.setdefault((origin.unit, heir.unit), {})
        if share is None:
            return
        if element in shares:
            raise OfficerError(f"Phần của {origin.code} cho {heir.code}, chỉ số {element}, ghi hai lần.")
        if not 0 <= share <= 1:
            raise OfficerError(f"Phần {share} của {origin.code} cho {heir.code} phải từ 0 đến 1.")
        shares[element] = share

    def changed(self, origin: str, code: str, name: str, kind: str) -> None:
        """Change code, name or kind of a unit that stays; a blank keeps what is."""
        before, now = self._staying(origin)
        fresh = now._replace(code=code or now.code, name=name or now.name, kind=kind or now.kind)
        if fresh == now:
            raise OfficerError(f"Dòng đổi tên của {origin} không đổi gì; ghi tên, loại hoặc mã mới.")
        self.stays[before.unit] = (before, fresh)

    def moved(self, code: str, parent: str, hierarchy: str) -> None:
        """Put a unit that stays, or one that begins, under another parent."""
        if hierarchy not in HIERARCHIES:
            raise OfficerError(f"Không có hệ «{hierarchy}»; dùng một trong: {', '.join(HIERARCHIES)}.")
        if code in self.coming:
            self.coming[code].above[hierarchy] = parent
            return
        before, now = self._staying(code)
        self.explicit.add((before.unit, hierarchy))
        self.stays[before.unit] = (before, _under(now, hierarchy, "→" + parent if parent else None))

    def _staying(self, code: str) -> tuple[UnitVersion, UnitVersion]:
        version = self.standing(code)
        if version.unit in self.ended:
            raise OfficerError(
                f"{version.full_name} (mã {code}) kết thúc trong lần này, không đổi tên hay chuyển được."
            )
        return self.stays.get(version.unit, (version, version))

    def settle(self) -> None:
        """Resolve new parents, let what hangs below follow, and check shares, codes, names and circles."""
        self.begun = {code: self._opened(newcomer) for code, newcomer in self.coming.items()}
        self.stays = {u: (before, self._resolved(now)) for u, (before, now) in self.stays.items()}
        self._follow()
        for unit, (before, now) in list(self.stays.items()):
            if now[:8] == before[:8]:
                raise OfficerError(f"{before.full_name} (mã {before.code}) đã đúng như vậy, không có gì để đổi.")
            stamped = now._replace(valid_from=self.on, opened_by=self.act.key, source=self.act.source)
            self.stays[unit] = (before, stamped)
        self._check_shares()
        self._check_new()
        self._check_circles()

    def _opened(self, new: Newcomer) -> UnitVersion:
        above = {h: "→" + code for h, code in new.above.items() if code}
        for hierarchy in HIERARCHIES:
            parents = {o.parent(hierarchy) for o in new.origins}
            if hierarchy in new.above or not parents:
                continue
            afters = {self._after(p, hierarchy, new.code) if p in self.ended else p for p in parents if p}
            if len(afters) == 1 and None not in parents:
                above |= dict.fromkeys([hierarchy], str(afters.pop())) if None not in afters else {}
            elif hierarchy == TERRITORY and afters:
                raise OfficerError(f"Các đơn vị cũ của {new.code} thuộc những nơi khác nhau; ghi cột parent.")
        return self._resolved(UnitVersion(
            new.unit, new.code, new.told("name"), new.told("kind"), new.told("level"), self.on, None,
            tuple(sorted(above.items())), self.act.key, "", self.act.source,
        ))  # fmt: skip

    def _resolved(self, version: UnitVersion) -> UnitVersion:
        for hierarchy, parent in version.parents:
            if parent.startswith("→"):
                version = _under(version, hierarchy, self._unit_named(parent[1:], version))
        return version

    def _unit_named(self, code: str, child: UnitVersion) -> str:
        if code in self.coming:
            return self.coming[code].unit
        renamed = next((now for _, now in self.stays.values() if now.code == code), None)
        if renamed is not None:
            return renamed.unit
        parent = self.base.bearer(code, self.on)
        if parent.unit in self.ended:
            raise OfficerError(f"{parent.full_name} (mã {code}) kết thúc trong lần này, không nhận {child.code} được.")
        return parent.unit

    def _follow(self) -> None:
        """Move what hangs below a unit that ends."""
        for version in self.base.versions:
            if version.valid_to is not None or version.unit in self.ended:
                continue
            for hierarchy, parent in version.parents:
                if parent in self.ended and (version.unit, hierarchy) not in self.explicit:
                    before, now = self.stays.get(version.unit, (version, version))
                    new = self._after(parent, hierarchy, version.code)
                    self.stays[version.unit] = (before, _under(now, hierarchy, new))

    def _after(self, unit: str, hierarchy: str, child: str) -> str | None:
        heirs = [heir for origin, heir in self.edges if origin == unit]
        gone = self.ended[unit]
        if len(heirs) == 1:
            return heirs[0]
        if heirs:
            raise OfficerError(
                f"{gone.full_name} (mã {gone.code}) bị chia; thêm dòng transfer nêu mã {child} thuộc đơn vị nào."
            )
        above = gone.parent(hierarchy)
        return self._after(above, hierarchy, child) if above in self.ended and above is not None else above

    def _check_shares(self) -> None:
        for unit, version in self.ended.items():
            edges = [e for e in self._edges() if e.origin == unit]
            for element, shares in shares_by_element(edges).items():
                total = sum(shares.values())
                whole = len(shares) == len(edges)
                if total > 1 or (whole and total != 1):
                    raise OfficerError(
                        f"Các phần của {version.full_name} (mã {version.code}), chỉ số {element}, cộng lại bằng "
                        f"{total}, phải bằng 1."
                    )

    def _check_new(self) -> None:
        fresh = [*self.begun.values(), *(now for _, now in self.stays.values())]
        leaving = {v.unit for v in self.ended.values()} | set(self.stays)
        codes: dict[str, str] = {v.code: v.unit for v in self.base.versions
                                 if v.valid_to is None and v.unit not in leaving}  # fmt: skip
        for version in fresh:
            if not (version.name and version.kind and version.level):
                raise OfficerError(f"Đơn vị mới {version.code} thiếu tên, loại hoặc cấp.")
            other = codes.setdefault(version.code, version.unit)
            if other != version.unit:
                raise OfficerError(f"Mã {version.code} đang thuộc một đơn vị khác ngày {show_day(self.on)}.")

    def _check_circles(self) -> None:
        above = {v.unit: dict(v.parents) for v in self.base.versions
                 if v.valid_to is None and v.unit not in self.ended}  # fmt: skip
        fresh = [*self.begun.values(), *(now for _, now in self.stays.values())]
        above |= {v.unit: dict(v.parents) for v in fresh}
        for version in fresh:
            for hierarchy in dict(version.parents):
                met, unit = {version.unit}, dict(version.parents).get(hierarchy)
                while unit is not None:
                    if unit in met:
                        raise OfficerError(f"{version.full_name} (mã {version.code}) thành cấp trên của chính mình.")
                    met.add(unit)
                    unit = above.get(unit, {}).get(hierarchy)

    def _edges(self) -> list[SuccessionEdge]:
        return [
            SuccessionEdge(self.on, a, b, tuple(sorted(shares.items())), self.act.key, self.act.source)
            for (a, b), shares in sorted(self.edges.items())
        ]

    def registry(self) -> Registry:
        """Give the registry after the act."""
        leaving = set(self.ended) | set(self.stays)
        versions = [
            v._replace(valid_to=self.on, closed_by=self.act.key) if v.valid_to is None and v.unit in leaving else v
            for v in self.base.versions
        ]
        versions += self.begun.values()
        versions += (now for _, now in self.stays.values())
        acts = {**self.base.acts, self.act.key: self.act}
        return replace(self.base, versions=tuple(versions), edges=(*self.base.edges, *self._edges()), acts=acts)

    def sentences(self) -> list[str]:
        """Say what the act changes, one sentence a unit."""
        names = {v.unit: v for v in self.begun.values()}
        told = []
        for unit, version in self.ended.items():
            heirs = ", ".join(names[b].full_name for a, b in self.edges if a == unit)
            told.append(f"{version.code} {version.full_name} " + (f"thành {heirs}." if heirs else "kết thúc."))
        for before, now in self.stays.values():
            what = f"thành {now.full_name}" if before[1:4] != now[1:4] else "chuyển đơn vị trực thuộc"
            told.append(f"{before.code} {before.full_name} {what}.")
        return told


def _under(version: UnitVersion, hierarchy: str, parent: str | None) -> UnitVersion:
    above = {h: p for h, p in version.parents if h != hierarchy}
    if parent is not None:
        above[hierarchy] = parent
    return version._replace(parents=tuple(sorted(above.items())))
