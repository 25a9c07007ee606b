"""All use cases, as the features receive them."""

from dataclasses import dataclass

from bot.services.charts import Charts
from bot.services.editing import EditingService
from bot.services.faq import FaqService
from bot.services.items import ItemService
from bot.services.news import NewsService
from bot.services.overlays import OverlayService
from bot.services.postings import PostingService
from bot.services.privacy import PrivacyService
from bot.services.resources import ResourceService
from bot.services.rounds import Rounds
from bot.services.settings import SettingsService
from bot.services.statistics import StatisticsService
from bot.services.suggestions import SuggestionService
from bot.services.timelines import TimelineService


@dataclass(frozen=True, slots=True)
class Services:
    """One of each; a feature takes what it needs."""

    faq: FaqService
    statistics: StatisticsService
    editing: EditingService
    settings: SettingsService
    privacy: PrivacyService
    charts: Charts
    timelines: TimelineService
    overlays: OverlayService
    postings: PostingService
    rounds: Rounds
    resources: ResourceService
    suggestions: SuggestionService
    items: ItemService
    news: NewsService
