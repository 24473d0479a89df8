"""Addresses of the scoreboards, under /bang-diem/."""

from django.urls import path

from thidua_web.dashboards import baseline_views, binding_views, unit_views, views

app_name = "dashboards"
urlpatterns = [
    path("", views.boards, name="boards"),
    path("so-lieu-goc/", baseline_views.baseline, name="baseline"),
    path("cong-nhan-goc/", baseline_views.recognitions, name="recognitions"),
    path("<int:pk>/", views.board, name="board"),
    path("<int:pk>/chi-tieu/<str:lineage>/", views.target, name="target"),
    path("<int:pk>/don-vi/", unit_views.units, name="units"),
    path("<int:pk>/don-vi/<str:key>/", unit_views.unit, name="unit"),
    path("<int:pk>/do-bang-gi/", binding_views.bindings, name="bindings"),
    path("<int:pk>/do-bang-gi/bieu/", binding_views.make_form, name="make_form"),
]
