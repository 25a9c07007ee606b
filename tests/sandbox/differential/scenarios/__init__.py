"""Every scenario by its title; each is written once and played on both sides."""

from tests.sandbox.differential.scenarios import answers, channels, commands, components, limits

ALL = {**commands.PLAYED, **answers.PLAYED, **components.PLAYED, **channels.PLAYED, **limits.PLAYED}

__all__ = ["ALL"]
