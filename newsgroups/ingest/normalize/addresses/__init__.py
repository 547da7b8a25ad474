"""The parts of an address, each in the one form that tells articles apart; pure."""
