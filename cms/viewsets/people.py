"""The site admin's screens for the authority, its divisions, accounts and posts. Everything is saved by an action."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button
from wagtail.users.views import users

from cms.actions import appointments, people
from cms.forms.people import AccountForm, AuthorityForm, DivisionForm, EndPostForm, PostForm
from cms.models import AppointmentRequest, Authority, Division, Membership, User
from cms.policy.appointments import NEEDS_CONFIRMATION
from cms.policy.refusal import Refused
from cms.policy.roles import Role
from cms.policy.sign_in import refusal_to_manage
from cms.thai.dates import thai_date
from cms.views.appointments import sentence_of_waiting
from cms.views.signed_in import SignedInRequest

# What a mixin is mixed into: Wagtail's views, which have no types.
MixedInto: Any = object


class SavesByAction(MixedInto):
    """Mixin of create and edit views: `save` calls an action, whose refusal is shown as an error of the form."""

    request: SignedInRequest
    form: WagtailAdminModelForm

    def save(self, form: WagtailAdminModelForm) -> Model:
        """Call the action with the cleaned data and return the saved object. Raises Refused where it refuses."""
        raise NotImplementedError

    def save_instance(self) -> Model:
        return self.save(self.form)

    def form_valid(self, form: WagtailAdminModelForm) -> HttpResponse:
        """As Wagtail does; where the action refused, the form again with the reason."""
        self.form = form
        try:
            return super().form_valid(form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            self.produced_error_code, self.produced_error_message = "refused", self.get_error_message()
            return self.form_invalid(form)


class SiteAdminViewSet(ModelViewSet):
    """Base of the site admin's screens: in the settings menu, without copying and without export."""

    add_to_settings_menu = True
    copy_view_enabled = False
    list_export: list[str] = []


class EditAuthority(SavesByAction, generic.EditView):
    def save(self, form: AuthorityForm) -> Authority:
        return people.change_authority(self.object.pk, form.cleaned_data, by=self.request.user, pictures=form.pictures)


class AuthorityViewSet(SiteAdminViewSet):
    model = Authority
    name = "cms_authority"
    url_prefix = "authority"
    menu_name = "authority"
    icon = "home"
    menu_label = gettext_lazy("หน่วยงาน")
    menu_order = 100
    edit_view_class = EditAuthority
    list_display = ["name", "short_name", "district", "province"]

    def get_form_class(self, for_update: bool = False) -> type[AuthorityForm]:
        return AuthorityForm


class AddDivision(SavesByAction, generic.CreateView):
    def save(self, form: DivisionForm) -> Division:
        """Add the division to the first authority: an installation has one."""
        data = form.cleaned_data
        return people.add_division(
            Authority.objects.order_by("pk")[0], data["code"], data["name"], phone=data["phone"], by=self.request.user
        )


class EditDivision(SavesByAction, generic.EditView):
    def save(self, form: DivisionForm) -> Division:
        return people.change_division(self.object.pk, form.cleaned_data, by=self.request.user)


class DivisionViewSet(SiteAdminViewSet):
    model = Division
    name = "cms_divisions"
    url_prefix = "divisions"
    menu_name = "divisions"
    icon = "group"
    menu_label = gettext_lazy("กองและสำนัก")
    menu_order = 110
    add_view_class = AddDivision
    edit_view_class = EditDivision
    list_display = ["name", "code", "phone", BooleanColumn("is_open", label=gettext_lazy("ใช้งานอยู่"))]

    def get_form_class(self, for_update: bool = False) -> type[DivisionForm]:
        return DivisionForm


class AddPost(SavesByAction, generic.CreateView):
    def get_initial(self) -> dict[str, object]:
        """Preselects the person named in the URL (`?user=7`), unless the form does not offer that person."""
        return {**super().get_initial(), "user": self.request.GET.get("user")}

    def save(self, form: PostForm) -> Membership | AppointmentRequest:
        """Give the post; one that decides is only asked for."""
        data = dict(form.cleaned_data)
        user, role = data.pop("user"), Role(data.pop("role"))
        action = appointments.ask_to_appoint if role in NEEDS_CONFIRMATION else people.appoint
        return action(user, role, authority=form.instance.authority, by=self.request.user, **data)

    def get_success_url(self) -> str:
        waits = isinstance(self.object, AppointmentRequest)
        return reverse("cms_appointments") if waits else str(super().get_success_url())

    def get_success_message(self, instance: Model) -> str:
        if isinstance(instance, AppointmentRequest):
            return sentence_of_waiting(instance)
        return str(super().get_success_message(instance))

    def get_success_buttons(self) -> list[Button]:
        return [] if isinstance(self.object, AppointmentRequest) else list(super().get_success_buttons())


class EndPost(SavesByAction, generic.EditView):
    page_title = gettext_lazy("สิ้นสุดตำแหน่ง")

    def save(self, form: EndPostForm) -> Membership:
        """End the stored post: the form has written the new last day into its own instance already."""
        post = Membership.objects.get(pk=self.object.pk)
        last_day = None if form.cleaned_data["at_once"] else form.cleaned_data["ends_on"]
        people.end_post(post, by=self.request.user, on=last_day)
        return post


def _last_day(post: Membership) -> str:
    if post.ended_at:
        return _("สิ้นสุดแล้วเมื่อ %(day)s") % {"day": thai_date(post.ended_at)}
    return thai_date(post.ends_on) if post.ends_on else ""


class PostViewSet(SiteAdminViewSet):
    model = Membership
    name = "cms_posts"
    url_prefix = "posts"
    menu_name = "posts"
    icon = "user"
    menu_label = gettext_lazy("ตำแหน่งหน้าที่")
    menu_order = 130
    add_view_class = AddPost
    edit_view_class = EndPost
    list_display = [
        "user",
        Column("role", label=gettext_lazy("บทบาท"), accessor="get_role_display"),
        "division",
        "position",
        Column("starts_on", label=gettext_lazy("ตั้งแต่วันที่"), accessor=lambda post: thai_date(post.starts_on)),
        Column("ends_on", label=gettext_lazy("ถึงวันที่"), accessor=_last_day),
    ]
    list_filter = ["role", "division"]
    search_fields = ["user__first_name", "user__last_name", "user__username", "position"]

    def get_form_class(self, for_update: bool = False) -> type[PostForm | EndPostForm]:
        """A post is created whole, but only its last day is edited."""
        return EndPostForm if for_update else PostForm


class AccountIndex(users.IndexView):
    """Wagtail's list of users with a column of each person's current posts."""

    template_name = "wagtailadmin/generic/index.html"
    results_template_name = "wagtailadmin/generic/listing_results.html"

    @property
    def columns(self) -> list[Column]:
        """Wagtail's columns without bulk actions and superuser flag; the posts come third."""
        shown = [column for column in super().columns if column.name not in ("bulk_actions", "is_superuser")]
        return [*shown[:2], Column("posts", label=gettext_lazy("ตำแหน่งวันนี้"), accessor=_posts_today), *shown[2:]]

    def get_list_more_buttons(self, instance: User) -> list[Button]:
        """Wagtail's buttons and a link to our account screen; none where the user may not manage the account."""
        buttons: list[Button] = super().get_list_more_buttons(instance)
        if refusal_to_manage(target_is_superuser=instance.is_superuser, by_is_superuser=self.request.user.is_superuser):
            return []
        url = reverse("cms_account", args=[instance.pk])
        return [*buttons, Button(_("ลิงก์ตั้งรหัสผ่าน เปิดหรือปิดบัญชีผู้ใช้"), url=url, icon_name="key", priority=50)]


def _posts_today(user: User) -> str:
    return ", ".join(
        post.get_role_display() + (f" {post.division}" if post.division else "")
        for post in user.memberships.current().select_related("division")
    )


class AddAccount(SavesByAction, users.CreateView):
    def save(self, form: AccountForm) -> User:
        return people.open_account(by=self.request.user, **form.cleaned_data)

    def get_success_url(self) -> str:
        """The account screen, where the one-time link for the first password is made."""
        return reverse("cms_account", args=[self.object.pk])


class ManagedAccount(MixedInto):
    """Mixin of views of one account: only a superuser may manage the account of a superuser."""

    def dispatch(self, request: SignedInRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Refuse (403, with the reason as a message) where `refusal_to_manage` names one."""
        target = get_object_or_404(User, pk=kwargs["pk"])
        by_is_superuser = request.user.is_superuser
        if reason := refusal_to_manage(target_is_superuser=target.is_superuser, by_is_superuser=by_is_superuser):
            messages.error(request, reason)
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class EditAccount(SavesByAction, ManagedAccount, generic.EditView):
    context_object_name = "user_account"

    def save(self, form: AccountForm) -> User:
        user = User.objects.get(pk=self.object.pk)
        people.change_account(user, form.cleaned_data, by=self.request.user)
        return user


class DeleteAccount(ManagedAccount, generic.DeleteView):
    def dispatch(self, request: SignedInRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Lead back to the account screen with the reason where the account must not be deleted."""
        if reason := people.refusal_to_delete(get_object_or_404(User, pk=kwargs["pk"])):
            messages.error(request, reason)
            return redirect("cms_account", kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def delete_action(self) -> None:
        people.delete_account(self.object, by=self.request.user)


class UserViewSet(users.UserViewSet):
    """Wagtail's user viewset without groups, superuser flag and passwords: an owner sets the password by a link."""

    index_view_class = AccountIndex
    add_view_class = AddAccount
    edit_view_class = EditAccount
    delete_view_class = DeleteAccount
    copy_view_enabled = False
    template_prefix = ""
    menu_label = gettext_lazy("บัญชีผู้ใช้")
    menu_order = 120
    filterset_class = None
    list_filter = ["is_active"]

    def get_form_class(self, for_update: bool = False) -> type[AccountForm]:
        return AccountForm
