"""axe-core in the page: WCAG 2.2 AA, what is serious or critical."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from browser import Browser
from selenium.common.exceptions import TimeoutException

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]


def _script() -> str:
    package = importlib.util.find_spec("axe_playwright_python")
    assert package and package.submodule_search_locations
    return Path(package.submodule_search_locations[0], "axe.min.js").read_text("utf-8")


# Only the script: the package itself would want another driver of browsers.
SCRIPT = _script()
RUN = """
const [tags, done] = arguments;
for (const details of document.querySelectorAll("details")) details.open = true;
// The rows of a table are alike, and long ones take minutes.
axe.run({include: [["html"]], exclude: [["tbody > tr:nth-child(n + 20)"]]}, {
  runOnly: {type: "tag", values: tags}, resultTypes: ["violations"], preload: false,
}).then((result) => done(result.violations.filter(
  (violation) => ["serious", "critical"].includes(violation.impact)
).flatMap((violation) => violation.nodes.map(
  (node) => [violation.id, node.target.flat().join(" "), node.failureSummary]
))), (error) => done([["error", "", String(error)]]));
"""


def violations(browser: Browser) -> list[tuple[str, str, str]]:
    """Rule, element and reason of each violation in the page that is open."""
    browser.run(SCRIPT)
    try:
        found = browser.wait_for(RUN, TAGS)
    except TimeoutException:
        found = [["time", "", "It did not come to an end."]]
    return [
        (f"axe {rule}", element, " ".join(reason.split("\n")[1:2]).strip() or reason)
        for rule, element, reason in found
    ]
