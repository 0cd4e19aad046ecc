"""The citizen numbers of a content: in its approved fields and rows, in the names and the texts of its files.

The one place that looks for them; whatever makes a content public asks `refusal_to_show` (`cms.policy.citizen_numbers`)
about what is found here. Several contents are examined in the same number of queries as one.
"""

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from django.apps import apps
from django.utils.crypto import salted_hmac

from cms.models import Approvable, CitizenNumberWaiver, DocumentVersion, FileText, Publication
from cms.models.approved_content import approved_rows, field_of, row_model
from cms.models.publication import base_content_type
from cms.policy.canonical import Content
from cms.policy.citizen_numbers import FLAG, Examination, FoundNumber
from cms.policy.lifecycle import Stage
from cms.records.content import canonical_content, content_with_references
from cms.records.wording import labels_of
from cms.thai.citizen import Finding, digits_of, find_citizen_numbers, mask

# An object as Wagtail's revisions name it: base content type, and primary key as text.
Key = tuple[int, str]
TAG = re.compile(r"<[^>]*>")
END_OF_BLOCK = re.compile(r"</(?:p|li|h\d|td|div)>|<br ?/?>", re.IGNORECASE)
# Parts of a block that nobody reads.
INNER = frozenset({"id", "type"})
# Besides the latest draft, these may become public (again): at their time, or at the end of a suspension.
HELD = (Stage.SCHEDULED.value, Stage.SUSPENDED.value, Stage.SUPERSEDED.value)


@dataclass(frozen=True)
class Subject:
    """A content to examine: whose it is and by which model it is described.

    Its files are either those of a canonical content, or references as the stored content of a revision has them.
    """

    key: Key
    model: type[Approvable]
    content: Content

    @classmethod
    def of(cls, obj: Approvable, content: Content) -> Self:
        """The canonical content of an object."""
        return cls((base_content_type(obj).pk, str(obj.pk)), type(obj), content)

    @classmethod
    def of_revision(cls, key: Key, model: type[Approvable], data: Mapping[str, Any]) -> Self:
        """The stored content of a revision, without a query."""
        return cls(key, model, content_with_references(model, data, {}))

    @classmethod
    def of_publication(cls, publication: Publication) -> Self:
        """What a publication attests."""
        key = (publication.content_type_id, publication.object_id)
        return cls(key, apps.get_model(publication.kind), publication.content)


@dataclass
class _Files:
    """The files of several contents: names and hashes by primary key of the version, texts by hash."""

    versions: dict[int, tuple[str, str]] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)
    pages: dict[str, list[str]] = field(default_factory=dict)


def examine(obj: Approvable, content: Content) -> Examination:
    """The citizen numbers of the canonical content of an object, each with whether it is waived."""
    return examine_many([Subject.of(obj, content)])[0]


def examine_publications(publications: Iterable[Publication]) -> Examination:
    """The citizen numbers of several publications together."""
    return _together(examine_many([Subject.of_publication(each) for each in publications]))


def examine_all_of(obj: Approvable) -> Examination:
    """The citizen numbers of all from which an object may become public: its latest draft and what is held back."""
    held = Publication.objects.of(obj).filter(stage__in=HELD)
    draft = Subject.of(obj, canonical_content(obj.get_latest_revision_as_object()))
    return _together(examine_many([draft, *map(Subject.of_publication, held)]))


def examine_many(subjects: Iterable[Subject]) -> list[Examination]:
    """The examinations of several contents, in their order; four queries at most."""
    wanted = list(subjects)
    files = _files_of(wanted)
    found = [list(dict.fromkeys(_numbers_of(subject, files))) for subject in wanted]
    waived = _waived({subject.key for subject, numbers in zip(wanted, found, strict=True) if _blocks(numbers)})
    return [
        Examination(
            numbers=tuple(replace(each, is_waived=(*subject.key, each.key) in waived) for each in numbers),
            unread=tuple(_unread(subject, files)),
        )
        for subject, numbers in zip(wanted, found, strict=True)
    ]


def flag_of_file(text: FileText | None) -> str:
    """The words of the red tag of a file, whatever record it is attached to, or ""."""
    if text is None or not text.citizen_numbers:
        return ""
    findings = (finding for page in text.pages for finding in find_citizen_numbers(page))
    return FLAG if any(finding.blocks_publication for finding in findings) else ""


def number_hash(number: str) -> str:
    """A keyed hash of the digits of a number: without the key, ten billion tries would find the number."""
    return salted_hmac("cms.citizen_number", digits_of(number), algorithm="sha256").hexdigest()


def _together(examinations: list[Examination]) -> Examination:
    numbers = dict.fromkeys(number for each in examinations for number in each.numbers)
    unread = dict.fromkeys(name for each in examinations for name in each.unread)
    return Examination(tuple(numbers), tuple(unread))


def _blocks(numbers: list[FoundNumber]) -> bool:
    return any(number.blocks for number in numbers)


def _files_of(subjects: list[Subject]) -> _Files:
    files = _Files()
    references = {reference for subject in subjects for reference in _file_references(subject.content)}
    if pks := {reference for reference in references if isinstance(reference, int)}:
        rows = DocumentVersion.objects.filter(pk__in=pks).order_by().values_list("pk", "name", "file__sha256")
        files.versions = {pk: (name, sha256) for pk, name, sha256 in rows}
    hashes = {sha256 for _name, sha256 in files.versions.values()}
    hashes |= {reference[1] for reference in references if isinstance(reference, tuple)}
    if hashes:
        texts = FileText.objects.filter(file__sha256__in=hashes)
        states = list(texts.values_list("file__sha256", "state", "citizen_numbers"))
        files.states = {sha256: state for sha256, state, _numbers in states}
        if flagged := [sha256 for sha256, _state, numbers in states if numbers]:
            files.pages = dict(texts.filter(file__sha256__in=flagged).values_list("file__sha256", "pages"))
    return files


def _file_references(value: object) -> Iterator[int | tuple[str, str]]:
    """The files in a content: the primary key of a version, or the name and hash of its bytes."""
    if isinstance(value, dict):
        if isinstance(value.get("documentversion"), int):
            yield value["documentversion"]
        elif "sha256" in value and "document" in value:
            yield str(value.get("name", "")), str(value["sha256"])
        else:
            yield from (found for item in value.values() for found in _file_references(item))
    elif isinstance(value, list):
        yield from (found for item in value for found in _file_references(item))


def _named_files(subject: Subject, files: _Files) -> Iterator[tuple[str, str]]:
    """The name and the hash of each file of a content."""
    for reference in _file_references(subject.content):
        if isinstance(reference, tuple):
            yield reference
        elif reference in files.versions:
            yield files.versions[reference]


def _unread(subject: Subject, files: _Files) -> Iterator[str]:
    return (name for name, sha256 in _named_files(subject, files) if files.states.get(sha256) == FileText.State.WAITING)


def _numbers_of(subject: Subject, files: _Files) -> Iterator[FoundNumber]:
    for place, where, text in _texts(subject):
        for finding in find_citizen_numbers(text):
            yield _found(place, where, finding)
    for name, sha256 in _named_files(subject, files):
        for finding in find_citizen_numbers(name):
            yield _found(sha256, f"ชื่อไฟล์ {_masked_name(name)}", finding)
        for number, page in enumerate(files.pages.get(sha256, ()), start=1):
            for finding in find_citizen_numbers(page):
                yield _found(sha256, f"เอกสาร {_masked_name(name)} หน้า {number}", finding)


def _masked_name(name: str) -> str:
    for finding in reversed(find_citizen_numbers(name)):
        name = name[: finding.start] + mask(finding.text) + name[finding.end :]
    return name


def _found(place: str, where: str, finding: Finding) -> FoundNumber:
    masked = " ".join(mask(finding.text).split())
    return FoundNumber(place, where, masked, number_hash(finding.text), finding.blocks_publication)


def _texts(subject: Subject) -> Iterator[tuple[str, str, str]]:
    """The texts of a content: name of the field, where it is in words, and the text with its label before it.

    The label counts as a word for the number: a bare number in a column “เลขประจำตัวประชาชน” is one.
    """
    labels = labels_of(subject.model)
    for name, value in subject.content.items():
        label = labels.get(name, name)
        if name in approved_rows(subject.model) and isinstance(value, list):
            rows_of = row_model(subject.model, name)
            for place, row in enumerate(value, start=1):
                for cell, inner in row.items() if isinstance(row, dict) else [("", row)]:
                    for text in _plain_texts(inner):
                        yield (
                            name,
                            f"{label} ข้อ {place}",
                            f"{_label_of(rows_of, cell)} {text}",
                        )
        else:
            for text in _plain_texts(value):
                yield name, label, f"{label} {text}"


def _label_of(model: Any, name: str) -> str:
    return str(getattr(field_of(model, name), "verbose_name", ""))


def _plain_texts(value: object) -> Iterator[str]:
    """The leaves of a value as one text; where there are tags, also without them, as a tag may stand in a number."""
    text = "\n".join(_leaves(value))
    if text:
        yield text
    if "<" in text or "&" in text:
        yield html.unescape(TAG.sub("", END_OF_BLOCK.sub("\n", text)))


def _leaves(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if "sha256" not in value and "documentversion" not in value:
            yield from (leaf for name, item in value.items() if name not in INNER for leaf in _leaves(item))
    elif isinstance(value, list):
        yield from (leaf for item in value for leaf in _leaves(item))
    elif isinstance(value, str | int) and not isinstance(value, bool):
        yield str(value)


def _waived(keys: set[Key]) -> set[tuple[int, str, str]]:
    """The waivers of objects, each as the key of the object and that of the number."""
    if not keys:
        return set()
    rows = CitizenNumberWaiver.objects.filter(
        content_type__in={content_type for content_type, _pk in keys}, object_id__in={pk for _type, pk in keys}
    )
    names = ("content_type_id", "object_id", "place", "number_hash")
    return {(content_type, pk, f"{place}:{hashed}") for content_type, pk, place, hashed in rows.values_list(*names)}
