"""Lists and choosers of pages show the drafts of one's own division."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.query import PageQuerySet

from cms.models.scope import pages_linked_by, pages_read_by


@hooks.register("construct_explorer_page_queryset")
def explorer_of_the_division(parent_page: Any, pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    return pages_read_by(request.user, pages)


@hooks.register("construct_page_chooser_queryset")
def chooser_of_the_division(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    return pages_linked_by(request.user, pages)
