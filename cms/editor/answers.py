"""The form's part of what is odd about a draft: each warning with a box for the officer's answer."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.panels import FieldPanel

from cms.policy.characters import refusal_of_text, without_invisible
from cms.policy.draft_warnings import DraftWarning

LONGEST = 1000
MOST = 50


class AnswersWidget(forms.Widget):
    """A box under each warning; code and figures go with it, so that an answer never stands for other figures."""

    template_name = "cms/admin/answers.html"
    warnings: Sequence[DraftWarning] = ()

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """The warnings; what was posted stands in the boxes of a form that is shown again."""
        context = super().get_context(name, value, attrs)
        posted = {(each["code"], tuple(each["figures"])): each["answer"] for each in value or ()}
        boxes = [
            {
                "name": f"{name}-{place}",
                "warning": each,
                "about": json.dumps([each.code, each.figures], ensure_ascii=False),
                "answer": posted.get((each.code, each.figures), each.answer),
            }
            for place, each in enumerate(self.warnings)
        ]
        return context | {"boxes": boxes, "longest": LONGEST}

    def value_from_datadict(self, data: Mapping[str, Any], files: object, name: str) -> list[dict[str, Any]]:
        """The answers as they were posted, each with its code and figures; what was not asked so is left out."""
        found = [_answer(data.get(f"{name}-{place}-about"), data.get(f"{name}-{place}")) for place in range(MOST)]
        return [each for each in found if each]

    def value_omitted_from_data(self, data: Mapping[str, Any], files: object, name: str) -> bool:
        """Never: without boxes nothing is answered."""
        return False


class AnswersFormField(forms.Field):
    """The answers to the warnings of a draft; sentences are added when the draft is saved."""

    widget = AnswersWidget

    def __init__(self, *, warnings: Sequence[DraftWarning], label: Any) -> None:
        super().__init__(required=False, label=label)
        self.warnings = warnings
        self.widget.warnings = warnings

    def clean(self, value: Any) -> list[dict[str, Any]]:
        """Raises ValidationError for an answer that hides characters or is too long."""
        answers = [{**each, "answer": str(without_invisible(each["answer"])).strip()} for each in value or ()]
        for each in answers:
            if reason := refusal_of_text(str(self.label), each["answer"]):
                raise ValidationError(reason)
            if len(each["answer"]) > LONGEST:
                raise ValidationError(_("คำชี้แจงยาวได้ไม่เกิน %(most)s ตัวอักษร") % {"most": f"{LONGEST:,}"})
        return answers

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether an answer differs."""
        return _texts(initial) != _texts(data)


class AnswersPanel(FieldPanel):
    """The warnings of the draft as it was saved last; not shown where nothing is odd."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            """Whether anything is odd."""
            field = self.form.fields.get(self.field_name) if self.form is not None else None
            return bool(super().is_shown() and getattr(field, "warnings", ()))


def _texts(answers: Any) -> list[tuple[str, Any, str]]:
    return sorted((each["code"], [*each["figures"]], each["answer"]) for each in answers or () if each["answer"])


def _answer(about: Any, answer: Any) -> dict[str, Any] | None:
    try:
        code, figures = json.loads(about or "")
    except (ValueError, TypeError):
        return None
    if not isinstance(code, str) or not isinstance(figures, list) or not all(isinstance(each, str) for each in figures):
        return None
    return {"code": code, "figures": figures, "answer": str(answer or "")}
