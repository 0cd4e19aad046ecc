"""The hand of the stock site: the same orders as Prongsai's, through Wagtail's own ways."""

from functools import partial

import django

django.setup()

from django.contrib.auth.models import Group, User  # noqa: E402
from django.core.files.base import ContentFile  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.urls import reverse  # noqa: E402
from home.models import HomePage  # noqa: E402
from records.models import DocumentIndexPage, DocumentPage  # noqa: E402
from shared import hand, texts  # noqa: E402
from shared.grow import Specimen, place  # noqa: E402
from wagtail.admin.compare import diff_text  # noqa: E402
from wagtail.documents.models import Document  # noqa: E402

SECTIONS = ("measures", "announcements", "reports", "plans")
grown = []


def make(count):
    """Let the site hold so many documents, and its search index know them."""
    if not grown:
        grown.append(first_record())
    grown[0].multiply(range(DocumentPage.objects.count(), count), list(years()), TOUCHES)
    call_command("update_index", verbosity=0)


def years():
    section = DocumentIndexPage.objects.get(slug="announcements")
    return DocumentIndexPage.objects.child_of(section).order_by("slug")


def first_record():
    """People, sections and years, and one document that has gone through the stock workflow."""
    home = HomePage.objects.get()
    for slug in SECTIONS:
        home.add_child(instance=DocumentIndexPage(title=slug, slug=slug, intro=texts.text(0).summary))
    section = DocumentIndexPage.objects.get(slug="announcements")
    for year in texts.YEARS:
        section.add_child(instance=DocumentIndexPage(title=f"ปีงบประมาณ พ.ศ. {year}", slug=str(year)))
    for name, group in (("editor", "Editors"), ("moderator", "Moderators")):
        User.objects.create_user(name, f"{name}@example.go.th").groups.add(Group.objects.get(name=group))
    specimen = Specimen()
    page = submitted(new_page(texts.text(0)), years().last())
    page.current_workflow_task_state.approve(user=User.objects.get(username="moderator"))
    specimen.take()
    return specimen


def new_page(text):
    content = ContentFile(text.body.encode(), name=text.file_name)
    return DocumentPage(
        title=text.title,
        slug=f"d{text.number}",
        intro=text.summary,
        body=text.body,
        date=text.day,
        number=text.letter,
        division=texts.DIVISIONS[text.division][1],
        document=Document.objects.create(title=text.title, file=content),
    )


def submitted(page, year):
    """The editor's draft, sent to the moderators."""
    editor = User.objects.get(username="editor")
    page.live, page.owner = False, editor
    year.add_child(instance=page)
    page.save_revision(user=editor)
    page.get_workflow().start(page, editor)
    return DocumentPage.objects.get(pk=page.pk)


def published(page, year):
    editor = User.objects.get(username="editor")
    page.live, page.owner = False, editor
    year.add_child(instance=page)
    page.save_revision(user=editor).publish(user=User.objects.get(username="moderator"))


def add_publish(count, start):
    """Add, save a revision, publish it: how long each document took to become public."""
    year = years().last()
    pages = [new_page(texts.text(number)) for number in range(start, start + count)]
    return hand.seconds_of(partial(published, page, year) for page in pages)


def waiting(count, start):
    year = years().last()
    return [_card(submitted(new_page(texts.text(number)), year)) for number in range(start, start + count)]


def _card(page):
    path = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", page.current_workflow_task_state.pk])
    return {"path": path, "form": {"comment": "", "csrfmiddlewaretoken": hand.CSRF}, "page": page.get_url()}


def addresses(count):
    pages = DocumentPage.objects.live().order_by("pk")
    step = max(pages.count() // count, 1)
    return {
        "lists": [year.get_url() for year in years()],
        "documents": [page.get_url() for page in pages[::step]],
    }


def touch_page(row, copy):
    place(row, copy, texts.text(copy.number).title)


def touch_document_page(row, copy):
    text = texts.text(copy.number)
    row |= {"intro": text.summary, "body": text.body, "date": text.day.isoformat(), "number": text.letter}
    row |= {"division": texts.DIVISIONS[text.division][1]}


def changed(letters, turn):
    """The difference as Wagtail's comparison of revisions shows it."""
    before, after = texts.changed(letters, turn)
    return hand.seconds_of([lambda: diff_text(before, after).to_html()])


TOUCHES = {"wagtailcore.Page": touch_page, "records.DocumentPage": touch_document_page}

hand.obey(
    {
        "make": make,
        "add_publish": add_publish,
        "waiting": waiting,
        "addresses": addresses,
        "changes": changed,
        "cookies": lambda: hand.signed_in(User.objects.get(username="moderator")),
    }
)
