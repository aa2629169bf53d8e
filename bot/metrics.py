"""What Prometheus may know of one process: how much was asked, refused and checked. No text, no person, no handle."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import CounterMetricFamily
from prometheus_client.registry import Collector

from bot.core.accounts import OrgType
from bot.core.commands import Command
from bot.policy.engine import Engine

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3)
"""Upper bounds of the histogram; the last is when Slack gives up."""


class Metrics:
    """The counters of one process, in a registry of their own."""

    def __init__(self, engines: Mapping[OrgType, Engine]) -> None:
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
        self.registry.register(_CheckFaults(engines))

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
    """How often each detector could not run, as the engines count it."""

    def __init__(self, engines: Mapping[OrgType, Engine]) -> None:
        self._engines = engines

    def collect(self) -> Iterator[CounterMetricFamily]:
        family = CounterMetricFamily(
            "countersign_check_faults", "Checks that could not run, by detector.", labels=["pack", "detector"]
        )
        for org_type, engine in self._engines.items():
            for detector, count in engine.faults.items():
                family.add_metric([org_type, detector], count)
        yield family
