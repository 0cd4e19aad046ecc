"""Accounts, posts and divisions in the admin."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from cms.views import accounts, appointments
from cms.viewsets.people import AuthorityViewSet, DivisionViewSet, PostViewSet


@hooks.register("register_admin_viewset")
def people_viewsets() -> list[ViewSet]:
    """The viewsets of authorities, divisions and posts; that of accounts is set in `cms.apps.PeopleConfig`."""
    return [AuthorityViewSet(), DivisionViewSet(), PostViewSet()]


@hooks.register("register_admin_urls")
def account_urls() -> list[URLPattern]:
    """The URLs of the page of one account, and of what waits for a second person."""
    return [
        path("accounts/<int:pk>/", accounts.account, name="cms_account"),
        path("appointments/", appointments.requests, name="cms_appointments"),
        path("appointments/<int:pk>/settle/", appointments.settle, name="cms_appointment_settle"),
    ]


class AppointmentsMenuItem(MenuItem):
    """Link to what waits for a second person, shown to those who may be one."""

    def is_shown(self, request: HttpRequest) -> bool:
        return appointments.may_see_requests(request.user)


@hooks.register("register_admin_menu_item")
def appointments_menu_item() -> MenuItem:
    """The link below that to the list of publications."""
    return AppointmentsMenuItem(
        _("รอผู้ยืนยัน"), reverse("cms_appointments"), name="appointments", icon_name="user", order=30
    )
