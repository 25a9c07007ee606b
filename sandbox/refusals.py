"""What a Discord client would not let a person do. The message says why, to whoever wrote the test or clicked."""


class NotPossibleError(Exception):
    """The common kind."""


class UnknownCommandError(NotPossibleError):
    """Never registered, or not here."""


class NotAllowedError(NotPossibleError):
    """It is there, for others."""


class BadValueError(NotPossibleError):
    """An option or a field that the client would mark red."""


class NotThereError(NotPossibleError):
    """No such button, select, modal, message or channel for this person."""


class DisabledError(NotPossibleError):
    """It is there and greyed out."""


class NoAnswerError(NotPossibleError):
    """The bot did not answer in time, where there is nothing else to show for it."""
