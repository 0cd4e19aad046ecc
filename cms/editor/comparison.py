"""Wagtail's comparison of two revisions, with the differences of the approver's screen: nothing hidden, and bounded.

Wagtail's own compares texts letter by letter in quadratic time and rows each with each, without structure and files.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import models
from django.template.loader import get_template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin import compare
from wagtail.admin.panels import ObjectList, TabbedInterface
from wagtail.fields import RichTextField

from cms.models import Approvable
from cms.policy.changes import changes
from cms.policy.differences import Mark, text_pieces
from cms.policy.rich_text import rich_text_in_words
from cms.records.change_units import numbered_labels, shown_change
from cms.records.content import canonical_content
from cms.records.wording import reading
from cms.thai.invisible import mark_hidden
from cms.thai.words import segment

CSS_CLASS = {Mark.SAME: "", Mark.ADDED: "addition", Mark.REMOVED: "deletion"}


class ContentComparison:
    """The comparison of two objects by their canonical contents, as one field of Wagtail's comparison view."""

    is_field, is_child_relation = True, False

    def __init__(self, old: Approvable, new: Approvable) -> None:
        model = type(new)
        before, after = (reading(model, canonical_content(each)) for each in (old, new))
        cut = partial(segment, terms=new.authority.terms)
        found = changes(before, after, numbered_labels(model), tokenise=cut)
        self.changed = [shown_change(model, each) for each in found if each.is_changed]

    def field_label(self) -> str:
        """The heading of the only row."""
        return _("สิ่งที่เปลี่ยน")

    def has_changed(self) -> bool:
        """Whether anything differs."""
        return bool(self.changed)

    def htmldiff(self) -> SafeString:
        """Each changed field or row, as on the approver's screen."""
        template = get_template("cms/admin/change.html")
        shown = ((template.render({"shown": change, "public": True}),) for change in self.changed)
        return format_html_join("", "{}", shown)


class ComparedByContent:
    """Mixin of the topmost panel of an approvable type: its revisions are compared by their contents."""

    def get_comparison(self) -> list[Callable[[Approvable, Approvable], ContentComparison]]:
        """What Wagtail calls with the two objects."""
        return [ContentComparison]


class ApprovableTabs(TabbedInterface):
    """The tabs of an approvable page."""

    class BoundPanel(ComparedByContent, TabbedInterface.BoundPanel):
        pass


class ApprovablePanels(ObjectList):
    """The panels of an approvable snippet."""

    class BoundPanel(ComparedByContent, ObjectList.BoundPanel):
        pass


class TextComparison(compare.TextFieldComparison):
    """The comparison of a text of any other page or snippet, in bounded time."""

    def htmldiff(self) -> SafeString:
        """The text with what was removed and added."""
        pieces = text_pieces(self.in_words(self.val_a), self.in_words(self.val_b))
        return format_html_join(
            "", "{}", ((format_html('<span class="{}">{}</span>', CSS_CLASS[each.mark], each.text),) for each in pieces)
        )

    def in_words(self, value: Any) -> str:
        """The value with hidden characters marked."""
        return mark_hidden(str(value or ""))


class RichTextComparison(TextComparison):
    """The comparison of rich text, with its structure in words."""

    def in_words(self, value: Any) -> str:
        """The rich text in words."""
        return rich_text_in_words(str(value or ""))


def register_comparisons() -> None:
    """Let Wagtail compare every text field with ours."""
    for field in (models.CharField, models.TextField):
        compare.register_comparison_class(field, comparison_class=TextComparison)
    compare.register_comparison_class(RichTextField, comparison_class=RichTextComparison)
