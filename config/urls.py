"""The URL patterns of the site. Ours come before Wagtail's, so that our views with their rules take precedence."""

from django.contrib.staticfiles.urls import staticfiles_urlpatterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from cms.views.admin_guard import guarded
from cms.views.own_account import OwnAccountView

urlpatterns = [
    path("admin/account/", guarded(require_admin_access(OwnAccountView.as_view())), name="wagtailadmin_account"),
    path("admin/", include(decorate_urlpatterns(wagtailadmin_urls.urlpatterns, guarded))),
    path("", include("cms.urls")),
    path("search/", include("search.urls")),
    path("procurement/", include("procurement.urls")),
    *staticfiles_urlpatterns(),
    path("", include(wagtail_urls)),
]

handler400 = "cms.views.errors.bad_request"
handler404 = "cms.views.errors.not_found"
