"""Finds and reads app.yaml, the manifest of the Slack app: beside the package, or inside it once installed."""

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

import bot


def manifest() -> dict[str, Any]:
    """The manifest as Slack would read it."""
    package = Path(bot.__file__).parent
    packaged = package / "_app.yaml"
    found = packaged if packaged.is_file() else package.parent / "app.yaml"
    return dict(YAML(typ="safe").load(found))
