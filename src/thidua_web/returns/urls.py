"""Addresses of collection."""

from django.urls import path

from thidua_web.returns import (
    answer_views,
    deadline_views,
    evidence_views,
    forms_views,
    inheriting_views,
    together_views,
    views,
    workbook_views,
)

app_name = "returns"
urlpatterns = [
    path("", views.obligations, name="obligations"),
    path("lich-han/", deadline_views.deadlines, name="deadlines"),
    path("lich-han/dia-chi/", deadline_views.open_feed, name="open_feed"),
    path("lich-han/bo-dia-chi/", deadline_views.close_feed, name="close_feed"),
    path("lich-han/<str:secret>.ics", deadline_views.feed, name="feed"),
    path("bieu-mau/", forms_views.forms, name="forms"),
    path("bieu-mau/moi/", forms_views.make, name="make_form"),
    path("bieu-mau/<slug:key>/", forms_views.form, name="form"),
    path("bieu-mau/<slug:key>/giao-ky/", forms_views.oblige, name="oblige"),
    path("lich-su/<str:key>/<slug:element>/", views.history, name="history"),
    path("bieu-mau/<slug:key>/bo/", forms_views.drop, name="drop_form"),
    path("bieu-mau/<slug:key>/thu-hoi/", forms_views.take_back, name="take_back"),
    path("bieu-mau/<slug:key>/<str:period>/so-lieu.<str:kind>", together_views.together, name="together"),
    path("minh-chung/<int:number>/", evidence_views.download, name="evidence"),
    path("minh-chung/<int:number>/bo/", evidence_views.drop, name="drop_evidence"),
    path("<int:pk>/", answer_views.answer, name="answer"),
    path("<int:pk>/luu/", answer_views.save, name="save"),
    path("<int:pk>/moi-nhat/", answer_views.latest, name="latest"),
    path("<int:pk>/gui/", answer_views.submit, name="submit"),
    path("<int:pk>/rut-lai/", answer_views.withdraw, name="withdraw"),
    path("<int:pk>/don-vi-cu/", inheriting_views.inherited, name="inherited"),
    path("<int:pk>/minh-chung/", evidence_views.attach, name="attach"),
    path("<int:pk>/bieu.xlsx", workbook_views.download, name="workbook"),
    path("<int:pk>/nop-excel/", workbook_views.upload, name="upload"),
    path("nhieu-don-vi/<slug:key>/<str:period>/", workbook_views.many, name="many"),
    path("nhieu-don-vi/<slug:key>/<str:period>/bieu.xlsx", workbook_views.download_many, name="workbook_many"),
    path("tep/<int:number>/", workbook_views.received, name="received"),
    path("tep/<int:number>/goc/", workbook_views.original, name="original"),
]
