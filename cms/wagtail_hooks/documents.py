"""Documents and pictures in the admin: our views at Wagtail's URLs, and the chooser of document versions."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from wagtail import hooks

from cms.views import library, picture_library
from cms.viewsets.documents import VersionChooserViewSet, viewset


def closed(request: HttpRequest, **kwargs: object) -> HttpResponse:
    """404 instead of a view of Wagtail that would store files without inspecting them."""
    raise Http404


# Before Wagtail's own, which have the same paths: Django takes the first that matches.
@hooks.register("register_admin_urls", order=-10)
def library_urls() -> list[URLPattern]:
    """The URLs of the document library and of uploads, most of them Wagtail's own with our views."""
    return [
        path("documents/", library.LibraryView.as_view(), name="cms_library"),
        path("documents/results/", library.LibraryView.as_view(results_only=True), name="cms_library_results"),
        path("documents/edit/<int:document_id>/", library.EditView.as_view(), name="cms_document_edit"),
        path("documents/delete/<int:document_id>/", library.DeleteView.as_view(), name="cms_document_delete"),
        path("documents/multiple/add/", library.AddManyView.as_view(), name="cms_documents_add"),
        path("documents/multiple/<int:doc_id>/delete/", library.delete_of_many, name="cms_documents_delete"),
        path("documents/multiple/create_from_uploaded_document/<int:pk>/", closed, name="cms_documents_closed"),
        path("images/", picture_library.PicturesView.as_view(), name="cms_pictures"),
        path("images/results/", picture_library.PicturesView.as_view(results_only=True), name="cms_pictures_results"),
        path("images/<int:image_id>/delete/", picture_library.DeleteView.as_view(), name="cms_picture_delete"),
        path("images/multiple/add/", picture_library.AddManyView.as_view(), name="cms_pictures_add"),
        path("images/multiple/<int:image_id>/delete/", picture_library.delete_of_many, name="cms_pictures_delete"),
        path("images/multiple/create_from_uploaded_image/<int:pk>/", closed, name="cms_pictures_closed"),
    ]


@hooks.register("register_admin_viewset")
def version_chooser() -> VersionChooserViewSet:
    """The chooser of document versions in forms and blocks."""
    return viewset
