"""Public addresses of the ground floor."""

from django.urls import URLPattern, URLResolver, path

from cms.views import integrity

urlpatterns: list[URLPattern | URLResolver] = [
    path("integrity/", integrity.heads, name="integrity"),
    path("integrity.json", integrity.heads_json, name="integrity_json"),
]
