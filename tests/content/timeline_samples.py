"""A file of timelines written for a test: one of each part, all of them about a country that is not there."""

from pathlib import Path

from tests.content.samples import folder_of, sentences

FILE_NAME = "timelines/utopia.yaml"
SOURCED = "level: verified, sources: [guide], checked: 2026-11-24"
FILE = f"""\
anchors:
  - {{id: year, title: Training year, opens: 07-01, closes: 06-30, {SOURCED}}}
stages:
  - {{id: school, title: School, group: medical_school, months: {{min: 36, typical: 48, max: 60}}, {SOURCED}}}
  - {{id: fast, title: Fast school, group: medical_school, months: {{min: 36, max: 36}}, variant_of: school, {SOURCED}}}
  - {{id: ward, title: Ward, group: residency, by_specialty: true, anchor: year, {SOURCED}}}
  - {{id: pain, title: Pain, group: fellowship, months: {{min: 12, max: 24}}, anchor: year, {SOURCED}}}
specialties:
  - {{id: gas, title: Gas, months: {{min: 48, max: 48}}, board: A board, certificate: paper, {SOURCED}}}
modifiers:
  - id: pause
    title: Pause
    text: Each year adds one.
    effect: {{kind: insert, months: 12, side: before, groups: [medical_school]}}
    choice: gap_years
    level: verified
    sources: [guide]
    checked: 2026-11-24
calendar:
  - id: exam
    title: Exam
    country: Utopia
    kind: certification
    rule: the third Friday of March
    hook: {{stages: [pain], edge: end}}
    when: {{month: 3, nth: third, weekday: friday, years: 1}}
    recheck: 2027-06-01
    checked: 2026-11-24
    level: verified
    sources: [guide]
certificates:
  - id: paper
    title: Paper
    board: A board
    family: Utopia
    base: everyone
    prerequisites: [a license]
    exam: written
    maintenance: null
    milestone: exam
    level: verified
    sources: [guide]
    checked: 2026-11-24
pathways:
  - id: route
    country: Utopia
    title: The route
    steps: [{{stage: school}}, {{stage: ward}}, {{stage: pain}}]
    specialties: [gas]
    degrees: [school, fast]
    modifiers: [pause]
    total: {{min: 96, max: 132}}
    level: verified
    sources: [guide]
    checked: 2026-11-24
"""


def timelines_in(root: Path, text: str = FILE) -> Path:
    """A content folder with one file of timelines."""
    folder = folder_of(root)
    (folder / "timelines").mkdir(exist_ok=True)
    (folder / FILE_NAME).write_text(text)
    return folder


def said_of(root: Path, *changes: tuple[str, str]) -> list[str]:
    """What is wrong with the file once each first text is replaced by the second."""
    text = FILE
    for old, new in changes:
        assert text.count(old) == 1, f"{text.count(old)} times: {old}"
        text = text.replace(old, new)
    return sentences(timelines_in(root, text))
