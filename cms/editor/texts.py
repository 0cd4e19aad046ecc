"""Forms of what is approved: invisible characters are removed, forbidden ones refused at their field."""

from typing import Any

from cms.models.approved_text import TEXT_FIELDS, refusal_of_value, stored_text

# What the mixin is mixed into: Wagtail's model forms, which have no types.
MixedInto: Any = object


class TextsMixin(MixedInto):
    """Mixin of the forms of pages, snippets and rows that are approved; goes before Wagtail's own form."""

    def _clean_fields(self) -> None:
        """Django's, then the texts: the model gets them without invisible characters."""
        super()._clean_fields()
        for name, value in list(self.cleaned_data.items()):
            field = self._text_field(name)
            if field is None:
                continue
            text = stored_text(field, value)
            if reason := refusal_of_value(field, text, is_required=self.fields[name].required):
                self.add_error(name, reason)
            else:
                self.cleaned_data[name] = text

    def _text_field(self, name: str) -> Any:
        """The text field of the model behind a field of the form, or None."""
        fields = {field.name: field for field in self._meta.model._meta.concrete_fields}
        field = fields.get(name)
        return field if isinstance(field, TEXT_FIELDS) and not field.choices else None
