"""All use cases, as the features receive them."""

from dataclasses import dataclass

from bot.services.charts import Charts
from bot.services.editing import EditingService
from bot.services.faq import FaqService
from bot.services.overlays import OverlayService
from bot.services.postings import PostingService
from bot.services.privacy import PrivacyService
from bot.services.rounds import Rounds
from bot.services.settings import SettingsService
from bot.services.statistics import StatisticsService


@dataclass(frozen=True, slots=True)
class Services:
    """One of each; a feature takes what it needs."""

    faq: FaqService
    statistics: StatisticsService
    editing: EditingService
    settings: SettingsService
    privacy: PrivacyService
    charts: Charts
    overlays: OverlayService
    postings: PostingService
    rounds: Rounds
