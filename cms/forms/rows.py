"""The file of rows that an officer chooses, and the confirmation of what was read from it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from cms.forms.uploads import as_file
from cms.tabular.reading import ACCEPTED, KINDS, MAX_BYTES, read_upload
from cms.tabular.sheets import Sheet, SheetError

MEGABYTE = 1024 * 1024
ADD, REPLACE = "add", "replace"


class SheetFileField(forms.FileField):
    """A file of sheets in the kinds that the reading takes."""

    def __init__(self) -> None:
        nothing = _("เลือกไฟล์ก่อน")
        super().__init__(
            label=_("ไฟล์ตาราง"),
            help_text=_("%(kinds)s ขนาดไม่เกิน %(size)s MB") % {"kinds": ACCEPTED, "size": MAX_BYTES // MEGABYTE},
            error_messages={
                **dict.fromkeys(("required", "missing", "invalid"), nothing),
                "empty": _("ไฟล์นี้ว่างเปล่า ไม่มีข้อมูลอยู่ข้างใน เลือกไฟล์ใหม่"),
            },
            widget=forms.FileInput(attrs={"accept": ",".join(f".{kind}" for kind in KINDS)}),
        )


class RowsFileForm(forms.Form):
    """A file of rows; its sheets are read in the sandbox when the form is cleaned."""

    file = SheetFileField()

    def clean_file(self) -> list[Sheet]:
        """The sheets of the file."""
        upload: UploadedFile[Any] = self.cleaned_data["file"]
        with as_file(upload) as path:
            try:
                return read_upload(path, upload.name or "")
            except SheetError as problem:
                raise ValidationError(str(problem)) from problem


class ConfirmRowsForm(forms.Form):
    """Whether the rows that were read come after those that are there, or in their place."""

    mode = forms.ChoiceField(
        label=_("นำเข้าอย่างไร"),
        choices=[(ADD, ""), (REPLACE, "")],
        widget=forms.RadioSelect,
        error_messages={"required": _("เลือกว่าจะเพิ่มต่อท้ายหรือแทนรายการเดิม")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        before, new = kwargs.pop("before"), kwargs.pop("new")
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["mode"]
        choice.choices = [
            (ADD, _("เพิ่มต่อท้าย (เดิม %(before)s แถว จะเป็น %(all)s แถว)") % {"before": before, "all": before + new}),
            (REPLACE, _("แทนรายการเดิมทั้งหมด (%(before)s แถวเดิมจะถูกเอาออก)") % {"before": before}),
        ]
