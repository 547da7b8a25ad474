"""Pure algorithms without Django: constrained clustering, stable ids, evaluation, and active learning."""
