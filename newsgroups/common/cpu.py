"""What a kind of processor is slow at, so that NumPy takes another way. NumPy reads it when it is imported."""

from collections.abc import MutableMapping
from pathlib import Path

_SETTING = "NPY_DISABLE_CPU_FEATURES"
# NumPy sorts by AVX-512 with an instruction (compress to memory) that AMD's Zen 4 has in microcode only: four million
# numbers take 127 ns each there, and 13 by the older instructions (github.com/numpy/x86-simd-sort/issues/6).
_SLOW_AT_SORTING = "X86_V4 AVX512_ICL"
# Zen 3 and Zen 4 are of one family; of these only Zen 4 has AVX-512.
_FAMILY = "25"
_BYTES = 4_096


def spare_slow_sorts(environment: MutableMapping[str, str], described: str) -> None:
    """Sets what keeps NumPy from sorting slowly on the processor described, unless somebody has set it."""
    told = [line.partition(":") for line in described.splitlines()]
    known = {name.strip(): value.strip() for name, _, value in reversed(told)}
    is_family = known.get("vendor_id") == "AuthenticAMD" and known.get("cpu family") == _FAMILY
    if is_family and "avx512f" in known.get("flags", "").split():
        environment.setdefault(_SETTING, _SLOW_AT_SORTING)


def described_processor(file: Path = Path("/proc/cpuinfo")) -> str:
    """The first processor as Linux describes it; nothing elsewhere."""
    try:
        with file.open(encoding="utf-8", errors="replace") as lines:
            return lines.read(_BYTES)
    except OSError:
        return ""
