"""Benchmarks: speed, memory and accuracy, each a script that prints its figures."""
