"""Every address of the site. Ours stand before Wagtail's, so that nothing stock answers where we have a rule."""

from django.conf import settings
from django.conf.urls.static import static
from django.contrib.staticfiles.urls import staticfiles_urlpatterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from cms.views.doors import guarded

urlpatterns = [
    path("admin/", include(decorate_urlpatterns(wagtailadmin_urls.urlpatterns, guarded))),
    path("", include("cms.urls")),
    path("search/", include("search.urls")),
    path("procurement/", include("procurement.urls")),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    *staticfiles_urlpatterns(),
    path("", include(wagtail_urls)),
]

handler404 = "cms.views.errors.not_found"
