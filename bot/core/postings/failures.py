"""Ways in which Discord does not do what a posting needs, by what follows from them."""


class WireError(Exception):
    """Something asked of Discord did not happen."""


class MessageGoneError(WireError):
    """The message was deleted."""


class ChannelGoneError(WireError):
    """The channel was deleted, or belongs to another server."""


class AbsentError(WireError):
    """The bot is not in the server."""


class NotAllowedError(WireError):
    """The bot may not do that there."""


class PinsFullError(WireError):
    """The channel has as many pinned messages as Discord takes."""


class RefusedError(WireError):
    """Discord will never take it as it is."""


class NotNowError(WireError):
    """It may work later. Whether it has worked already nobody knows."""
