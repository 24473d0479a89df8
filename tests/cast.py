"""The cast: the same few people in every web test, so that a test says only what is special about it.

* ``office``: the standing office of the province, sees and does what an office does;
* ``leader``: reads only;
* ``officer``: an officer of one commune;
* ``neighbor``: an officer of the commune next door;
* ``verifier``: verifies returns;
* ``stranger``: has an account and no post.
"""

from datetime import date

from django.test import Client

from thidua_web.people.models import Post, Role, User

PASSWORD = "mat-khau-thu-2026"

PEOPLE: dict[str, tuple[str, str, Role | None]] = {
    "office": ("Trần Thị Thường Trực", "Cơ quan thường trực tỉnh", Role.STANDING_OFFICE),
    "leader": ("Lê Lãnh Đạo", "UBND tỉnh", Role.LEADER),
    "officer": ("Nguyễn Cán Bộ", "Xã An Bình", Role.UNIT_OFFICER),
    "neighbor": ("Phạm Láng Giềng", "Xã Bình Minh", Role.UNIT_OFFICER),
    "verifier": ("Võ Thẩm Định", "Cơ quan thường trực tỉnh", Role.VERIFIER),
    "stranger": ("Đỗ Người Lạ", "", None),
}


def person(name: str) -> User:
    """This member of the cast, made on first mention."""
    found = User.objects.filter(username=name).first()
    if found:
        return found
    full_name, unit, role = PEOPLE[name]
    user = User.objects.create_user(name, PASSWORD, full_name=full_name, email=f"{name}@example.vn", unit_text=unit)
    if role:
        Post.objects.create(user=user, role=role, unit_text=unit, valid_from=date(2020, 1, 1))
    return user


def browser(name: str) -> Client:
    """A test client signed in as this member of the cast."""
    client = Client()
    client.force_login(person(name))
    return client
