"""Makes the pages, looks at the templates in Chromium, reads all others, and tells what is wrong."""

from __future__ import annotations

import argparse
import shutil
import signal
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue

import nu
import selftest
import sites
import structure
import templates
from browser import AXE_SETTINGS, DIED, SETTINGS, Browser, MissingBrowser
from findings import Finding, Tally
from looks import look
from selenium.common.exceptions import WebDriverException

WORK = sites.CHECKOUT / ".build/browser"
BROWSERS = 2


def main() -> int:
    """Runs the suite; gives the exit code."""
    parser = argparse.ArgumentParser(prog="Tests/Browser/run", description=__doc__)
    parser.add_argument("--program", type=Path, default=sites.PROGRAM, help="what makes the pages")
    parser.add_argument("--keep", action="store_true", help="check the pages that are there")
    parser.add_argument("--only", default="", help="look only at templates whose name holds this")
    arguments = parser.parse_args()
    started = time.monotonic()

    def say(text: str) -> None:
        print(f"{time.monotonic() - started:5.0f} s  {text}", flush=True)

    # Whoever ends the suite ends its browsers and its server too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        browsers = [Browser() for _ in range(BROWSERS)]
    except (MissingBrowser, WebDriverException) as error:
        print(f"browser: there is no browser: {error}", file=sys.stderr)
        return 1
    try:
        say(f"{selftest.run(browsers[0], WORK / 'selftest')} broken pages were each told")
        if not arguments.keep:
            sites.make(arguments.program, WORK / "site")
            say("the pages are made")
        return _check(browsers, WORK / "site/pages", arguments.only, say)
    except (selftest.Unseen, sites.ProgramFailed, templates.MissingPage, *DIED) as error:
        print(f"browser: {type(error).__name__}: {error}", file=sys.stderr)
        return 1
    finally:
        for browser in browsers:
            browser.close()


def _check(browsers: list[Browser], pages: Path, only: str, say: Callable[[str], None]) -> int:
    if not only:
        shutil.rmtree(WORK / "shots", ignore_errors=True)
    chosen = [template for template in templates.choose(pages) if only in template.name]
    tally = Tally()
    idle: SimpleQueue[Browser] = SimpleQueue()
    for browser in browsers:
        idle.put(browser)
    # As many threads as browsers: none waits while others overtake it.
    with ThreadPoolExecutor(1) as aside, ThreadPoolExecutor(len(browsers)) as threads:
        checker = aside.submit(nu.errors, {t.page: t.path for t in chosen})
        looks = [threads.submit(_look, idle, template, tally) for template in chosen]
        for template, done in zip(chosen, looks):
            _tell(template.name, done.result(), say)
        tally.add(len(chosen), checker.result())
        _tell("Nu checker", checker.result(), say)
    count, findings = _read(pages.resolve(), tally)
    _tell("structure of all pages", findings, say)
    print(f"browser: {count} pages, {tally.checks} checks, {len(tally.findings)} failures")
    return 1 if tally.findings else 0


def _tell(name: str, findings: list[Finding], say: Callable[[str], None]) -> None:
    say(f"{name}: " + (f"{len(findings)} failures" if findings else "as it ought to be"))
    for finding in findings:
        print(finding, flush=True)


def _look(
    idle: SimpleQueue[Browser], template: templates.Template, tally: Tally
) -> list[Finding]:
    """Looks at a template in all settings with a browser that has nothing to do."""
    browser = idle.get()
    all_found: list[Finding] = []
    try:
        for setting in SETTINGS:
            shot = WORK / f"shots/{template.name.replace(' ', '-')}-{setting.file_name}.png"
            axe = setting in AXE_SETTINGS
            what = (template.folder, template.page, setting, shot, axe)
            try:
                checks, findings = look(browser, *what)
            except DIED:
                # Once: a page that ends every browser is a failure.
                browser.restart()
                checks, findings = look(browser, *what)
            tally.add(checks, findings)
            all_found += findings
    finally:
        idle.put(browser)
    return all_found


def _read(pages: Path, tally: Tally) -> tuple[int, list[Finding]]:
    """Checks what all pages, and pictures that stand alone, are built of; gives how many pages."""
    files = sorted(pages.rglob("*.html"))
    drawn = sorted(pages.rglob("*.svg"))
    with ProcessPoolExecutor() as processes:
        read = list(processes.map(structure.read, files, chunksize=16))
        read += processes.map(structure.read_picture, drawn, chunksize=64)

    def found(rule: str, page: structure.PageFile, reason: str) -> Finding:
        return Finding(rule, page.path.relative_to(pages).as_posix(), "", "", reason)

    problems = [found(rule, page, reason) for page in read for rule, reason in page.problems]
    folders = [folder for folder in pages.iterdir() if folder.is_dir()]
    broken = [found("links", page, why) for page, why in structure.broken_links(read, folders)]
    checks = len(files) * structure.PAGE_CHECKS + len(drawn) * structure.PICTURE_CHECKS
    tally.add(checks, problems + broken)
    return len(files), problems + broken


if __name__ == "__main__":
    sys.exit(main())
