"""NumPy's slow sort is disabled on some processors, before NumPy is imported."""

from pathlib import Path

import pytest

from newsgroups.common.processes.cpu import described_processor, spare_slow_sorts

ZEN_4 = "processor\t: 0\nvendor_id\t: AuthenticAMD\ncpu family\t: 25\nflags\t\t: fpu avx2 avx512f\n"


def test_numpy_does_not_sort_by_instructions_that_the_processor_has_in_microcode() -> None:
    environment: dict[str, str] = {}
    spare_slow_sorts(environment, ZEN_4)
    assert environment == {"NPY_DISABLE_CPU_FEATURES": "X86_V4 AVX512_ICL"}


@pytest.mark.parametrize(
    "described",
    [
        "",
        ZEN_4.replace(" avx512f", ""),
        ZEN_4.replace(": 25", ": 26"),
        ZEN_4.replace("AuthenticAMD", "GenuineIntel"),
    ],
)
def test_other_processors_sort_as_they_do(described: str) -> None:
    environment: dict[str, str] = {}
    spare_slow_sorts(environment, described)
    assert environment == {}


def test_what_somebody_has_set_stays() -> None:
    environment = {"NPY_DISABLE_CPU_FEATURES": ""}
    spare_slow_sorts(environment, ZEN_4)
    assert environment == {"NPY_DISABLE_CPU_FEATURES": ""}


def test_where_no_processor_is_described_nothing_is_known(tmp_path: Path) -> None:
    assert described_processor(tmp_path / "cpuinfo") == ""
