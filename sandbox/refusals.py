"""What a Discord client would not let a person do. The message says why, to whoever wrote the test or clicked."""


class Refused(Exception):
    """The common kind."""


class UnknownCommand(Refused):
    """Never registered, or not here."""


class NotAllowed(Refused):
    """It is there, for others."""


class BadValue(Refused):
    """An option or a field that the client would mark red."""


class NotThere(Refused):
    """No such button, select, modal, message or channel for this person."""


class Disabled(Refused):
    """It is there and greyed out."""


class NoAnswer(Refused):
    """The bot did not answer in time, where there is nothing else to show for it."""
