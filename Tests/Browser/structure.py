"""What every page must be built of, told from its file alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import html5lib

LARGEST = 300_000
LEADS_OUT = {"http", "https", "mailto", "tel"}
HEADING = re.compile(r"h[1-6]")


@dataclass(frozen=True)
class PageFile:
    """A page, read: what is wrong with it as (rule, reason), its ids and where it leads."""

    path: Path
    problems: list[tuple[str, str]]
    ids: frozenset[str]
    links: list[str]


def read(path: Path) -> PageFile:
    """Reads a page and checks all that the page alone tells."""
    data = path.read_bytes()
    root = html5lib.parse(data, namespaceHTMLElements=False, transport_encoding="utf-8")
    problems = [(rule.__name__, reason) for rule in RULES for reason in rule(root)]
    if len(data) > LARGEST:
        problems.append(("size", f"{len(data)} bytes"))
    links = [
        value
        for element in root.iter()
        for name, value in element.attrib.items()
        if name in ("href", "src", "srcset", "poster", "data") or "href" in str(name)
    ]
    return PageFile(path, problems, _ids(root), links)


def read_picture(path: Path) -> PageFile:
    """Reads a picture that stands alone: well formed, named, described, and without a script."""
    try:
        root = ElementTree.parse(path).getroot()
    except ElementTree.ParseError as error:
        return PageFile(path, [("pictures", str(error))], frozenset(), [])
    page = Element("page")
    page.append(root)
    problems = [(rule.__name__, reason) for rule in PICTURE_RULES for reason in rule(page)]
    links = [
        value
        for element in root.iter()
        for name, value in element.attrib.items()
        if name.endswith("href")
    ]
    return PageFile(path, problems, _ids(root), links)


def broken_links(pages: list[PageFile], folders: list[Path]) -> Iterator[tuple[PageFile, str]]:
    """Links that lead to no file and no place in it, or out of the folder of their page."""
    ids = {page.path: page.ids for page in pages}
    for page in pages:
        folder = next(folder for folder in folders if page.path.is_relative_to(folder))
        for link in set(page.links):
            parts = urlsplit(link)
            if parts.scheme in LEADS_OUT:
                continue
            target = page.path
            if parts.path:
                target = Path(page.path.parent, unquote(parts.path)).resolve()
            if parts.scheme or parts.netloc or not target.is_relative_to(folder):
                yield page, f"{link} leaves the folder"
            elif not target.is_file():
                yield page, f"{link} leads to no file"
            elif parts.fragment and unquote(parts.fragment) not in ids.get(target, ()):
                yield page, f"{link} leads to no such place"


def _ids(root: Element) -> frozenset[str]:
    return frozenset(id for element in root.iter() if (id := element.get("id")))


def _words(element: Element) -> str:
    text = " ".join("".join(element.itertext()).split())
    return text if len(text) <= 40 else text[:40] + "…"


def headings(root: Element) -> Iterator[str]:
    """One first heading, and none that skips a level."""
    found = [element for element in root.iter() if HEADING.fullmatch(str(element.tag))]
    levels = [int(element.tag[1]) for element in found]
    if levels.count(1) != 1:
        yield f"{levels.count(1)} first headings"
    for before, level, element in zip([0, *levels], levels, found):
        if level > before + 1:
            yield f"h{level} “{_words(element)}” after " + (f"h{before}" if before else "nothing")


def ids(root: Element) -> Iterator[str]:
    """No id stands twice."""
    counts = Counter(element.get("id") for element in root.iter() if element.get("id"))
    yield from (f"{id} stands {count} times" for id, count in counts.items() if count > 1)


def style(root: Element) -> Iterator[str]:
    """Styles stand in the style sheet alone, but for a page whose policy names them by a hash."""
    policy = " ".join(meta.get("content", "") for meta in root.iter("meta") if meta.get("http-equiv"))
    for element in root.iter():
        is_sheet = element.tag == "style" and "style-src 'sha256-" not in policy
        if element.get("style") is not None or is_sheet:
            yield f"{element.tag} “{_words(element)}” has a style of its own"


def script(root: Element) -> Iterator[str]:
    """Scripts stand in files alone."""
    for element in root.iter():
        if str(element.tag).endswith("script") and not element.get("src"):
            yield "a script stands in the page"
        for name in element.attrib:
            if str(name).lower().startswith("on"):
                yield f"{element.tag} has {name}"


def language(root: Element) -> Iterator[str]:
    """Language and direction are set, and there is a title."""
    yield from (f"html has no {name}" for name in ("lang", "dir") if not root.get(name))
    if not (root.findtext("head/title") or "").strip():
        yield "there is no title"


def landmarks(root: Element) -> Iterator[str]:
    """One main, and a link to it before all else."""
    mains = list(root.iter("main"))
    first = next(root.iter("a"), None)
    if len(mains) != 1:
        yield f"{len(mains)} main elements"
    elif first is None or first.get("href") != f"#{mains[0].get('id')}":
        yield "the first link does not skip to main"


def tables(root: Element) -> Iterator[str]:
    """A table has a caption, and its headers say what they head."""
    for table in root.iter("table"):
        if not _words(table.find("caption")) if table.find("caption") is not None else True:
            yield f"table “{_words(table)}” has no caption"
        for header in table.iter("th"):
            if header.get("scope") not in ("row", "col", "rowgroup", "colgroup"):
                yield f"th “{_words(header)}” has no scope"


def pictures(root: Element) -> Iterator[str]:
    """A picture is named and described, or passed over by whoever does not see it."""
    for picture in root.iter("{http://www.w3.org/2000/svg}svg"):
        if picture.get("aria-hidden") == "true":
            continue
        parts = [picture.find(f"{{http://www.w3.org/2000/svg}}{name}") for name in ("title", "desc")]
        if picture.get("role") != "img":
            yield f"svg “{_words(picture)}” has no role"
        # A small one beside a number is told in one line.
        bare = any(part is None or not (part.text or "").strip() for part in parts)
        if bare and not picture.get("aria-label"):
            yield f"svg “{_words(picture)}” lacks title or description"
    yield from ("img has no alt" for image in root.iter("img") if image.get("alt") is None)


RULES: list[Callable[[Element], Iterator[str]]] = [
    *(headings, ids, style, script, language, landmarks, tables, pictures)
]
PICTURE_RULES = [pictures, ids, script]
# Beside the rules the size, whether it can be read, and the links.
PAGE_CHECKS = len(RULES) + 2
PICTURE_CHECKS = len(PICTURE_RULES) + 2
