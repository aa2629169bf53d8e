"""The PIN flow: request token, a page where a person chooses an account, and the access token for the PIN."""

import hmac
import html
import secrets
from dataclasses import dataclass
from urllib.parse import urlencode

from aiohttp import web

from bot.practice.x import problems
from bot.practice.x.oauth import Verifier
from bot.practice.x.world import World, XAccount

PIN_DIGITS = 7


@dataclass(slots=True)
class Waiting:
    """A request token on its way to becoming an access token."""

    secret: str
    pin: str = ""
    handle: str = ""


@dataclass(frozen=True, slots=True)
class Token:
    """An access token and its secret."""

    token: str
    secret: str


class Login:
    """Handlers and tokens of one world."""

    def __init__(self, world: World, verifier: Verifier, tokens: dict[str, Token]) -> None:
        self._world = world
        self._verifier = verifier
        self._tokens = tokens
        self._waiting: dict[str, Waiting] = {}

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post("/oauth/request_token", self.request_token),
            web.get("/oauth/authorize", self.choose),
            web.post("/oauth/authorize", self.authorise),
            web.post("/oauth/access_token", self.access_token),
        ]

    async def request_token(self, request: web.Request) -> web.Response:
        """Step one: the app asks for a request token, out of band (a PIN)."""
        signed = self._verifier.check(request, await request.read(), {"": ""})
        if isinstance(signed, web.Response):
            return signed
        if signed.parameters.get("oauth_callback") != "oob":
            return problems.coded(403, 415, "Callback URL not approved for this client application.")
        token, waiting = secrets.token_urlsafe(20), Waiting(secrets.token_urlsafe(24))
        self._waiting[token] = waiting
        return _form(oauth_token=token, oauth_token_secret=waiting.secret, oauth_callback_confirmed="true")

    async def choose(self, request: web.Request) -> web.Response:
        """Step two: the page on which a person chooses an account."""
        token = request.query.get("oauth_token", "")
        if token not in self._waiting:
            return _page("<p>This page has expired. Start again from the app.</p>", status=404)
        choices = "".join(map(_choice, self._world.accounts.values()))
        return _page(
            f'<form method="post"><input type="hidden" name="oauth_token" value="{html.escape(token)}">'
            f"<fieldset><legend>Let this app post as</legend>{choices}</fieldset>"
            "<button>Authorise</button></form>"
        )

    async def authorise(self, request: web.Request) -> web.Response:
        """Step three: the PIN the person types into the app."""
        form = await request.post()
        waiting = self._waiting.get(str(form.get("oauth_token", "")))
        account = self._world.account(str(form.get("handle", "")))
        if waiting is None or account is None:
            return _page("<p>This page has expired. Start again from the app.</p>", status=404)
        waiting.handle = account.handle
        waiting.pin = f"{secrets.randbelow(10**PIN_DIGITS):0{PIN_DIGITS}d}"
        return _page(f"<p>Type this number into the app to finish:</p><p><code>{waiting.pin}</code></p>")

    async def access_token(self, request: web.Request) -> web.Response:
        """Step four: the access token, once, for the right PIN."""
        known = {token: waiting.secret for token, waiting in self._waiting.items()}
        signed = self._verifier.check(request, await request.read(), known)
        if isinstance(signed, web.Response):
            return signed
        waiting, pin = self._waiting[signed.token], signed.parameters.get("oauth_verifier", "")
        if not waiting.pin or not hmac.compare_digest(pin.encode(), waiting.pin.encode()):
            text = "Error processing your OAuth request: Invalid oauth_verifier parameter"
            return web.Response(status=401, text=text)
        del self._waiting[signed.token]
        token, account = self._tokens[waiting.handle.lower()], self._world.accounts[waiting.handle.lower()]
        return _form(
            oauth_token=token.token,
            oauth_token_secret=token.secret,
            user_id=account.user_id,
            screen_name=account.handle,
        )


def _choice(account: XAccount) -> str:
    handle, name = html.escape(account.handle), html.escape(account.name)
    return f'<p><label><input type="radio" name="handle" value="{handle}" required> {name} @{handle}</label></p>'


def _form(**values: str) -> web.Response:
    return web.Response(text=urlencode(values), content_type="application/x-www-form-urlencoded")


def _page(body: str, status: int = 200) -> web.Response:
    text = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Practice X: authorise an app</title>'
        '<meta name="viewport" content="width=device-width"><style>body{font:1.1rem/1.5 system-ui;max-width:32rem;'
        "margin:3rem auto;padding:0 1rem}button{font:inherit;padding:.5rem 1.5rem}code{font-size:2rem}</style>"
        f"</head><body><h1>Practice X</h1>{body}</body></html>"
    )
    return web.Response(text=text, content_type="text/html", status=status)
