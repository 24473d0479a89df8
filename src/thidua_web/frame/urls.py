"""Home, help, search, the style page, health."""

from django.urls import path

from thidua_web.frame import views

urlpatterns = [
    path("", views.home, name="home"),
    path("tim/", views.search, name="search"),
    path("giup/", views.help_index, name="help"),
    path("giup/<slug:shelf>/<slug:page>/", views.help_page, name="help-page"),
    path("kieu-mau/", views.style, name="style"),
    path("suc-khoe/", views.health, name="health"),
]
