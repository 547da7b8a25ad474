"""The model of disagreements in use: the one that this archive learned, else the one shipped."""

import logging
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from django.conf import settings

from newsgroups.facts.ranking.disagreement_model import DamagedModel, Model, shipped_model

log = logging.getLogger(__name__)


def learned_file() -> Path:
    """Return where `train_facts` stores what this archive learned."""
    return Path(settings.DATA_DIR) / "disagreements.json"


def current_model() -> Model:
    """Return the model in use. A damaged one is replaced by the shipped one, and logged."""
    file = learned_file()
    try:
        return _loaded(file, file.stat().st_mtime_ns)
    except FileNotFoundError:
        return shipped_model()
    except DamagedModel as damaged:
        log.warning("%s Facts are read with the shipped model until train_facts learns it anew.", damaged)
        return shipped_model()


@lru_cache(maxsize=2)
def _loaded(file: Path, changed: int) -> Model:
    """Load a model. The cache key includes the modification time, so that other processes' models are noticed."""
    return Model.load(file)


def model_version() -> str:
    """Return the version of the model: another one may find other disagreements in the same texts."""
    return _version(current_model())


@lru_cache(maxsize=2)
def _version(model: Model) -> str:
    return blake2b(model.as_json().encode(), digest_size=8).hexdigest()
