"""Addresses of the scoreboards, under /bang-diem/."""

from django.urls import path

from thidua_web.dashboards import binding_views

app_name = "dashboards"
urlpatterns = [
    path("<int:pk>/do-bang-gi/", binding_views.bindings, name="bindings"),
    path("<int:pk>/do-bang-gi/bieu/", binding_views.make_form, name="make_form"),
]
