"""Pure algorithms (no Django): clustering under constraints, stable ids, evaluation, active learning."""
