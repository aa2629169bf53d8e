"""The shapes in which X says no, word for word as its API words them."""

from typing import Any

from aiohttp import web

BLANK = "about:blank"
PROBLEMS = "https://api.twitter.com/2/problems/"
DUPLICATE = "You are not allowed to create a Tweet with duplicate content."


def problem(status: int, title: str, detail: str, kind: str = BLANK, **more: Any) -> web.Response:
    """A problem body of the v2 API. `kind` is a name under X's problems address, or about:blank."""
    address = kind if kind == BLANK else PROBLEMS + kind
    body = {"title": title, "detail": detail, "type": address, "status": status, **more}
    return web.json_response(body, status=status, content_type="application/problem+json")


def coded(status: int, code: int, message: str) -> web.Response:
    """The older shape, with a code, which X still uses for logins."""
    return web.json_response({"errors": [{"code": code, "message": message}]}, status=status)


def bad_request(message: str, parameter: str = "") -> web.Response:
    """400 as X answers a body or a parameter that does not fit its description."""
    parameters = {parameter: [""]} if parameter else {}
    detail = "One or more parameters to your request was invalid."
    errors = [{"parameters": parameters, "message": message}]
    return problem(400, "Invalid Request", detail, "invalid-request", errors=errors)


def forbidden(detail: str) -> web.Response:
    """403 in the plain v2 shape."""
    return problem(403, "Forbidden", detail)


def not_found(parameter: str, value: str, kind: str) -> web.Response:
    """X answers 200 with an `errors` list where a post or person does not exist."""
    error = {
        "parameter": parameter,
        "value": value,
        "resource_id": value,
        "resource_type": kind,
        "title": "Not Found Error",
        "detail": f"Could not find {kind} with {parameter}: [{value}].",
        "type": PROBLEMS + "resource-not-found",
    }
    return web.json_response({"errors": [error]})


def not_authorized(parameter: str, value: str) -> web.Response:
    """And so it answers for a post it keeps from the caller: its author is protected or suspended."""
    error = {
        "parameter": parameter,
        "value": value,
        "resource_id": value,
        "resource_type": "tweet",
        "section": "data",
        "title": "Authorization Error",
        "detail": f"Sorry, you are not authorized to see the Tweet with {parameter}: [{value}].",
        "type": PROBLEMS + "not-authorized-for-resource",
    }
    return web.json_response({"errors": [error]})


def bad_login() -> web.Response:
    """401, code 32: the signature does not fit, or was used before."""
    return coded(401, 32, "Could not authenticate you.")


def dead_token() -> web.Response:
    """401, code 89: the access token is unknown or was taken back."""
    return coded(401, 89, "Invalid or expired token.")


def wrong_time() -> web.Response:
    """401, code 135: the timestamp is more than five minutes off."""
    return coded(401, 135, "Timestamp out of bounds.")
