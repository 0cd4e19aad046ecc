"""Wagtail's picture views in the admin: without bulk actions, and deleting by our action."""

from django.http import HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Column
from wagtail.images.forms import get_image_form
from wagtail.images.views import images as stock
from wagtail.images.views import multiple as stock_multiple

from cms.actions import pictures
from cms.forms.documents import BatchMixin
from cms.forms.pictures import PictureForm
from cms.models import Picture
from cms.views.library import ShowsRefusal
from cms.views.signed_in import SignedInRequest


class PicturesView(stock.IndexView):
    """The library of pictures of one's divisions; bulk actions are closed, so it shows no checkboxes for them."""

    @property
    def columns(self) -> list[Column]:
        """Wagtail's columns without the checkboxes."""
        return [column for column in super().columns if not isinstance(column, stock.BulkActionsColumn)]


class AddManyView(stock_multiple.AddView):
    """Upload of several pictures: each file is inspected on arrival, and one that fails is not stored."""

    def get_upload_form_class(self) -> type:
        """Our picture form, with all errors on the file (see `BatchMixin`)."""
        return type("BatchPictureForm", (BatchMixin, get_image_form(self.model)), {})

    def save_object(self, form: PictureForm) -> Picture:
        """Save by the form, which calls our action."""
        return form.save()


class DeleteView(ShowsRefusal, stock.DeleteView):
    """Deletes a picture that was never used, by our action; a refusal is shown on the same page."""

    context_object_name = "image"  # for Wagtail's template, which shows the picture

    @property
    def confirmation_message(self) -> str:
        """In our words: Wagtail's do not say that a used picture cannot be deleted."""
        return _("ลบรูปภาพนี้หรือไม่ ลบได้เฉพาะรูปภาพที่ไม่เคยใช้ในเรื่องใด")

    def delete_action(self) -> None:
        """Raises Refused where the picture is used (`form_valid` shows the reason)."""
        pictures.delete_picture(self.object, by=self.request.user)


def delete_of_many(request: SignedInRequest, image_id: int) -> HttpResponse:
    """Delete a picture that was just uploaded with others; JSON as of Wagtail's view, 405 for other methods."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    picture = get_object_or_404(Picture, pk=image_id)
    pictures.delete_picture(picture, by=request.user)
    return JsonResponse({"success": True, "image_id": image_id})
