"""Calendars in the iCalendar format (RFC 5545): rotas out, leave in. The only place that knows its libraries."""
