"""Documents and pictures in the admin: our views at Wagtail's addresses, and the chooser of versions."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from wagtail import hooks

from cms.views import library
from cms.viewsets.documents import VersionChooserViewSet, viewset


def closed(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """An address of Wagtail's at which files would be kept unexamined."""
    raise Http404


# Before Wagtail's own, which have the same addresses and so lead here.
@hooks.register("register_admin_urls", order=-10)
def library_urls() -> list[URLPattern]:
    return [
        path("documents/", library.LibraryView.as_view(), name="cms_library"),
        path("documents/results/", library.LibraryView.as_view(results_only=True), name="cms_library_results"),
        path("documents/edit/<int:document_id>/", library.EditView.as_view(), name="cms_document_edit"),
        path("documents/delete/<int:document_id>/", library.DeleteView.as_view(), name="cms_document_delete"),
        path("documents/multiple/add/", library.AddManyView.as_view(), name="cms_documents_add"),
        path("documents/multiple/<int:doc_id>/delete/", library.delete_of_many, name="cms_documents_delete"),
        path("documents/multiple/create_from_uploaded_document/<int:pk>/", closed, name="cms_documents_closed"),
        path("images/multiple/add/", library.AddManyPicturesView.as_view(), name="cms_pictures_add"),
    ]


@hooks.register("register_admin_viewset")
def version_chooser() -> VersionChooserViewSet:
    return viewset
