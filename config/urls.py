"""The URL patterns of the site. Ours come before Wagtail's, so that our views with their rules take precedence."""

from django.conf import settings
from django.contrib.staticfiles.urls import staticfiles_urlpatterns
from django.urls import include, path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from cms.views.admin_guard import guarded

urlpatterns = [
    path("admin/", include(decorate_urlpatterns(wagtailadmin_urls.urlpatterns, guarded))),
    path("", include("cms.urls")),
    path("search/", include("search.urls")),
    path("procurement/", include("procurement.urls")),
    # Renditions of pictures, nothing else; in production the web server in front serves them (docs/how-to/operate.md).
    path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}, name="media"),
    *staticfiles_urlpatterns(),
    path("", include(wagtail_urls)),
]

handler400 = "cms.views.errors.bad_request"
handler404 = "cms.views.errors.not_found"
