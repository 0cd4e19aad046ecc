"""The addresses of the site, and that of the sample snippet."""

from config.urls import handler400, handler404
from config.urls import urlpatterns as of_the_site
from tests.sample.notices import urlpatterns as of_the_sample

__all__ = ["handler400", "handler404", "urlpatterns"]

urlpatterns = [*of_the_sample, *of_the_site]
