"""Every address of the site; each app keeps its own list."""

from django.urls import include, path

from thidua_web.api.urls import urls as api

urlpatterns = [
    path("", include("thidua_web.frame.urls")),
    path("", include("thidua_web.people.urls")),
    path("chuong-trinh/", include("thidua_web.programme.urls")),
    path("van-ban/", include("thidua_web.documents.urls")),
    path("don-vi/", include("thidua_web.register.urls")),
    path("so-lieu/", include("thidua_web.returns.urls")),
    path("xac-minh/", include("thidua_web.verification.urls")),
    path("bang-diem/", include("thidua_web.dashboards.urls")),
    path("tai-khoan/ma-truy-cap/", include("thidua_web.api.token_urls")),
    path("api/v1/", api),
    path("nhat-ky/", include("thidua_web.journal.urls")),
]

handler400 = "thidua_web.frame.views.bad_request"
handler403 = "thidua_web.frame.views.permission_denied"
handler404 = "thidua_web.frame.views.page_not_found"
handler429 = "thidua_web.frame.views.too_many_requests"
handler500 = "thidua_web.frame.views.server_error"
