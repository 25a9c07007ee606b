"""Errors that are meant for the person who caused them."""


class MemberError(Exception):
    """What a member did cannot work. The text is shown to them as it is and says what would work."""
