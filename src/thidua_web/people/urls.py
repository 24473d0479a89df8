"""Sign-in, sign-out, one's own account, the accounts of others. Addresses are ours; names allauth's where it asks."""

from allauth.account import views as account
from django.urls import include, path

from thidua_web.people import (
    account_views,
    correcting_views,
    intake_views,
    lending_views,
    listing_views,
    moving_views,
    province_views,
    views,
)

urlpatterns = [
    path("dang-nhap/", account.login, name="account_login"),
    path("lan-dau/", views.first_sign_in, name="first_sign_in"),
    path("dang-xuat/", account.logout, name="account_logout"),
    path("ngon-ngu/", views.choose_language, name="set-language"),
    path("tai-khoan/", views.account, name="account"),
    path("tai-khoan/mat-khau/", account.password_change, name="account_change_password"),
    path("tai-khoan/xac-nhan/", account.reauthenticate, name="account_reauthenticate"),
    path("tai-khoan/ngung-hoat-dong/", account.account_inactive, name="account_inactive"),
    path("tai-khoan/lop-bao-ve/", include("allauth.mfa.urls")),
    path("tai-khoan/danh-sach/", account_views.accounts, name="accounts"),
    path("tai-khoan/moi/", account_views.make, name="make_account"),
    path("tai-khoan/phieu/", account_views.reset_never_signed_in, name="reset_never_signed_in"),
    path("tai-khoan/nap/", intake_views.intake, name="intake"),
    path("tai-khoan/nap/mau.xlsx", intake_views.blank, name="intake_blank"),
    path("tai-khoan/nap/mo/", intake_views.commit, name="intake_commit"),
    path("tai-khoan/tinh/", province_views.own_provinces, name="own_provinces"),
    path("tai-khoan/tinh/<int:pk>/bo/", province_views.drop, name="drop_own_province"),
    path("tai-khoan/ai-thay-gi/", listing_views.who_sees_what, name="who_sees_what"),
    path("tai-khoan/danh-sach-goi/", listing_views.call_list, name="call_list"),
    path("tai-khoan/don-vi-khong-con/", moving_views.stranded, name="stranded_posts"),
    path("tai-khoan/nguoi/<int:pk>/", account_views.one_account, name="one_account"),
    path("tai-khoan/nguoi/<int:pk>/sua/", correcting_views.correct, name="correct_account"),
    path("tai-khoan/nguoi/<int:pk>/vi-tri/", account_views.give_post, name="give_post"),
    path("tai-khoan/nguoi/<int:pk>/ngung/", account_views.disable, name="disable_account"),
    path("tai-khoan/nguoi/<int:pk>/mo-lai/", account_views.enable, name="enable_account"),
    path("tai-khoan/nguoi/<int:pk>/cap-lai/", account_views.reset, name="reset_account"),
    path("tai-khoan/vi-tri/<int:pk>/ket-thuc/", account_views.end_post, name="end_post"),
    path("tai-khoan/vi-tri/<int:pk>/ban-giao/", account_views.hand_over, name="hand_over"),
    path("tai-khoan/vi-tri/<int:pk>/lam-thay/", lending_views.lend, name="lend_post"),
    path("tai-khoan/vi-tri/<int:pk>/thoi-thay/", lending_views.take_back, name="take_back_post"),
    path("tai-khoan/vi-tri/<int:pk>/thay/", account_views.appoint_deputy, name="appoint_deputy"),
]
