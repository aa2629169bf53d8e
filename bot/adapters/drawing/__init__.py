"""Draws a week of a rota, and hours per person, as PNG pictures. What they show is core/rota's, and so are their words.

Every bar carries a name or a pattern, so that the pictures can be read without colours and by people who see fewer.
"""

from bot.adapters.drawing.hours_chart import draw_hours
from bot.adapters.drawing.week_table import draw_week
from bot.core.publishing import Picture
from bot.core.rota.proposal import Chart
from bot.core.rota.week import Week

__all__ = ["Drawings", "draw_hours", "draw_week"]


class Drawings:
    """The port Drawings."""

    def week(self, week: Week) -> Picture:
        """The week as a table."""
        return draw_week(week)

    def hours(self, chart: Chart) -> Picture:
        """Hours per person as bars."""
        return draw_hours(chart)
