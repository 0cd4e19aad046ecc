"""The PDF that a draft would become, for whoever may read the draft."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from cms.exports.record import render_draft
from cms.permissions.drafting import may_draft
from cms.permissions.grants import grants_of
from cms.views.approvable import approvable_or_404
from cms.views.signed_in import SignedInRequest


@require_safe
def draft_pdf(request: SignedInRequest, content_type: int, pk: int) -> HttpResponse:
    """The latest revision as PDF. Raises PermissionDenied for a user who may neither edit nor read the draft."""
    obj = approvable_or_404(content_type, str(pk))
    division = obj.owning_division_id()
    if not (grants_of(request.user).reads(division) or may_draft(request.user, obj.drafted_by, division)):
        raise PermissionDenied
    return HttpResponse(render_draft(obj.get_latest_revision_as_object()), content_type="application/pdf")
