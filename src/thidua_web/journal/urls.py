"""The journal's pages."""

from django.urls import path

from thidua_web.journal import views

urlpatterns = [path("", views.journal, name="journal")]
