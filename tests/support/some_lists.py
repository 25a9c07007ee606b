"""Resource lists for tests that are not about the shipped ones: journals on two pages, societies, and rules."""

from pathlib import Path

JOURNALS = """\
id: journals
title: Journals
description: What the field reads.
resources:
  - id: pain-physician
    title: Pain Physician
    description: Interventional techniques, open to everybody.
    kind: journal
    audience: [resident, fellow, attending]
    cost: free
    checked: 2026-11-01
    url: https://painphysician.example/
    url_level: page-seen
  - id: pain-medicine
    title: Pain Medicine
    description: Research across the specialty.
    kind: journal
    audience: [fellow, attending]
    cost: members
    cost_note: free for trainees
    checked: 2026-11-02
    url: https://painmedicine.example/journal
    url_level: page-seen
"""

MORE = """\
  - id: journal-{n}
    title: Journal {n}
    description: Number {n} of several.
    kind: journal
    audience: [attending]
    cost: unknown
    checked: 2026-11-03
    url: https://journal-{n}.example/
    url_level: domain-seen
"""

SOCIETIES = """\
id: societies
title: Societies to join
description: Where the field meets.
resources:
  - id: asra
    title: ASRA Pain Medicine
    description: Regional anesthesia, pain medicine and careers.
    kind: society
    audience: [student, resident]
    cost: members
    checked: 2026-11-01
    url: https://asra.example/
    url_level: domain-seen
  - id: local-clubs
    title: Local journal clubs
    description: Small groups near you.
    kind: community
    audience: []
    cost: free
    checked: 2026-11-01
    url: null
    look_for: pain journal club and your city
"""


def write_lists(folder: Path, *, more: int = 5) -> Path:
    """Puts them into a content folder; `more` journals beside the two that have names."""
    (folder / "resources").mkdir(parents=True, exist_ok=True)
    journals = JOURNALS + "".join(MORE.format(n=n) for n in range(1, more + 1))
    (folder / "resources" / "journals.yaml").write_text(journals, encoding="utf-8")
    (folder / "resources" / "societies.yaml").write_text(SOCIETIES, encoding="utf-8")
    return folder
