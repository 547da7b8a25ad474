"""The same-story model in use: the one that this archive learned, else the one shipped."""

import logging
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from newsgroups.matching.model.classifier import Model, OutdatedModel, shipped_model
from newsgroups.matching.model.model_file import DamagedModel

log = logging.getLogger(__name__)


def learned_file() -> Path:
    """Return where `train_matcher` stores what this archive learned."""
    return Path(settings.DATA_DIR) / "same_story.json"


def current_model() -> Model:
    """Return the model in use.

    A model of another version of Newsgroups is replaced by the shipped one and logged. Raises DamagedModel, with a
    message that says what to do, if this archive's own cannot be read.
    """
    file = learned_file()
    try:
        changed = file.stat().st_mtime_ns
    except FileNotFoundError:
        return shipped_model()
    try:
        return _loaded(file, changed)
    except OutdatedModel as outdated:
        log.warning("%s The model that comes with Newsgroups is used until train_matcher trains a new one.", outdated)
        return shipped_model()
    except DamagedModel as damaged:
        raise DamagedModel(
            f"{damaged} Nothing was changed. Run train_matcher to train a new one, or delete {file} to use the model "
            "that comes with Newsgroups."
        ) from None


def model_for_readers() -> Model:
    """Like `current_model`, but falls back to the shipped model if the archive's own is damaged, and logs why."""
    try:
        return current_model()
    except DamagedModel as damaged:
        log.warning("%s", damaged)
        return shipped_model()


@lru_cache(maxsize=1)
def _loaded(file: Path, changed: int) -> Model:
    """Load a model. The cache key includes the modification time, so that other processes' models are noticed."""
    return Model.load(file)
