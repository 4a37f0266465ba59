"""Breaks a sound page in every way that is checked, and demands that each is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import nu
import structure
from browser import Browser, Setting
from looks import look

SOUND = Path(__file__).with_name("sound")
SETTING = Setting("light", 360)

# The rule that must be told, what is taken out of the sound page, and what is put in its place.
SEEN = [
    ("console", "</main>", "<script>console.log('hello')</script></main>"),
    ("request", "</main>", '<img src="missing.png" alt="None"></main>'),
    ("request", "</main>", '<img src="http://localhost:9/x.png" alt="None"></main>'),
    ("request", "</main>", '<img src="../outside.png" alt="None"></main>'),
    ("overlap", 'y="70">', 'y="35">'),
    ("overlap", '"10" y="70">', '"20" y="70" transform="rotate(-80 20 70)">'),
    ("outside", 'x="10" y="70">', 'x="280" y="70">'),
    ("cut", "A box", "A box that holds more words than any box of its width is able to show"),
    ("overlap", 'scope="row">/', f"scope=\"row\">/{'path' * 9}"),
    ("cut", '<table id="table"><caption>', f'<div class="slit"><table><caption>{"One " * 40}'),
    ("blank", "<td>", '<td class="mute">'),
    ("sideways", "A table<", f"{'A' * 200}<"),
    ("axe color-contrast", '<p class="lead">', '<p style="color: #bbb">'),
    ("axe link-name", ">a table</a>", "></a>"),
]
READ = [
    ("headings", "<h2>A table</h2>", "<h3>A table</h3>"),
    ("headings", "<h2>A table</h2>", "<h1>A table</h1>"),
    ("ids", '<p class="box">', '<p class="box" id="table">'),
    ("style", '<p class="box">', '<p class="box" style="color: red">'),
    ("script", "</main>", "<script>1</script></main>"),
    ("script", '<p class="box">', '<p class="box" onclick="alert(1)">'),
    ("language", ' dir="ltr"', ""),
    ("language", ' lang="en"', ""),
    ("landmarks", "#main", "#table"),
    ("tables", "<caption>One row.</caption>", ""),
    ("tables", ' scope="row"', ""),
    ("pictures", ' role="img"', ""),
    ("pictures", "<desc>They stand apart.</desc>", ""),
    ("size", "A box", "A box " * 50_000),
    ("links", "page.html#table", "page.html#nowhere"),
    ("links", "page.html#table", "nowhere.html"),
    ("links", "page.html#table", "../page.html"),
]
NU = ("nu", '<p class="box">', '<p class="box"><div>')


class Unseen(Exception):
    """A check passes over what it is there for, or tells what is sound."""


def run(browser: Browser, folder: Path) -> int:
    """Runs all checks on broken pages made in a folder; gives how many pages were broken."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(SOUND, folder)
    sound = folder / "page.html"
    _demand("nothing", _seen(browser, sound, axe=True) | _read(sound), "the sound page")
    for rule, old, new in SEEN:
        seen = _seen(browser, _broken(folder, old, new), axe=rule.startswith("axe"))
        _demand(rule, seen, f"{new[:60]} for {old}")
    for rule, old, new in READ:
        _demand(rule, _read(_broken(folder, old, new)), f"{new[:60]} for {old}")
    rule, old, new = NU
    broken = _broken(folder, old, new)
    errors = nu.errors({sound: "sound", broken: "broken"})
    if {error.page for error in errors} != {"broken"}:
        raise Unseen(f"the Nu checker tells {errors} of a broken and a sound page")
    return len(SEEN) + len(READ) + 1


def _broken(folder: Path, old: str, new: str) -> Path:
    text = (folder / "page.html").read_text("utf-8")
    if old not in text:
        raise Unseen(f"the sound page has no {old}")
    broken = folder / "broken.html"
    broken.write_text(text.replace(old, new, 1), "utf-8")
    return broken


def _seen(browser: Browser, page: Path, axe: bool) -> set[str]:
    _, findings = look(browser, page.parent, page, SETTING, shot=None, axe=axe)
    return {finding.rule for finding in findings}


def _read(page: Path) -> set[str]:
    pages = [structure.read(file.resolve()) for file in {page, page.with_name("page.html")}]
    rules = {rule for file in pages for rule, _ in file.problems}
    links = structure.broken_links(pages, [page.parent.resolve()])
    return rules | {"links" for _ in links}


def _demand(rule: str, found: set[str], what: str) -> None:
    if (found != set()) if rule == "nothing" else (rule not in found):
        raise Unseen(f"{what}: {rule} was to be told, and {sorted(found) or 'nothing'} was")
