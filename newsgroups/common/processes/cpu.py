"""Disables NumPy's AVX-512 sorting where it is slow. NumPy reads the setting when it is imported."""

from collections.abc import MutableMapping
from pathlib import Path

_SETTING = "NPY_DISABLE_CPU_FEATURES"
# NumPy's AVX-512 sort uses an instruction (compress to memory) that AMD's Zen 4 implements only in microcode: sorting
# four million numbers takes 127 ns per number, against 13 ns with the older instructions
# (github.com/numpy/x86-simd-sort/issues/6).
_SLOW_AT_SORTING = "X86_V4 AVX512_ICL"
# Zen 3 and Zen 4 share a family number; of the two, only Zen 4 has AVX-512.
_FAMILY = "25"
_BYTES = 4_096


def spare_slow_sorts(environment: MutableMapping[str, str], described: str) -> None:
    """Keep NumPy from sorting slowly on the processor described, unless the variable is already set."""
    pairs = [line.partition(":") for line in described.splitlines()]
    properties = {name.strip(): value.strip() for name, _, value in reversed(pairs)}
    is_family = properties.get("vendor_id") == "AuthenticAMD" and properties.get("cpu family") == _FAMILY
    if is_family and "avx512f" in properties.get("flags", "").split():
        environment.setdefault(_SETTING, _SLOW_AT_SORTING)


def described_processor(file: Path = Path("/proc/cpuinfo")) -> str:
    """Return Linux's description of the first processor; "" on other systems."""
    try:
        with file.open(encoding="utf-8", errors="replace") as lines:
            return lines.read(_BYTES)
    except OSError:
        return ""
