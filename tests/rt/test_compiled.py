from typing import Any

import numba
import pytest

from livenode.rt import compiled


def double(value: int) -> int:
    return 2 * value


def test_without_a_folder_for_the_cache_it_compiles_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def njit(cache: bool = False, **options: Any) -> Any:
        if cache:
            raise RuntimeError("cannot cache function 'double': no locator available")
        return numba.njit(**options)

    monkeypatch.setattr(compiled, "njit", njit)
    assert compiled.compile_cached(double, nogil=True)(4) == 8
