"""Addresses of verification."""

from django.urls import path

from thidua_web.verification import views

app_name = "verification"
urlpatterns = [
    path("", views.waiting, name="waiting"),
    path("tiep-nhan-nhieu/", views.accept_many, name="accept_many"),
    path("tra-lai-nhieu/", views.send_back_many, name="send_back_many"),
    path("<int:pk>/tiep-nhan/", views.accept, name="accept"),
    path("<int:pk>/tra-lai/", views.send_back, name="send_back"),
    path("<int:pk>/khoa/", views.lock, name="lock"),
    path("<int:pk>/mo-lai/", views.reopen, name="reopen"),
]
