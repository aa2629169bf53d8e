"""A receiver of calls on this machine, as strict as a telephone gateway should be."""

import hashlib
import hmac
import re
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Gateway(BaseHTTPRequestHandler):
    """Refuses whatever is unsigned, wrongly signed, or older than five minutes by its own clock."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((self.path, dict(self.headers), body))
        time.sleep(self.server.sleeps)
        self.send_response(self.server.status or (202 if self._is_ours(body) else 401))
        for name, value in self.server.headers.items():
            self.send_header(name, value)
        self.end_headers()

    def _is_ours(self, body):
        found = re.fullmatch(r"t=(\d+),v1=([0-9a-f]{64})", self.headers.get("Countersign-Signature", ""))
        if not found or abs(self.server.clock().timestamp() - int(found[1])) > 300:
            return False
        wanted = hmac.new(self.server.secret.encode(), f"{found[1]}.".encode() + body, hashlib.sha256).hexdigest()
        return hmac.compare_digest(wanted, found[2])

    def log_message(self, *_):
        pass


@contextmanager
def answering(secret, clock):
    """One that knows this key and this time. `asked` is what arrived; `status`, `headers` and `sleeps` make it fail."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Gateway)
    server.asked, server.status, server.headers, server.sleeps = [], None, {}, 0
    server.secret, server.clock = secret, clock
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
