"""Tables that nobody would write: other academic years, rules and bounds, with the same stages and pathways."""

from pathlib import Path
from random import Random
from typing import Any

import yaml

DAYS = (
    *("01-01", "01-31", "02-28", "03-01", "03-31", "05-31", "06-30"),
    *("07-01", "08-31", "09-15", "10-01", "11-30", "12-31"),
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def vary(random: Random, folder: Path) -> None:
    """Rewrite the tables in `folder`. Lengths stay, for the totals of pathways are checked."""
    for file in sorted(folder.glob("*.yaml")):
        tables: dict[str, list[dict[str, Any]]] = yaml.safe_load(file.read_text(encoding="utf-8"))
        for anchor in tables.get("anchors", []):
            other_year(random, anchor)
        opens = {anchor["id"]: anchor["opens"] for anchor in tables.get("anchors", [])}
        for stage in tables.get("stages", []):
            other_stage(random, stage, opens)
        for rule in tables.get("calendar", []):
            if "when" in rule and random.random() < 0.7:
                other_rule(random, rule)
        file.write_text(yaml.safe_dump(tables, sort_keys=False), encoding="utf-8")


def other_year(random: Random, anchor: dict[str, Any]) -> None:
    anchor["opens"], closes = random.sample(DAYS, 2)
    anchor["exact"] = random.random() < 0.5
    anchor.pop("closes", None)
    if random.random() < 0.6:
        anchor["closes"] = closes


def other_stage(random: Random, stage: dict[str, Any], opens: dict[str, str]) -> None:
    for name in ("closes", "exceptions", "part_time_min_percent"):
        stage.pop(name, None)
    if "anchor" in stage and random.random() < 0.2:
        stage["closes"] = random.choice([day for day in DAYS if day != opens[stage["anchor"]]])
    if "inside" in stage:
        stage["inside"]["after_months"] = random.choice((0, 12, 37, 60, 72))
    if "part_time" in stage or (random.random() < 0.3 and not stage.get("optional")):
        stage["part_time"] = random.choice(("allowed", "arranged", "forbidden"))
    if stage.get("part_time") == "allowed" and random.random() < 0.4:
        stage["part_time_min_percent"] = random.choice((40, 60))


def other_rule(random: Random, rule: dict[str, Any]) -> None:
    for name in ("until", "about"):
        rule.pop(name, None)
    kind = random.choice(("day", "month", "weekday", "offset"))
    if kind == "offset":
        rule["when"] = {"months_after": random.choice((-13, -6, 0, 1, 7, 18, 30))}
        return
    when: dict[str, Any] = {"day": random.choice(DAYS)} if kind == "day" else {"month": random.randint(1, 12)}
    if kind == "weekday":
        nth = random.choice(("first", "second", "third", "fourth", "last"))
        when |= {"nth": nth, "weekday": random.choice(WEEKDAYS)}
    if random.random() < 0.25:
        when["next"] = True
    elif random.random() < 0.6:
        when["years"] = random.choice((-2, -1, 1, 2))
    if kind != "month" and random.random() < 0.3:
        when["shift_days"] = random.choice((-4, -1, 1, 10, 31))
    rule["when"] = when
    if random.random() < 0.2:
        rule["about"] = True
