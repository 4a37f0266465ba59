"""What the checks found, and how many of them were made."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it ought to be.

    `rule` names the check, `page` the file from its folder, `setting` how the page was looked at
    (empty where that does not matter), `element` where in the page, and `reason` what is wrong.
    """

    rule: str
    page: str
    setting: str
    element: str
    reason: str

    def __str__(self) -> str:
        places = [self.page, self.setting, self.element]
        return f"  {self.rule}: {' · '.join(place for place in places if place)}: {self.reason}"


@dataclass
class Tally:
    """Counts checks and keeps findings; several threads may tell it."""

    findings: list[Finding] = field(default_factory=list)
    checks: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, checks: int, findings: list[Finding]) -> None:
        """Takes the outcome of some checks."""
        with self._lock:
            self.checks += checks
            self.findings += findings
