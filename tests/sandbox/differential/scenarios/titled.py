"""How a scenario gets its title: its name, read as a sentence."""

from tests.sandbox.differential.play import Scenario

Played = dict[str, Scenario]


def into(played: Played) -> "Titled":
    return Titled(played)


class Titled:
    def __init__(self, played: Played) -> None:
        self._played = played

    def __call__(self, scenario: Scenario) -> Scenario:
        self._played[scenario.__name__.replace("_", " ")] = scenario
        return scenario
