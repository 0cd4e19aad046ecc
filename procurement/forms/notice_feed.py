"""The file of a feed of e-GP that an officer chooses, and what kind its notices are where they do not say."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from cms.extraction.feeds import MAX_BYTES, TOO_LARGE
from cms.extraction.sandbox import SandboxError
from cms.forms.uploads import as_file
from procurement.importing.notice_feed import read_feed
from procurement.policy.codes import NOTICE_KINDS, NoticeKind


class NoticeFeedForm(forms.Form):
    """An RSS file; its items are read in the sandbox when the form is cleaned."""

    file = forms.FileField(
        label=_("ไฟล์ RSS จากระบบ e-GP"),
        help_text=_("ไฟล์ .xml ที่บันทึกจากหน้า RSS ของระบบ e-GP ขนาดไม่เกิน 5 MB"),
        error_messages={"required": _("เลือกไฟล์ก่อน"), "empty": _("ไฟล์นี้ว่างเปล่า เลือกไฟล์ใหม่")},
        widget=forms.FileInput(attrs={"accept": ".xml,.rss"}),
    )
    kind = forms.ChoiceField(
        label=_("ชนิดของประกาศที่ไฟล์ไม่ได้บอกชนิด"),
        required=False,
        choices=[("", _("อ่านจากไฟล์")), *((kind.value, NOTICE_KINDS[kind]) for kind in NoticeKind)],
    )

    def clean_file(self) -> list[dict[str, str]]:
        """The items of the file."""
        upload: UploadedFile[Any] = self.cleaned_data["file"]
        if (upload.size or 0) > MAX_BYTES:
            raise ValidationError(TOO_LARGE)
        with as_file(upload) as path:
            try:
                return read_feed(path)
            except SandboxError as problem:
                raise ValidationError(str(problem)) from problem
