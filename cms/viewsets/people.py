"""The site admin's screens for the authority, its divisions, accounts and posts. Everything is saved by an action."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button
from wagtail.users.views import users

from cms.actions import people
from cms.forms.people import AccountForm, AuthorityForm, DivisionForm, EndPostForm, PostForm
from cms.models import Authority, Division, Membership, User
from cms.policy.refusal import Refused
from cms.policy.roles import Role
from cms.policy.sign_in import refusal_to_manage
from cms.thai.dates import thai_date

# What a mixin is mixed into: Wagtail's views, whose types nobody knows.
MixedInto: Any = object


class SavesByAction(MixedInto):
    """Mixed into a create or edit view: the action decides, and a refusal is shown as an error of the form."""

    request: Any
    form: Any

    def save(self, form: Any) -> Any:
        raise NotImplementedError

    def save_instance(self) -> Any:
        return self.save(self.form)

    def form_valid(self, form: Any) -> HttpResponse:
        self.form = form
        try:
            return super().form_valid(form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            self.produced_error_code, self.produced_error_message = "refused", str(refusal)
            return self.form_invalid(form)


class SiteAdminViewSet(ModelViewSet):
    """What all of the site admin's screens share."""

    add_to_settings_menu = True
    copy_view_enabled = False
    list_export: list[str] = []


class EditAuthority(SavesByAction, generic.EditView):
    def save(self, form: Any) -> Authority:
        return people.change_authority(self.object.pk, form.cleaned_data, by=self.request.user)


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

    def get_form_class(self, for_update: bool = False) -> Any:
        return AuthorityForm


class AddDivision(SavesByAction, generic.CreateView):
    def save(self, form: Any) -> Division:
        data = form.cleaned_data
        return people.add_division(
            Authority.objects.order_by("pk")[0], data["code"], data["name"], phone=data["phone"], by=self.request.user
        )


class EditDivision(SavesByAction, generic.EditView):
    def save(self, form: Any) -> Division:
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

    def get_form_class(self, for_update: bool = False) -> Any:
        return DivisionForm


class AddPost(SavesByAction, generic.CreateView):
    def get_initial(self) -> dict[str, Any]:
        """The person from whose account one came (`?user=7`); one that the form does not offer is not chosen."""
        return {**super().get_initial(), "user": self.request.GET.get("user")}

    def save(self, form: Any) -> Membership:
        data = dict(form.cleaned_data)
        user, role = data.pop("user"), Role(data.pop("role"))
        return people.appoint(user, role, authority=form.instance.authority, by=self.request.user, **data)


class EndPost(SavesByAction, generic.EditView):
    page_title = gettext_lazy("สิ้นสุดตำแหน่ง")

    def save(self, form: Any) -> Membership:
        post = Membership.objects.get(pk=self.object.pk)
        people.end_post(post, by=self.request.user, on=form.cleaned_data["ends_on"])
        return post


def _last_day(post: Membership) -> str:
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

    def get_form_class(self, for_update: bool = False) -> Any:
        return EndPostForm if for_update else PostForm


class AccountIndex(users.IndexView):
    """Accounts and who holds which post today."""

    template_name = "wagtailadmin/generic/index.html"
    results_template_name = "wagtailadmin/generic/listing_results.html"

    @property
    def columns(self) -> list[Any]:
        kept = [column for column in super().columns if column.name not in ("bulk_actions", "is_superuser")]
        return [*kept[:2], Column("posts", label=gettext_lazy("ตำแหน่งวันนี้"), accessor=_posts_today), *kept[2:]]

    def get_list_more_buttons(self, instance: User) -> list[Button]:
        buttons: list[Button] = super().get_list_more_buttons(instance)
        if refusal_to_manage(target_is_superuser=instance.is_superuser, by_is_superuser=self.request.user.is_superuser):
            return []
        url = reverse("cms_account", args=[instance.pk])
        return [*buttons, Button(_("ลิงก์ตั้งรหัสผ่าน เปิดหรือปิดบัญชี"), url=url, icon_name="key", priority=50)]


def _posts_today(user: User) -> str:
    return ", ".join(
        post.get_role_display() + (f" {post.division}" if post.division else "")
        for post in user.memberships.current().select_related("division")
    )


class AddAccount(SavesByAction, users.CreateView):
    def save(self, form: Any) -> User:
        return people.open_account(by=self.request.user, **form.cleaned_data)

    def get_success_url(self) -> str:
        return reverse("cms_account", args=[self.object.pk])


class ManagedAccount(MixedInto):
    """Mixed into views of one account: a superuser's is nobody's business here."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        target = get_object_or_404(User, pk=kwargs["pk"])
        user: Any = request.user
        if reason := refusal_to_manage(target_is_superuser=target.is_superuser, by_is_superuser=user.is_superuser):
            messages.error(request, reason)
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class EditAccount(SavesByAction, ManagedAccount, generic.EditView):
    context_object_name = "user_account"

    def save(self, form: Any) -> User:
        user = User.objects.get(pk=self.object.pk)
        people.change_account(user, form.cleaned_data, by=self.request.user)
        return user


class DeleteAccount(ManagedAccount, generic.DeleteView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if reason := people.refusal_to_delete(get_object_or_404(User, pk=kwargs["pk"])):
            messages.error(request, reason)
            return redirect("cms_account", kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def delete_action(self) -> None:
        people.delete_account(self.object, by=self.request.user)


class UserViewSet(users.UserViewSet):
    """Accounts: no groups, no superusers, no passwords typed by others."""

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

    def get_form_class(self, for_update: bool = False) -> Any:
        return AccountForm
