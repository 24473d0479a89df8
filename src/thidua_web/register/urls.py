"""Addresses of the register."""

from django.urls import path

from thidua_web.register import generation_views, share_views, views

app_name = "register"
urlpatterns = [
    path("", views.units, name="units"),
    path("so-sanh/", views.comparison, name="comparison"),
    path("ban-do/", views.cartogram, name="map"),
    path("lan-nap/", generation_views.generations, name="generations"),
    path("lan-nap/moi/", generation_views.stage, name="stage"),
    path("lan-nap/<int:number>/", generation_views.generation, name="generation"),
    path("lan-nap/<int:number>/<slug:deed>/", generation_views.decide, name="decide"),
    path("<str:key>/", views.unit, name="unit"),
    path("<str:key>/phan-chia/", share_views.shares, name="shares"),
]
