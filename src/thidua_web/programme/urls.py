"""Addresses of the programme app, under /chuong-trinh/."""

from django.urls import path

from thidua_web.programme import calendar_views, from_paper, renewal_views, views, writing

app_name = "programme"
urlpatterns = [
    path("", views.programmes, name="list"),
    path("moi/", writing.draft, name="draft"),
    path("tu-van-ban/<int:pk>/", from_paper.confirm, name="from-paper"),
    path("<int:pk>/", views.part, {"part": "targets"}, name="targets"),
    path("<int:pk>/nhiem-vu/", views.part, {"part": "tasks"}, name="tasks"),
    path("<int:pk>/thoi-han/", views.part, {"part": "deadlines"}, name="deadlines"),
    path("<int:pk>/lich/", calendar_views.calendar, name="calendar"),
    path("<int:pk>/lich/dang-ky/", calendar_views.one_address, name="feeds"),
    path("dang-ky-lich/<int:pk>/thu-hoi/", calendar_views.revoke, name="revoke-feed"),
    path("dang-ky-lich/<str:secret>.ics", calendar_views.feed, name="feed"),
    path("<int:pk>/mo-hinh/", views.part, {"part": "initiatives"}, name="initiatives"),
    path("<int:pk>/can-cu/", views.part, {"part": "legal-bases"}, name="legal-bases"),
    path("<int:pk>/de-ngoai/", views.part, {"part": "omissions"}, name="omissions"),
    path("<int:pk>/trang-thai/", views.move, name="move"),
    path("<int:pk>/sua-doi/", writing.amend, name="amend"),
    path("<int:pk>/thong-tin/", writing.describe, name="describe"),
    path("<int:pk>/xac-nhan/", writing.confirm_version, name="confirm-version"),
    path("<int:pk>/bo-sua-doi/", writing.drop_version, name="drop-version"),
    path("<int:pk>/ban-moi/<int:document>/", renewal_views.changes, name="changes"),
    path("thay-doi/<int:pk>/", renewal_views.decide, name="decide-change"),
    path("<int:pk>/muc/<str:kind>/", writing.write_entry, name="add-entry"),
    path("<int:pk>/muc/<str:kind>/<str:lineage>/", writing.write_entry, name="write-entry"),
    path("<int:pk>/muc/<str:kind>/<str:lineage>/bo/", writing.remove_entry, name="remove-entry"),
]
