"""Addresses of the documents app, under /van-ban/."""

from django.urls import path

from thidua_web.documents import confirming, job_views, originals, register_views, views

app_name = "documents"
urlpatterns = [
    path("", views.documents, name="list"),
    path("tai-len/", views.upload, name="upload"),
    path("doc/<int:pk>/", job_views.job, name="job"),
    path("doc/<int:pk>/dung/", job_views.cancel, name="job-cancel"),
    path("doc/<int:pk>/bo/", job_views.dismiss, name="job-dismiss"),
    path("so/", register_views.register, name="register"),
    path("so/<int:pk>/", register_views.instrument, name="instrument"),
    path("<int:pk>/", confirming.document, name="document"),
    path("<int:pk>/chap-nhan/", confirming.accept_all, name="accept-undoubted"),
    path("<int:pk>/hoan-tac/", confirming.undo, name="undo"),
    path("<int:pk>/bo/", views.drop, name="drop"),
    path("<int:pk>/them/", confirming.add, name="add"),
    path("<int:pk>/tep-goc/", originals.original, name="original"),
    path("<int:pk>/trang/<int:number>.png", originals.page_picture, name="page-picture"),
    path("muc/<int:pk>/quyet-dinh/", confirming.decide, name="decide"),
    path("muc/<int:pk>/sua/", confirming.correct, name="correct"),
    path("muc/<int:pk>/bo/", confirming.reject, name="reject"),
]
