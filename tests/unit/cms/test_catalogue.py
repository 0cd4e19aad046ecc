"""The Thai of the admin: complete for what is installed, true to its source, compiled as it is written.

A new Wagtail brings new sentences: `test_everything_said_by_the_app_has_thai` names them; they go into the .po, whose
head says how the .mo is made.
"""

import importlib.util
import re
import unicodedata
from datetime import timedelta
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.contrib.humanize.templatetags.humanize import naturaltime
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, override, pgettext
from django.utils.translation.trans_real import DjangoTranslation
from wagtail.admin.localization import get_js_translation_strings

CATALOGUES = Path(settings.BASE_DIR) / "cms" / "locale" / "th" / "LC_MESSAGES"
DOMAINS = ("django", "djangojs")
APPS = (
    "wagtail",
    "wagtail.admin",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.users",
    "wagtail.search",
    "wagtail.sites",
    "wagtail.embeds",
    "wagtail.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.styleguide",
    "wagtail.contrib.table_block",
    "wagtail.contrib.typed_table_block",
    "django.conf",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "taggit",
)
# The welcome page of a Django without URLs; nobody sees it here.
NEVER_SHOWN = {
    "The install worked successfully! Congratulations!",
    'View <a href="https://docs.djangoproject.com/en/%(version)s/releases/" target="_blank" rel="noopener">'
    "release notes</a> for Django %(version)s",
    'You are seeing this page because <a href="https://docs.djangoproject.com/en/%(version)s/ref/settings/#debug" '
    'target="_blank" rel="noopener">DEBUG=True</a> is in your settings file and you have not configured any URLs.',
    "Django Documentation",
    "Topics, references, &amp; how-to’s",
    "Tutorial: A Polling App",
    "Connect, get help, or contribute",
}
# What Wagtail fills in here is at times the word None, or the name of a workflow or task that nobody here says.
LEFT_UNSAID = {
    "%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s": {"%(model_name)s"},
    "Submit to %(workflow_name)s": {"%(workflow_name)s"},
    "Resubmit to %(task_name)s": {"%(task_name)s"},
    "The %(model_name)s could not be saved as it is locked": {"%(model_name)s"},
    "Page '%(page_title)s' created.": {"%(page_title)s"},
}
SAME_IN_THAI = {"URL", "IPv4", "IPv6", "Wagtail API v2"}

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sdr]|\{\w*\}")
THAI = re.compile("[ก-ฮ]")
TAG = re.compile(r"<[^<>]+>")
# Spellings and loan words that the first Thai translations of Wagtail are full of; the right word is beside each.
NOT_OUR_WORDS = {
    "อัพโหลด": "อัปโหลด",
    "อัพเดท": "ปรับปรุง",
    "เซฟ": "บันทึก",
    "ก๊อปปี้": "คัดลอก",
    "ลิงค์": "ลิงก์",
    "เว็บไซด์": "เว็บไซต์",
    "สิทธิ์": "สิทธิ",
    "จัดพิมพ์": "เผยแพร่",
    "แท็กซ์": "ป้ายกำกับ",
    "กรุณา": "โปรด",
}


def entries_of(path):
    """The living entries of a .po or .mo by context and source sentence."""
    catalogue = polib.mofile(str(path)) if path.suffix == ".mo" else polib.pofile(str(path))
    return {(entry.msgctxt, entry.msgid): entry for entry in catalogue if not entry.obsolete}


def thai_of(entry):
    """What is shown; Thai has one form for every number."""
    return entry.msgstr_plural[0] if entry.msgid_plural else entry.msgstr


def locale_folder(app):
    return Path(importlib.util.find_spec(app).origin).parent / "locale"


def source_entries(app, domain):
    path = locale_folder(app) / "en" / "LC_MESSAGES" / f"{domain}.po"
    return entries_of(path) if path.exists() else {}


OURS = {domain: entries_of(CATALOGUES / f"{domain}.po") for domain in DOMAINS}
EVERY_ENTRY = [entry for domain in DOMAINS for entry in OURS[domain].values()]


def says_something(sentence):
    """Whether there are words beside what is filled in: "%(from)s - %(to)s" has none."""
    return bool(re.search("[A-Za-z]", TAG.sub("", PLACEHOLDER.sub("", sentence))))


@pytest.mark.parametrize("domain", DOMAINS)
def test_the_compiled_catalogue_is_the_written_one(domain):
    compiled = {key: thai_of(entry) for key, entry in entries_of(CATALOGUES / f"{domain}.mo").items()}

    assert compiled == {key: thai_of(entry) for key, entry in OURS[domain].items()}


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("suffix", ["po", "mo"])
def test_thai_has_one_plural_form(domain, suffix):
    path = CATALOGUES / f"{domain}.{suffix}"
    metadata = (polib.mofile if suffix == "mo" else polib.pofile)(str(path)).metadata

    assert metadata["Plural-Forms"] == "nplurals=1; plural=0;"
    assert all(set(entry.msgstr_plural) == {0} for entry in OURS[domain].values() if entry.msgid_plural)


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("app", APPS)
def test_everything_said_by_the_app_has_thai(app, domain):
    untranslated = {msgid for _, msgid in source_entries(app, domain).keys() - OURS[domain].keys()}
    upstream = locale_folder(app) / "th" / "LC_MESSAGES" / f"{domain}.mo"
    if upstream.exists():
        untranslated -= {msgid for (_, msgid), entry in entries_of(upstream).items() if thai_of(entry)}

    assert untranslated - NEVER_SHOWN == set()


def test_nothing_is_left_empty_or_in_english():
    in_english = {
        entry.msgid
        for entry in EVERY_ENTRY
        if not thai_of(entry).strip() or (says_something(entry.msgid) and not THAI.search(thai_of(entry)))
    }

    assert in_english == SAME_IN_THAI


def test_what_is_filled_in_is_filled_in_in_thai_too():
    """Where English has two forms, Thai follows the plural: the form for a single thing often names no number."""
    wrong = {
        entry.msgid
        for entry in EVERY_ENTRY
        if set(PLACEHOLDER.findall(thai_of(entry)))
        != set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid)) - LEFT_UNSAID.get(entry.msgid, set())
    }

    assert wrong == set()


def test_tags_are_kept():
    wrong = {
        entry.msgid
        for entry in EVERY_ENTRY
        if sorted(TAG.findall(thai_of(entry))) != sorted(TAG.findall(entry.msgid_plural or entry.msgid))
    }

    assert wrong == set()


def test_space_around_a_sentence_is_kept():
    def edges(text):
        return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]

    assert {entry.msgid for entry in EVERY_ENTRY if edges(entry.msgid) != edges(thai_of(entry))} == set()


@pytest.mark.parametrize(("word", "ours"), NOT_OUR_WORDS.items())
def test_one_word_for_one_thing(word, ours):
    assert [entry.msgid for entry in EVERY_ENTRY if word in thai_of(entry)] == [], f"the word here is {ours}"


def test_thai_is_typed_as_thai():
    """Two เ are no แ, ํ and า are no ำ, and nothing invisible stands between letters."""
    mistyped = re.compile("เเ|ํา|[\u200b-\u200f\ufeff]")

    assert [entry.msgid for entry in EVERY_ENTRY if mistyped.search(thai_of(entry))] == []
    assert [entry.msgid for entry in EVERY_ENTRY if not unicodedata.is_normalized("NFC", thai_of(entry))] == []


def test_page_and_script_say_the_same():
    shared = OURS["django"].keys() & OURS["djangojs"].keys()

    assert len(shared) > 20
    assert {key for key in shared if thai_of(OURS["django"][key]) != thai_of(OURS["djangojs"][key])} == set()


@pytest.mark.parametrize(
    ("english", "thai"),
    [
        ("Awaiting your review", "รอการพิจารณาของคุณ"),
        ("Save draft", "บันทึกฉบับร่าง"),
        ("Submit for moderation", "ส่งขออนุมัติ"),
        ("Request changes", "ส่งกลับแก้ไข"),
        ("Publish", "เผยแพร่"),
        ("Unpublish", "ถอนการเผยแพร่"),
        ("Snippets", "ข้อมูลทะเบียน"),
        ("Enable custom keyboard shortcuts specific to Wagtail.", "เปิดใช้แป้นพิมพ์ลัดของระบบ"),
        ("This field is required.", "จำเป็นต้องกรอกข้อมูลในช่องนี้"),
        ("This password is too common.", "รหัสผ่านนี้มีผู้ใช้กันทั่วไป เดาได้ง่าย"),
    ],
)
def test_the_site_speaks_our_thai(english, thai):
    """Ours comes before the Thai of Wagtail and Django."""
    with override("th"):
        assert gettext(english) == thai


@pytest.mark.parametrize(
    ("past", "expected"),
    [
        (timedelta(0), "ขณะนี้"),
        (timedelta(minutes=5, seconds=1), "5 นาทีที่ผ่านมา"),
        (timedelta(days=3, seconds=1), "3\N{NO-BREAK SPACE}วันที่ผ่านมา"),
        (timedelta(days=-3, seconds=-1), "อีก 3\N{NO-BREAK SPACE}วัน"),
    ],
)
def test_time_passes_in_thai_though_humanize_is_not_installed(past, expected):
    """Wagtail borrows the filter without its app, and so without the Thai of the app."""
    with override("th"):
        assert naturaltime(timezone.now() - past) == expected


def test_numbers_and_contexts_reach_our_thai():
    with override("th"):
        one, many = (ngettext("Publish 1 page", "Publish %(counter)s pages", n) % {"counter": n} for n in (1, 5))
        status = pgettext("Task", "Successful")

    assert (one, many) == ("เผยแพร่ 1 หน้า", "เผยแพร่ 5 หน้า")
    assert status == "สำเร็จ"


def test_the_scripts_of_the_admin_get_our_thai():
    """As Wagtail's own view of its script catalogue puts it together."""
    catalogue = DjangoTranslation("th", domain="djangojs", localedirs=[str(locale_folder("wagtail.admin"))])

    assert catalogue.gettext("Changes have been autosaved.") == "บันทึกการแก้ไขอัตโนมัติแล้ว"
    assert catalogue.ngettext("%(num)s error", "%(num)s errors", 3) == "ข้อผิดพลาด %(num)s รายการ"


def test_every_sentence_the_admin_hands_to_its_scripts_is_thai():
    """Names of months and days for the date picker, and the words of bulk actions."""

    def sentences(value):
        if isinstance(value, dict):
            return [text for part in value.values() for text in sentences(part)]
        if isinstance(value, list | tuple):
            return [text for part in value for text in sentences(part)]
        return [str(value)] if isinstance(value, str | Promise) else []

    with override("th"):
        expected = sentences(get_js_translation_strings())

    assert expected
    assert [text for text in expected if not THAI.search(text)] == []
