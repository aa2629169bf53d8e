"""The table of Web API methods and the way from a request to its answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from aiohttp import web

from bot.practice.slack import chat, conversations, directory, files, views
from bot.practice.slack.model import Json
from bot.practice.slack.wire import Call, Refused, read_args, token_of
from bot.practice.slack.world import World


@dataclass(frozen=True, slots=True)
class Method:
    """One method: its code, the scopes of which one is needed, whether it takes JSON bodies."""

    run: Callable[[Call], Json]
    scopes: tuple[str, ...] = ()
    form_only: bool = False


METHODS: Mapping[str, Method] = {
    "auth.test": Method(directory.auth_test),
    "bots.info": Method(directory.bot_info, ("users:read",), form_only=True),
    "chat.delete": Method(chat.delete, ("chat:write",)),
    "chat.getPermalink": Method(chat.get_permalink, form_only=True),
    "chat.postEphemeral": Method(chat.post_ephemeral, ("chat:write",)),
    "chat.postMessage": Method(chat.post_message, ("chat:write",)),
    "chat.update": Method(chat.update, ("chat:write",)),
    "conversations.history": Method(conversations.history, form_only=True),
    "conversations.info": Method(conversations.info, form_only=True),
    "conversations.list": Method(conversations.list_all, form_only=True),
    "conversations.members": Method(conversations.members, form_only=True),
    "conversations.open": Method(conversations.open_conversation, ("im:write", "mpim:write")),
    "conversations.replies": Method(conversations.replies, form_only=True),
    "files.completeUploadExternal": Method(files.complete_upload, ("files:write",)),
    "files.getUploadURLExternal": Method(files.get_upload_url, ("files:write",), form_only=True),
    "files.info": Method(files.info, ("files:read",), form_only=True),
    "reactions.add": Method(chat.add_reaction, ("reactions:write",)),
    "team.info": Method(directory.team_info, ("team:read",), form_only=True),
    "usergroups.list": Method(directory.usergroup_list, ("usergroups:read",), form_only=True),
    "usergroups.users.list": Method(directory.usergroup_users, ("usergroups:read",), form_only=True),
    "usergroups.users.update": Method(directory.usergroup_update, ("usergroups:write",)),
    "users.info": Method(directory.user_info, ("users:read",), form_only=True),
    "users.list": Method(directory.user_list, ("users:read",), form_only=True),
    "users.lookupByEmail": Method(directory.lookup_by_email, ("users:read.email",), form_only=True),
    "views.open": Method(views.open_view),
    "views.publish": Method(views.publish_view),
    "views.push": Method(views.push_view),
    "views.update": Method(views.update_view),
}
CONNECT = "apps.connections.open"


class Api:
    """Answers /api/{method}."""

    def __init__(
        self,
        world: World,
        bot_token: str,
        app_token: str,
        scopes: frozenset[str] | None,
        connect: Callable[[], str],
    ) -> None:
        """`connect` makes the address of a new socket; `scopes` None means that none are checked."""
        self._world = world
        self._bot_token = bot_token
        self._app_token = app_token
        self._scopes = scopes
        self._connect = connect

    async def handle(self, request: web.Request) -> web.Response:
        """Answer one call. Slack answers 200 to a refusal as well."""
        name = request.match_info["method"]
        try:
            answer = await self._answer(name, request)
        except Refused as refusal:
            answer = refusal.answer
        headers = {} if self._scopes is None else {"x-oauth-scopes": ",".join(sorted(self._scopes))}
        return web.json_response(answer, headers=headers)

    async def _answer(self, name: str, request: web.Request) -> Json:
        method = METHODS.get(name)
        args = await read_args(request, form_only=method is not None and method.form_only)
        self._world.calls[name] += 1
        self._world.requests.append((name, {key: args[key] for key in args if key != "token"}))
        token = token_of(request.headers, args)
        if name == CONNECT:
            return self._open_socket(token)
        if method is None:
            raise Refused("unknown_method", req_method=name)
        self.check_token(token)
        call = Call(self._world, args, self._scopes)
        call.needs(*method.scopes)
        return method.run(call)

    def check_token(self, token: str) -> None:
        """Refused unless this is the bot's token."""
        if token == self._app_token:
            raise Refused("not_allowed_token_type")
        if token != self._bot_token:
            raise Refused("invalid_auth")

    def check_scope(self, *any_of: str) -> None:
        """Refused unless the app has one of these scopes."""
        Call(self._world, {}, self._scopes).needs(*any_of)

    def _open_socket(self, token: str) -> Json:
        if token == self._bot_token:
            raise Refused("not_allowed_token_type")
        if token != self._app_token:
            raise Refused("invalid_auth")
        return {"ok": True, "url": self._connect()}
