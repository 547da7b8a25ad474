"""How far two figures may be apart and still say the same: every tolerance of the facts of a story."""

# Share of the smaller value by dimension: durations are reported roughly, money to a few digits. Others must be equal.
BY_DIMENSION = {"time": 0.2, "money": 0.03, "length": 0.1, "area": 0.02, "weight": 0.05, "speed": 0.05}
# Difference between a whole number and one that has decimals.
OF_WHOLE_NUMBERS = 0.51
# "At least 19" is compatible with "nearly two dozen"; compared with another exact count, it is an earlier one.
OF_AT_LEAST = 1.25
# "At least one person was killed" is no count; it is compatible with counts up to this.
MAX_FOR_AT_LEAST_ONE = 10
# Numbers with more digits than this may be rounded to hundreds and more, shorter ones to tens.
ROUNDED_DIGITS = 3
# A number is round from this step on; victims are counted, not rounded to tens.
MIN_STEP, MIN_STEP_OF_VICTIMS = 10.0, 100.0
# Steps between a round number and what it rounds: "about 40" is 36 to 45, and "1,200" 1,101 to 1,299.
OF_TENS, OF_HUNDREDS = 0.51, 1.0

# In rows on which outlets agree: share of the smaller value for counts from `LARGE_COUNT` on, which each outlet rounds
# in its own way, and for values in different units.
OF_LARGE_COUNTS = 0.03
LARGE_COUNT = 1_000.0
