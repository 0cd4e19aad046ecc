"""A stock site's page type with the same columns, as Wagtail's own tutorial writes it."""

from django.core.paginator import Paginator
from django.db import models
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.documents import get_document_model_string
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index


class DocumentIndexPage(Page):
    """A section, or a year of it."""

    intro = models.TextField(blank=True)

    content_panels = Page.content_panels + ["intro"]

    def get_context(self, request):
        context = super().get_context(request)
        children = self.get_children().live().specific()
        context["children"] = Paginator(children, 100).get_page(request.GET.get("page"))
        return context


class DocumentPage(Page):
    date = models.DateField("Document date")
    number = models.CharField(max_length=60, blank=True)
    division = models.CharField(max_length=120)
    intro = models.TextField(blank=True)
    body = StreamField([("heading", blocks.CharBlock()), ("paragraph", blocks.RichTextBlock())], blank=True)
    document = models.ForeignKey(
        get_document_model_string(), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    search_fields = Page.search_fields + [index.SearchField("intro"), index.SearchField("body")]
    content_panels = Page.content_panels + [
        FieldPanel("date"),
        FieldPanel("number"),
        FieldPanel("division"),
        FieldPanel("intro"),
        FieldPanel("body"),
        FieldPanel("document"),
    ]
