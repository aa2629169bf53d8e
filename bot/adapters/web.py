"""The product's own small web server: health, metrics, and Slack's requests where `--http` asks for them."""

import json
import threading
from collections.abc import Callable, Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from prometheus_client import CollectorRegistry, make_wsgi_app
from waitress.server import BaseWSGIServer, create_server

LARGEST_BODY = 1_048_576
"""Bytes. A larger request is refused before it is read."""

Health = Callable[[], tuple[bool, dict[str, object]]]
"""Whether the process is fit to serve, and the facts behind that."""


def site(health: Health, registry: CollectorRegistry, mounted: dict[str, WSGIApplication]) -> WSGIApplication:
    """One WSGI application: /healthz, /metrics, and what is mounted at a path, or below one that ends in a slash."""
    metrics: WSGIApplication = make_wsgi_app(registry)

    def app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = str(environ.get("PATH_INFO", ""))
        if path == "/healthz":
            return _answer_health(health, start_response)
        if path == "/metrics":
            return metrics(environ, start_response)
        below = path[: path.find("/", 1) + 1]
        if serves := mounted.get(path) or mounted.get(below):
            return serves(environ, start_response)
        return _plain(start_response, "404 Not Found", "Nothing is here.\n")

    return app


def _answer_health(health: Health, start_response: StartResponse) -> Iterable[bytes]:
    fit, facts = health()
    status = "200 OK" if fit else "503 Service Unavailable"
    start_response(status, [("Content-Type", "application/json"), ("Cache-Control", "no-store")])
    return [json.dumps({"ok": fit, **facts}, default=str).encode()]


def _plain(start_response: StartResponse, status: str, words: str) -> Iterable[bytes]:
    start_response(status, [("Content-Type", "text/plain; charset=utf-8")])
    return [words.encode()]


class WebServer:
    """Serves a WSGI application with waitress in a thread of its own. OSError if the address is taken."""

    def __init__(self, app: WSGIApplication, host: str, port: int, threads: int) -> None:
        server = create_server(
            app,
            host=host,
            port=port,
            threads=threads,
            max_request_body_size=LARGEST_BODY,
            ident="countersign",
            clear_untrusted_proxy_headers=True,
        )
        if not isinstance(server, BaseWSGIServer):
            server.close()
            raise OSError(f"{host} is more than one address; COUNTERSIGN_LISTEN needs exactly one.")
        self._server = server
        self._thread = threading.Thread(target=self._server.run, name="web", daemon=True)

    @property
    def port(self) -> int:
        """The port in use."""
        return int(self._server.effective_port)

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def stop(self) -> None:
        """Answer no more: the loop closes its own sockets, so that it never waits on one that is gone."""
        self._server.trigger.pull_trigger(self._close)
        self._thread.join(timeout=5)
        self._server.task_dispatcher.shutdown()

    def _close(self) -> None:
        for channel in list(self._server.active_channels.values()):
            channel.handle_close()
        self._server.close()
