"""What posted lists need from the world outside: rows of what is posted, and Discord's channels."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.core.postings.values import Page, Part, Posting, State, Trouble


class PostingStore(Protocol):
    """Every method may raise StoreUnavailableError, and has then changed nothing; one that changes returns when it is
    on disk.
    """

    async def guilds(self) -> Sequence[int]:
        """Servers with a posting."""
        ...

    async def of(self, guild_id: int) -> Sequence[Posting]:
        """All of a server's, oldest first."""
        ...

    async def claim(self, posting: Posting, *, at: datetime) -> None:
        """Before anything is sent. One that there is already for its channel and list stays, and is kept."""
        ...

    async def begin_send(self, posting: Posting) -> None: ...

    async def found(self, posting: Posting, message_ids: Sequence[int], *, at: datetime) -> None:
        """The channel was searched: these are messages of the posting that no row knew of, and there are no others."""
        ...

    async def sent(self, posting: Posting, part: Part, *, at: datetime) -> None: ...

    async def begin_edit(self, posting: Posting, message_id: int) -> None:
        """From now on it is not known what the message shows."""
        ...

    async def edited(self, posting: Posting, part: Part, *, at: datetime) -> None: ...

    async def gone(self, posting: Posting, message_id: int, *, at: datetime) -> None: ...

    async def pinned(self, posting: Posting, message_id: int) -> None: ...

    async def checked(self, posting: Posting, *, at: datetime) -> None:
        """It was as it should be."""
        ...

    async def troubled(self, posting: Posting, trouble: Trouble, *, lacks: int, state: State, at: datetime) -> None: ...

    async def told(self, posting: Posting) -> None: ...

    async def leave(self, posting: Posting) -> None:
        """Its messages are to be removed."""
        ...

    async def remove(self, posting: Posting) -> None: ...


class PostingWire(Protocol):
    """Discord's channels. Every method may raise a WireError, NotNowError above all.

    Those on a channel may raise ChannelGoneError and NotAllowedError; those on a message MessageGoneError.
    """

    async def send(self, channel_id: int, page: Page, *, nonce: str, mark: int = 0) -> int:
        """The id of the new message. A message of the last minutes with the same nonce is given instead."""
        ...

    async def edit(self, channel_id: int, message_id: int, page: Page, *, mark: int) -> None: ...

    async def delete(self, channel_id: int, message_id: int) -> None: ...

    async def pin(self, channel_id: int, message_id: int) -> None:
        """Raises PinsFullError."""
        ...

    async def exists(self, channel_id: int, message_id: int) -> bool: ...

    async def search(
        self, channel_id: int, *, mark: int, after: int, within: int, turn: Callable[[], Awaitable[None]]
    ) -> Sequence[int]:
        """Of the last `within` messages, the bot’s own that are later than the id `after` and carry `mark`.

        `turn` is awaited before each request.
        """
        ...

    async def lacks(self, guild_id: int, channel_ids: Sequence[int]) -> Mapping[int, int | None]:
        """Of what a posting needs, pins included, the permission bits that the bot lacks in each channel; None where
        the server has no such channel. Raises AbsentError.
        """
        ...
