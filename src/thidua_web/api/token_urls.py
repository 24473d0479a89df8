"""Addresses of one's own tokens."""

from django.urls import path

from thidua_web.api import views

app_name = "api"
urlpatterns = [
    path("", views.tokens, name="tokens"),
    path("<int:pk>/thu-hoi/", views.revoke, name="revoke"),
]
