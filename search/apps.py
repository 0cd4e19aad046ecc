"""Search listens to what becomes public."""

from typing import Any

from django.apps import AppConfig

from cms.signals import file_text_changed, publication_changed


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "ค้นหา"

    def ready(self) -> None:
        publication_changed.connect(on_publication, dispatch_uid="search.publication")
        file_text_changed.connect(on_file_text, dispatch_uid="search.file_text")


def on_publication(publication: Any, **kwargs: Any) -> None:
    from search.actions import refresh  # models are not ready when this module is read

    refresh(publication)


def on_file_text(file_text: Any, **kwargs: Any) -> None:
    from search.actions import refresh_files

    refresh_files(file_text)
