"""Parsing untrusted XML with lxml: no entities, no DTDs, no network, and with its size limits."""

from collections.abc import Callable, Iterator
from xml.parsers import expat

from lxml import etree

PROLOG = 64 * 1024
BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
NOT_XML = "not XML"
DOCTYPE = "a document type declaration"


class RefusedError(Exception):
    """The bytes are no XML that is accepted; the message says why, for the log."""


class _SettledError(Exception):
    """Stops the parser once the answer is known, before it parses the rest of a hostile document."""

    def __init__(self, answer: bool) -> None:
        self.answer = answer


def _answering(answer: bool) -> Callable[..., None]:
    def stop(*_: object) -> None:
        raise _SettledError(answer)

    return stop


def parse(data: bytes) -> etree._Element:
    """The root element. Raises `RefusedError`, also for a document with a DOCTYPE, as it may define entities."""
    if declares_type(data[:PROLOG]):
        raise RefusedError(DOCTYPE)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as problem:
        raise RefusedError(NOT_XML) from problem


def looks_like_xml(head: bytes) -> bool:
    """Whether the first bytes may begin an XML document in any encoding that parsers accept."""
    if head.startswith(BOMS):
        return True
    return head.replace(b"\0", b"").lstrip()[:1] == b"<"


def declares_type(head: bytes) -> bool:
    """Whether a DOCTYPE precedes the first element, whatever the encoding of the document.

    A prolog so long that neither is within `head` counts as one: no ordinary document has that.
    """
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _answering(True)
    parser.StartElementHandler = _answering(False)
    try:
        parser.Parse(head, False)
    except _SettledError as settled:
        return settled.answer
    except expat.ExpatError:
        return b"<!DOCTYPE" in head.replace(b"\0", b"")
    return len(head) >= PROLOG


def elements(root: etree._Element) -> Iterator[etree._Element]:
    """`root` and every element below it, in document order, without comments and processing instructions."""
    return (element for element in root.iter() if isinstance(element.tag, str))


def local_name(element: etree._Element) -> str:
    """The name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def attributes(element: etree._Element) -> Iterator[tuple[str, str]]:
    """The attributes as pairs of a name without its namespace and a value."""
    return ((str(name).rpartition("}")[2], str(value)) for name, value in element.attrib.items())


def text_of(element: etree._Element) -> str:
    """All text inside the element."""
    return "".join(element.itertext())


def has_instructions(root: etree._Element) -> bool:
    """Whether the document has processing instructions, such as a style sheet to fetch, inside or beside the root."""
    outside = any(True for _ in root.itersiblings(preceding=True)) or any(True for _ in root.itersiblings())
    return outside or any(True for _ in root.iter(etree.PI))
