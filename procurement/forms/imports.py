"""The file of procurements that an officer brings in, and what its columns mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cms.extraction.kinds import extension
from cms.forms.rows import MEGABYTE, SheetFileField
from cms.models import Division
from cms.tabular.reading import ACCEPTED, KINDS, MAX_BYTES
from procurement.policy.sheet_heads import LABELS, Field

CHOICES = [(what.value, label) for what, label in LABELS.items()]


class ImportFileForm(forms.Form):
    """A file, and for which division its drafts are where the officer drafts for several. A job reads it."""

    file = SheetFileField()
    division: Any = forms.ModelChoiceField(
        queryset=Division.objects.none(),
        label=_("กอง/สำนักเจ้าของเรื่อง"),
        empty_label=None,
        error_messages={"required": _("เลือกกองหรือสำนัก"), "invalid_choice": _("เลือกกองหรือสำนักจากรายการ")},
    )

    def __init__(self, *args: Any, divisions: QuerySet[Division], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        only = divisions[:2]
        field: Any = self.fields["division"]
        field.queryset, field.required = divisions, len(only) != 1
        self.only = only[0] if len(only) == 1 else None

    def clean_file(self) -> "UploadedFile[Any]":
        """The file, where its kind and size are what the reading takes."""
        upload: UploadedFile[Any] = self.cleaned_data["file"]
        kind = extension(upload.name or "")
        if kind not in KINDS:
            words = _("เลือกไฟล์ตาราง %(kinds)s ไฟล์ที่เลือกเป็น .%(kind)s")
            raise ValidationError(words % {"kinds": ACCEPTED, "kind": kind[:20] or _("ไม่ทราบชนิด")})
        if (upload.size or 0) > MAX_BYTES:
            words = _("ไฟล์ใหญ่เกิน %(size)s MB แบ่งเป็นหลายไฟล์")
            raise ValidationError(words % {"size": MAX_BYTES // MEGABYTE})
        return upload

    def clean_division(self) -> Division | None:
        """The chosen division, or the only one."""
        return self.cleaned_data["division"] or self.only


@dataclass(frozen=True)
class ColumnChoice:
    """A column of a sheet with the input of its meaning; the same head in another sheet has the same one."""

    name: str
    column: Mapping[str, str]
    is_first: bool

    @property
    def options(self) -> list[tuple[str, str, bool]]:
        """What it may mean: value, label, whether that is so now."""
        found = [("", str(_("ไม่นำเข้า"))), *CHOICES]
        return [(value, label, value == self.column["field"]) for value, label in found]

    @property
    def label(self) -> str:
        """What it means now."""
        return LABELS.get(Field(self.column["field"]), str(_("ไม่นำเข้า")))


def column_choices(columns: Sequence[Mapping[str, str]]) -> list[tuple[str, list[ColumnChoice]]]:
    """The columns by sheet, each with the name of its input."""
    heads = list(dict.fromkeys(column["head"] for column in columns))
    sheets: dict[str, list[ColumnChoice]] = {}
    seen: set[str] = set()
    for column in columns:
        choice = ColumnChoice(f"column-{heads.index(column['head'])}", column, column["head"] not in seen)
        sheets.setdefault(column["sheet"], []).append(choice)
        seen.add(column["head"])
    return list(sheets.items())


def chosen_columns(columns: Sequence[Mapping[str, str]], data: QueryDict) -> dict[str, str]:
    """What was chosen for each head; what was not asked stays as it is."""
    return {
        choice.column["head"]: data.get(choice.name, choice.column["field"])
        for _sheet, choices in column_choices(columns)
        for choice in choices
        if choice.is_first
    }
