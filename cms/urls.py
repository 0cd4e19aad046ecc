"""The public URLs of the platform that are not pages of the tree."""

from django.contrib.sitemaps.views import sitemap
from django.urls import URLPattern, URLResolver, path

from cms.views import documents, first_admin, integrity, login, pictures, public

urlpatterns: list[URLPattern | URLResolver] = [
    path("setup/<str:secret>/", first_admin.setup, name="setup"),
    path("_util/<path:rest>", login.frontend_login_disabled),
    path("integrity/", integrity.heads, name="integrity"),
    path("integrity.json", integrity.heads_json, name="integrity_json"),
    path("documents/publication/<int:pk>.pdf", public.publication_pdf, name="publication_pdf"),
    path("documents/publication/<int:pk>.json", public.publication_data, {"form": "json"}, name="publication_json"),
    path("documents/publication/<int:pk>.xlsx", public.publication_data, {"form": "xlsx"}, name="publication_xlsx"),
    path(
        "documents/publication/<int:pk>/<slug:table>.csv",
        public.publication_data,
        {"form": "csv"},
        name="publication_csv",
    ),
    path("documents/<uuid:uuid>/", documents.document, name="document"),
    path("documents/<uuid:uuid>/v<int:number>/", documents.version, name="document_version"),
    path("pictures/<uuid:uuid>/<slug:size>/", pictures.picture, name="picture"),
    path("robots.txt", public.robots, name="robots"),
    path("sitemap.xml", sitemap, {"sitemaps": public.SITEMAPS}, name="sitemap"),
]
