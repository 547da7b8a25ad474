"""Model how similar two articles of an archive are by chance, to judge what a similarity means."""

from .beginning_similarity import Beginnings, gram_rarity
from .decoys import Decoys
from .stored_chance import CHANCE_NAMES, KINDS, Chance

__all__ = ["CHANCE_NAMES", "KINDS", "Beginnings", "Chance", "Decoys", "gram_rarity"]
