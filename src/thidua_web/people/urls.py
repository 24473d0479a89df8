"""Sign-in, sign-out, one's own account. Names are allauth's, addresses are ours."""

from allauth.account import views as account
from django.urls import include, path

from thidua_web.people import views

urlpatterns = [
    path("dang-nhap/", account.login, name="account_login"),
    path("dang-xuat/", account.logout, name="account_logout"),
    path("tai-khoan/", views.account, name="account"),
    path("tai-khoan/mat-khau/", account.password_change, name="account_change_password"),
    path("tai-khoan/xac-nhan/", account.reauthenticate, name="account_reauthenticate"),
    path("tai-khoan/ngung-hoat-dong/", account.account_inactive, name="account_inactive"),
    path("tai-khoan/lop-bao-ve/", include("allauth.mfa.urls")),
]
