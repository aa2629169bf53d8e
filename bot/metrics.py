"""What Prometheus may know of one process: how much was asked, refused and checked. No text, no person, no handle."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector

from bot.adapters.rule_packs import RulePacks
from bot.core.commands import Command
from bot.running import Health
from bot.use_cases.ports import BusyError

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3)
"""Upper bounds of the histogram; the last is when Slack gives up."""


class Metrics:
    """The counters of one process, in a registry of their own."""

    def __init__(self, packs: RulePacks, worker: Callable[[], Health]) -> None:
        """`worker` is asked at each scrape; while the database cannot serve, its figures are absent, not zero."""
        self.registry = CollectorRegistry()
        self._commands = Histogram(
            "countersign_command_seconds",
            "Time to carry out a command from chat, by what was asked.",
            ["command"],
            buckets=SECONDS,
            registry=self.registry,
        )
        self._faults = Counter(
            "countersign_command_faults", "Commands that ended in a fault.", ["command"], registry=self.registry
        )
        self._refused = Counter(
            "countersign_requests_refused",
            "Requests turned away before any listener, by reason.",
            ["reason"],
            registry=self.registry,
        )
        self.registry.register(_CheckFaults(packs))
        self.registry.register(_DueRows(worker))

    @contextmanager
    def timed(self, command: Command) -> Iterator[None]:
        """Count and time one command; a fault passes through, counted."""
        name = type(command).__name__
        with self._commands.labels(name).time(), self._faults.labels(name).count_exceptions():
            yield

    def refused(self, reason: str) -> None:
        """One request was turned away."""
        self._refused.labels(reason).inc()


class _CheckFaults(Collector):
    """How often each detector could not run, and how often changed packs were refused."""

    def __init__(self, packs: RulePacks) -> None:
        self._packs = packs

    def collect(self) -> Iterator[CounterMetricFamily]:
        family = CounterMetricFamily(
            "countersign_check_faults", "Checks that could not run, by detector.", labels=["pack", "detector"]
        )
        for org_type, engine in self._packs.made().items():
            for detector, count in engine.faults.items():
                family.add_metric([org_type, detector], count)
        yield family
        refused = CounterMetricFamily("countersign_packs_refused", "Changed rule packs turned away.", labels=["pack"])
        for org_type, count in self._packs.refusals.items():
            refused.add_metric([org_type], count)
        yield refused


class _DueRows(Collector):
    """How the due table stands."""

    def __init__(self, worker: Callable[[], Health]) -> None:
        self._worker = worker

    def collect(self) -> Iterator[GaugeMetricFamily]:
        try:
            found = self._worker()
        except BusyError:
            return
        late = found.overdue.total_seconds()
        yield GaugeMetricFamily("countersign_due_waiting", "Due rows no worker has taken yet.", value=found.waiting)
        yield GaugeMetricFamily("countersign_due_parked", "Due rows that failed too often.", value=found.parked)
        yield GaugeMetricFamily("countersign_due_overdue_seconds", "How late the oldest due row is.", value=late)
