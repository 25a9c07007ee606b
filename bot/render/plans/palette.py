"""Colours of the chart. It brings its own ground, so that it reads the same in Discord's dark and light."""

from bot.core.timelines.stages import Group

# Each as "#rrggbb". A test holds every text to a contrast of 4.5 with the ground, and every shape to 3.
GROUND = "#1f2229"
TEXT = "#f2f3f5"
MUTED = "#bcc1ca"
GRID = "#343943"
EDGE = "#8a91a0"  # around the picture and along the years
DAY = "#ffd166"  # a milestone on a day
MONTHS = "#f4a261"  # a milestone somewhere within a stretch of time

BARS = {
    Group.HIGH_SCHOOL: "#9aa5b8",
    Group.UNDERGRADUATE: "#7cc4f5",
    Group.GAP: "#b8bdc7",
    Group.POSTBACC: "#9fb4f7",
    Group.MEDICAL_SCHOOL: "#5fd0b5",
    Group.RESIDENCY: "#c6a5f2",
    Group.FELLOWSHIP: "#f59fb6",
    Group.PRACTICE: "#a5d6a7",
}


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white), as WCAG 2.2 defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
