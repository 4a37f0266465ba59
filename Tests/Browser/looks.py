"""What a page must be in a setting: quiet, at home, unbroken, and open to everybody."""

from __future__ import annotations

from pathlib import Path

import axe_core
from browser import Browser, Setting
from findings import Finding

LAYOUT = Path(__file__).with_name("layout.js").read_text("utf-8")
LAYOUT_RULES = 5


def look(
    browser: Browser, folder: Path, page: Path, setting: Setting, shot: Path | None, axe: bool
) -> tuple[int, list[Finding]]:
    """Opens a page in a setting and checks it; gives the number of checks and what they found."""
    # Two sets hold pages of the same name.
    name = page.relative_to(folder.parent).as_posix()

    def found(rule: str, element: str, reason: str) -> Finding:
        return Finding(rule, name, str(setting), element, reason)

    browser.open(page, setting)
    findings = [found("console", "", message) for message in browser.console()]
    findings += [found("request", "", stray) for stray in browser.strays(folder)]
    if shot:
        browser.shoot(shot)
    if axe:
        findings += [found(*violation) for violation in axe_core.violations(browser)]
    findings += [found(*finding) for finding in browser.run(LAYOUT)]
    return 2 + LAYOUT_RULES + axe, findings
