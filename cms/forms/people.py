"""Forms about people: signing in, accounts, posts, divisions, and the first password."""

from typing import Any

from django import forms
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.forms.account import NameEmailForm
from wagtail.admin.forms.auth import LoginForm

from cms.actions.people import OF_AN_AUTHORITY
from cms.actions.sign_in import address_of, refusal_to_sign_in
from cms.editor.widgets import ThaiDateField
from cms.forms.pictures import ShownPictureField
from cms.models import Authority, Division, Membership, Picture, User
from cms.policy.contact import refusal_to_link
from cms.policy.roles import Role, refusal_to_hold

PICTURES = ("emblem", "place")


class SignInForm(LoginForm):
    """Wagtail's login form; it checks no password before the wait after earlier failures is over."""

    def clean(self) -> dict[str, object]:
        """Raises ValidationError (code `wait`) during the wait, before the costly hash is computed."""
        username = self.cleaned_data.get("username") or ""
        if reason := refusal_to_sign_in(username, address_of(self.request)):
            raise ValidationError(reason, code="wait")
        return super().clean()


class AccountForm(WagtailAdminModelForm):
    """Name and e-mail address of an account; what its owner may do follows from posts."""

    class Meta:
        model = User
        fields = ["username", "first_name", "last_name", "email"]
        labels = {"username": _("ชื่อผู้ใช้"), "first_name": _("ชื่อ"), "last_name": _("นามสกุล")}
        help_texts = {"username": _("ตัวอักษรอังกฤษ ตัวเลข หรือ @ . + - _ ใช้ตอนเข้าสู่ระบบ")}


class OwnNameForm(NameEmailForm):
    """Wagtail's form of one's own name and e-mail address, to be read: disabled fields ignore what is posted."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.disabled = True
            field.required = False
            field.help_text = _("ผู้ดูแลระบบเป็นผู้เปลี่ยนชื่อและอีเมล")


class PostForm(WagtailAdminModelForm):
    """A new post; only open divisions and active accounts that are no superuser's are offered."""

    class Meta:
        model = Membership
        fields = ["user", "role", "division", "position", "starts_on", "ends_on"]
        field_classes = {"starts_on": ThaiDateField, "ends_on": ThaiDateField}

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = User.objects.filter(is_active=True, is_superuser=False).order_by("username")
        self.fields["division"].queryset = Division.objects.filter(is_open=True)
        self.instance.authority = self.instance.authority if self.instance.authority_id else Authority.objects.first()

    def clean(self) -> dict[str, object]:
        """Reports at the division why the role cannot be given with it, or without one."""
        data = super().clean()
        role = data.get("role")
        if role and (reason := refusal_to_hold(Role(role), has_division=bool(data.get("division")))):
            self.add_error("division", reason)
        return data


class EndPostForm(WagtailAdminModelForm):
    """The end of an existing post: at once, or with a last day. Person, role and division cannot be changed."""

    at_once = forms.BooleanField(
        label=_("สิ้นสุดทันที"),
        required=False,
        initial=True,
        help_text=_("สิทธิทั้งหมดของตำแหน่งนี้หมดไปเมื่อกดบันทึก ถ้าไม่เลือก ตำแหน่งมีผลถึงสิ้นวันที่ระบุ"),
    )

    class Meta:
        model = Membership
        fields = ["ends_on"]
        field_classes = {"ends_on": ThaiDateField}

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].required = False
        self.fields["ends_on"].help_text = _("วันสุดท้ายที่ดำรงตำแหน่ง")
        self.initial["ends_on"] = self.initial.get("ends_on") or timezone.localdate()

    def clean(self) -> dict[str, object]:
        """Asks for the last day where the post does not end at once."""
        data = super().clean()
        if data.get("at_once"):
            return {**data, "ends_on": self.instance.ends_on}
        if not data.get("ends_on") and "ends_on" not in self.errors:
            self.add_error("ends_on", _("ระบุวันสุดท้าย หรือเลือกให้สิ้นสุดทันที"))
        return data


class DivisionForm(WagtailAdminModelForm):
    class Meta:
        model = Division
        fields = ["name", "code", "phone", "is_open"]


class AuthorityForm(WagtailAdminModelForm):
    """What the public reads of the authority, and its two pictures: uploads that the action stores."""

    emblem_file = ShownPictureField(
        label=_("ตราหน่วยงาน"), help_text=_("แสดงที่หัวเว็บ หน้าเข้าสู่ระบบ และเมื่อแชร์ลิงก์ ควรเป็นรูปจัตุรัส")
    )
    place_file = ShownPictureField(label=_("ภาพของตำบล"), help_text=_("แสดงที่หน้าแรก ควรเป็นรูปแนวนอน กว้าง 1200 จุดขึ้นไป"))

    class Meta:
        model = Authority
        fields = OF_AN_AUTHORITY

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in PICTURES:
            self.initial[f"{name}_file"] = getattr(self.instance, name)

    @property
    def pictures(self) -> dict[str, Any]:
        """By field of the authority: an upload, False for the one drawn by us, None for no change."""
        given = {name: self.cleaned_data[f"{name}_file"] for name in PICTURES}
        return {name: None if isinstance(file, Picture) else file for name, file in given.items()}

    def clean_line_address(self) -> str:
        return self._link("line_address")

    def clean_facebook_address(self) -> str:
        return self._link("facebook_address")

    def _link(self, field: str) -> str:
        address: str = self.cleaned_data[field]
        if reason := refusal_to_link(field, address):
            raise ValidationError(reason)
        return address


class PasswordForm(SetPasswordForm):  # type: ignore[type-arg]  # generic in the stubs alone
    """A new password, typed twice, for somebody who opened a one-time link."""


class FirstAdminForm(forms.Form):
    """What a new installation asks: the authority, where there is none yet, and the account of the first site admin."""

    authority_name = forms.CharField(label=_("ชื่อหน่วยงาน"), max_length=200)
    authority_short_name = forms.CharField(label=_("ชื่อย่อ"), max_length=60)
    name = forms.CharField(label=_("ชื่อและนามสกุลของท่าน"), max_length=150)
    username = forms.CharField(label=_("ชื่อผู้ใช้"), max_length=150, validators=[UnicodeUsernameValidator()])
    new_password1 = forms.CharField(
        label=_("รหัสผ่านใหม่"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    new_password2 = forms.CharField(
        label=_("รหัสผ่านใหม่อีกครั้ง"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args: Any, asks_authority: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_authority:
            del self.fields["authority_name"], self.fields["authority_short_name"]

    def clean_username(self) -> str:
        """Raises ValidationError where the name is taken, in whatever case."""
        username: str = self.cleaned_data["username"]
        if User.objects.filter(username__iexact=username).exists():
            raise ValidationError(_("มีผู้ใช้ชื่อนี้แล้ว"))
        return username

    def clean(self) -> dict[str, object]:
        """Compares the two passwords and, where they agree, asks Django's validators with the name in view."""
        data = super().clean() or {}
        first, second = data.get("new_password1"), data.get("new_password2")
        if first and second and first != second:
            self.add_error("new_password2", _("รหัสผ่านสองช่องไม่ตรงกัน"))
        elif first:
            self._check_password(first, User(username=data.get("username", ""), first_name=data.get("name", "")))
        return data

    def _check_password(self, password: str, user: User) -> None:
        try:
            validate_password(password, user)
        except ValidationError as error:
            self.add_error("new_password1", error)
