"""What a person may do with the accounts of others: follows from the posts in force, as everything does."""

from dataclasses import dataclass, field
from datetime import date

from thidua_web.people.granting import GIVES
from thidua_web.people.models import Post, Role, User, today
from thidua_web.people.reach import Reach, reach_of


@dataclass(frozen=True)
class Authority:
    """Over which units, and which roles, a person's word on accounts goes; ``is_office`` is over everything."""

    is_office: bool = False
    reach: Reach = field(default_factory=Reach)
    roles: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return self.is_office or (bool(self.roles) and (self.reach.everything or bool(self.reach.units)))

    def may_give(self, role: str, unit: int | None) -> bool:
        """Whether a post of this role at this unit is theirs to give and to end."""
        if self.is_office:
            return True
        return role in self.roles and unit is not None and self.reach.covers(unit)

    def covers(self, post: Post) -> bool:
        """Whether they may see this post."""
        return self.is_office or (post.unit_id is not None and self.reach.covers(post.unit_id))

    def may_manage(self, user: User, day: date | None = None) -> bool:
        """Whether the account itself is theirs to disable, enable, reset.

        Every post that is open (or, where none is, every post there was) must be theirs to give: an administrator of
        a commune does not lay hands on someone who is also a verifier of the province.
        """
        if self.is_office:
            return True
        day = day or today()
        every = list(user.posts.all())
        counted = [post for post in every if post.is_open(day)] or every
        return bool(counted) and all(self.may_give(post.role, post.unit_id) for post in counted)


def authority_of(user: User) -> Authority:
    """The authority over accounts that a person's posts give today."""
    if reach_of(user, Role.STANDING_OFFICE).everything:
        return Authority(is_office=True, reach=Reach(everything=True), roles=GIVES[Role.STANDING_OFFICE])
    if not user.holds(Role.UNIT_ADMINISTRATOR):
        return Authority()
    return Authority(reach=reach_of(user, Role.UNIT_ADMINISTRATOR), roles=GIVES[Role.UNIT_ADMINISTRATOR])
