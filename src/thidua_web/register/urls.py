"""Addresses of the register."""

from django.urls import path

from thidua_web.register import entry_views, generation_views, share_views, views

app_name = "register"
urlpatterns = [
    path("", views.units, name="units"),
    path("so-sanh/", views.comparison, name="comparison"),
    path("ban-do/", views.cartogram, name="map"),
    path("viec-sap-xep/", entry_views.act, name="act"),
    path("nhap/", entry_views.intake, name="intake"),
    path("nhap/mau.xlsx", entry_views.template, name="template"),
    path("ranh-gioi/", entry_views.boundaries, name="boundaries"),
    path("lan-nap/", generation_views.generations, name="generations"),
    path("lan-nap/moi/", generation_views.stage, name="stage"),
    path("lan-nap/<int:number>/", generation_views.generation, name="generation"),
    path("lan-nap/<int:number>/<slug:deed>/", generation_views.decide, name="decide"),
    path("<str:key>/", views.unit, name="unit"),
    path("<str:key>/phan-chia/", share_views.shares, name="shares"),
]
