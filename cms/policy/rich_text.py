"""Rich text (HTML of the editor) as words that an approver reads: paragraphs, headings, lists, bold, links and targets.

Plain values in. What belongs to the text stands as it is, what the mark-up says stands in brackets: `⟦ตัวหนา⟧`.
"""

from html.parser import HTMLParser

from cms.thai.invisible import mark, mark_hidden, unescape_hidden

INLINE = {
    "b": "ตัวหนา",
    "strong": "ตัวหนา",
    "i": "ตัวเอียง",
    "em": "ตัวเอียง",
    "u": "ขีดเส้นใต้",
    "s": "ขีดฆ่า",
    "sup": "ตัวยก",
    "sub": "ตัวห้อย",
}
HEADINGS = {f"h{level}": f"หัวข้อระดับ {level}" for level in range(1, 7)}
LISTS = ("ul", "ol")
# Written by the editor for itself, shown to nobody.
OF_THE_EDITOR = frozenset({"data-block-key"})
LINK_TYPES = {"page": "หน้าในเว็บไซต์หมายเลข", "document": "เอกสารหมายเลข"}


def rich_text_in_words(html: str) -> str:
    """The text with its structure: `<p>ก <b>ข</b></p><ul><li>ค</li></ul>` is `ก ⟦ตัวหนา⟧ข⟦จบตัวหนา⟧`, then `– ค`."""
    reader = _Reader()
    reader.feed(unescape_hidden(html))
    reader.close()
    return "".join(reader.words).strip("\n")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.counts: list[
            int | None
        ] = []  # a list within lists: the number of its last item, or None where it has none

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # Of a name given twice a browser takes the first.
        said = {name: value or "" for name, value in reversed(attrs) if name not in OF_THE_EDITOR}
        if tag in LISTS:
            self._open_list(tag)
        elif tag == "li":
            self._open_item()
        elif tag == "a":
            self.words.append(mark(f"ลิงก์ไป {_target(said)}"))
            return
        elif tag == "br":
            self.words.append(mark("ขึ้นบรรทัด") + "\n")
        elif tag in HEADINGS:
            self.words.append(mark(HEADINGS[tag]))
        elif tag in INLINE:
            self.words.append(mark(INLINE[tag]))
        elif tag != "p":
            self.words.append(mark(_attributes({"": tag, **said})))
            return
        if said:
            self.words.append(mark(_attributes(said)))

    def handle_endtag(self, tag: str) -> None:
        if tag in LISTS:
            if self.counts:
                self.counts.pop()
        elif tag == "a":
            self.words.append(mark("จบลิงก์"))
        elif tag in INLINE:
            self.words.append(mark(f"จบ{INLINE[tag]}"))
        elif tag in ("p", "li") or tag in HEADINGS:
            self._end_line()

    def handle_data(self, data: str) -> None:
        self.words.append(mark_hidden(data))

    def handle_comment(self, data: str) -> None:
        self.words.append(mark(f"ข้อความซ่อน {mark_hidden(data)}"))

    def unknown_decl(self, data: str) -> None:
        self.handle_comment(data)

    def handle_decl(self, decl: str) -> None:
        self.handle_comment(decl)

    def handle_pi(self, data: str) -> None:
        self.handle_comment(data)

    def _open_list(self, tag: str) -> None:
        if self.counts:
            self._end_line()  # a list in an item begins on a line of its own
        self.counts.append(0 if tag == "ol" else None)

    def _open_item(self) -> None:
        depth = "  " * (len(self.counts) - 1)
        if not self.counts or self.counts[-1] is None:
            self.words.append(f"{depth}– ")
            return
        self.counts[-1] += 1
        self.words.append(f"{depth}{self.counts[-1]}. ")

    def _end_line(self) -> None:
        if self.words and not self.words[-1].endswith("\n"):
            self.words.append("\n")


def _target(said: dict[str, str]) -> str:
    """What a link leads to: its address, or the page that it names."""
    said = dict(said)
    kind = said.pop("linktype", "")
    if kind in LINK_TYPES and "id" in said:
        words = f"{LINK_TYPES[kind]} {mark_hidden(said.pop('id'))}"
    else:
        words = " ".join(filter(None, [kind, mark_hidden(said.pop("href", ""))]))
    return f"{words} {_attributes(said)}".strip()


def _attributes(said: dict[str, str]) -> str:
    return " ".join(mark_hidden(f"{name}={value}" if name else value) for name, value in said.items())
