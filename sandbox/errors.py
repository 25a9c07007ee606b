"""The ways Discord says no. Codes: Discord's reference, "JSON Error Codes"."""

from typing import Any


class DiscordError(Exception):
    """What a route answers instead of its payload: `status` on the wire, `body` as JSON."""

    def __init__(self, status: int, code: int, message: str, errors: dict[str, Any] | None = None) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors

    @property
    def body(self) -> dict[str, Any]:
        body: dict[str, Any] = {"message": self.message, "code": self.code}
        if self.errors is not None:
            body["errors"] = self.errors
        return body


def unknown(what: str) -> DiscordError:
    """404 for a thing by the name Discord gives it, such as "Channel"; an unnamed one is a mistake here."""
    return DiscordError(404, _UNKNOWN[what], f"Unknown {what}")


_UNKNOWN = {
    "Application": 10002,
    "Channel": 10003,
    "Guild": 10004,
    "Member": 10007,
    "Message": 10008,
    "Role": 10011,
    "User": 10013,
    "Emoji": 10014,
    "Webhook": 10015,
    "interaction": 10062,
    "application command": 10063,
}


def missing_access() -> DiscordError:
    """The channel is not visible to the bot."""
    return DiscordError(403, 50001, "Missing Access")


def missing_permissions() -> DiscordError:
    """The channel is visible, the right for this deed is not there."""
    return DiscordError(403, 50013, "You lack permissions to perform that action")


def already_acknowledged() -> DiscordError:
    return DiscordError(400, 40060, "Interaction has already been acknowledged.")


def invalid_form(path: tuple[str | int, ...], code: str, message: str) -> DiscordError:
    """400 with the complaint nested under `path`, as Discord nests it. `code` is a word, such as BASE_TYPE_REQUIRED."""
    errors: dict[str, Any] = {"_errors": [{"code": code, "message": message}]}
    for key in reversed(path):
        errors = {str(key): errors}
    return DiscordError(400, 50035, "Invalid Form Body", errors)
