"""App configuration; connects the search index to the signals of publishing and text extraction."""

from typing import TYPE_CHECKING

from django.apps import AppConfig

from cms.policy.registration import JobKind, NavigationLink, Place, Registrations
from cms.signals import file_text_changed, publication_changed

if TYPE_CHECKING:
    from cms.models import FileText, Publication


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "ค้นหา"
    registers = Registrations(
        navigation=(NavigationLink("ค้นหาทั้งเว็บไซต์", "search", (Place.HELP,)),),
        reserved_addresses=("search",),
        jobs=(JobKind("search.tasks.index_publication", "จัดเรื่องเข้าดัชนีค้นหา", "search.views.index_lines"),),
    )

    def ready(self) -> None:
        publication_changed.connect(on_publication, dispatch_uid="search.publication")
        file_text_changed.connect(on_file_text, dispatch_uid="search.file_text")


def on_publication(publication: "Publication", **kwargs: object) -> None:
    """Receiver: index the object of a publication whose stage changed."""
    from search.actions import refresh  # models are not ready when this module is read

    refresh(publication)


def on_file_text(file_text: "FileText", **kwargs: object) -> None:
    """Receiver: index the publications of a file whose text was extracted."""
    from search.actions import refresh_files

    refresh_files(file_text)
