"""What is raised for settings that cannot be used."""


class ConfigError(Exception):
    """The settings cannot be used. `problems` has one sentence for each thing to change, never empty.

    No sentence holds a value that somebody set: one of them may be a secret in the wrong place.
    """

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems
