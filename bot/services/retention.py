"""Nothing is kept longer than was said."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.services.ports import AskArchive, SuggestionArchive


@dataclass(frozen=True, slots=True)
class Retired:
    """What went, or would go: how many of each, and the local days that were sealed, oldest first."""

    gaps: int
    asks: int
    days: tuple[date, ...]
    suggestions: int = 0


class RetentionService:
    """Gaps go after `gap_days`, asks after `ask_days` with their daily counts staying, and suggestions
    `suggestion_days` after they were decided; all at least 1."""

    def __init__(
        self,
        *,
        archive: AskArchive,
        suggestions: SuggestionArchive | None = None,
        gap_days: int = 90,
        ask_days: int = 30,
        suggestion_days: int = 90,
    ) -> None:
        """Without `suggestions` nobody looks at them."""
        if gap_days < 1 or ask_days < 1 or suggestion_days < 1:
            raise ValueError("nothing can be kept for less than a day")
        self._archive = archive
        self._suggestions = suggestions
        self._suggestion_age = timedelta(days=suggestion_days)
        self._gap_age = timedelta(days=gap_days)
        self._ask_age = timedelta(days=ask_days)

    async def run(self, now: datetime, *, dry_run: bool = False) -> Retired:
        """Lets go of what is too old at `now`, aware UTC; a dry run only says what that would be.

        One transaction each for the gaps, the suggestions and a day: interrupted, it goes on at the next run. Raises
        StoreUnavailableError.
        """
        gaps_before = now - self._gap_age
        # A local day ends at the latest twelve hours after the UTC day of its name, so every day before this one is
        # over everywhere: nothing more will be asked on a day that is sealed.
        days_before = (now - self._ask_age).date()
        due = await self._archive.days_before(days_before)
        decided_before = now - self._suggestion_age
        if dry_run:
            gaps = await self._archive.gaps_before(gaps_before)
            decided = await self._suggestions.decided_before(decided_before) if self._suggestions else 0
            return Retired(gaps, sum(n for _, n in due), tuple(day for day, _ in due), decided)
        decided = await self._suggestions.drop_decided_before(decided_before) if self._suggestions else 0
        gaps = await self._archive.drop_gaps_before(gaps_before)
        asks = 0
        for day, _ in due:
            asks += await self._archive.seal(day)
        if gaps or asks or decided:
            await self._archive.forget()
        return Retired(gaps, asks, tuple(day for day, _ in due), decided)
