"""Which pages are looked at in the browser: one or more of each template."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# The set of pages, the template, and the files of it; of several with a star the largest is taken.
CHOSEN = [
    ("demo", "index", "index.html"),
    ("demo", "segment", "larkspur/segments/phones/overview.html"),
    ("demo", "segment visits", "larkspur/segments/search/visits.html"),
    ("demo", "month", "larkspur/2026-10/overview.html"),
    ("demo", "unfinished month", "larkspur/2026-11/overview.html"),
    ("demo", "year", "larkspur/2026/overview.html"),
    ("demo-persons", "persons index", "index.html"),
    ("demo-persons", "persons", "larkspur/persons.html"),
    ("demo-persons", "vendors", "larkspur/vendors.html"),
    ("demo-persons", "person", "larkspur/person-*.html"),
    ("demo-persons", "vendor", "larkspur/vendor-*.html"),
    ("odd", "index of several sites", "index.html"),
    ("odd", "hostile segment", "hostile/segments/phones/overview.html"),
    ("odd", "hostile month", "hostile/2026-10/overview.html"),
    ("odd-persons", "hostile persons", "hostile/persons.html"),
    ("odd-persons", "hostile vendors", "hostile/vendors.html"),
    ("odd-persons", "hostile person", "hostile/person-*.html"),
    ("odd-persons", "hostile vendor", "hostile/vendor-*.html"),
    ("odd", "one visit", "lone/overview.html"),
    ("odd", "one visit visits", "lone/visits.html"),
    ("odd", "one visit goals", "lone/goals.html"),
    ("odd", "no data yet", "empty/overview.html"),
]
# All dashboards of these are looked at, each by its name.
WHOLE = [("demo", "larkspur", ""), ("odd", "hostile", "hostile ")]


class MissingPage(Exception):
    """A template has no page: something stopped being made, or moved."""


@dataclass(frozen=True)
class Template:
    """A page that stands for its kind; `folder` is what it may not leave."""

    name: str
    folder: Path
    page: Path

    @property
    def path(self) -> str:
        """The page's path, with the set it belongs to."""
        return self.page.relative_to(self.folder.parent).as_posix()


def choose(pages: Path) -> list[Template]:
    """The templates, those of the whole sites first."""
    return [*_dashboards(pages), *_chosen(pages)]


def _dashboards(pages: Path) -> Iterator[Template]:
    for group, site, prefix in WHOLE:
        found = sorted((pages / group / site).glob("*.html"))
        if not found:
            raise MissingPage(f"{group}/{site} has no pages")
        for page in found:
            yield Template(prefix + page.stem, pages / group, page)


def _chosen(pages: Path) -> Iterator[Template]:
    for group, name, pattern in CHOSEN:
        found = (pages / group).glob(pattern)
        largest = max(found, key=lambda page: (page.stat().st_size, page.name), default=None)
        if largest is None:
            raise MissingPage(f"{group}/{pattern} is not there")
        yield Template(name, pages / group, largest)
