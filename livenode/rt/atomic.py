"""Order memory accesses in compiled code: acquire loads, release stores, fences.

numba has none of these for the CPU, so they are written as LLVM instructions. The compiler may not move
accesses across them, and on ARM the right barrier instructions are emitted; on x86 a release store and an
acquire load cost nothing.
"""

from __future__ import annotations

from typing import Any

from numba.core import cgutils, types
from numba.extending import intrinsic

from livenode.rt.compiled import compile_cached


def _load_acquire(typingctx: Any, words: Any, index: Any) -> Any:
    signature = words.dtype(words, types.intp)

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        return builder.load_atomic(_pointer(context, builder, signature, args), "acquire", align=8)

    return signature, codegen


def _store_release(typingctx: Any, words: Any, index: Any, value: Any) -> Any:
    signature = types.void(words, types.intp, words.dtype)

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        builder.store_atomic(args[2], _pointer(context, builder, signature, args), "release", align=8)
        return context.get_dummy_value()

    return signature, codegen


def _fence(typingctx: Any) -> Any:
    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        builder.fence("seq_cst")
        return context.get_dummy_value()

    return types.void(), codegen


def _block_at(typingctx: Any, address: Any) -> Any:
    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        return builder.inttoptr(args[0], cgutils.voidptr_t)

    return types.voidptr(types.int64), codegen


def _pointer(context: Any, builder: Any, signature: Any, args: Any) -> Any:
    array_type = signature.args[0]
    array = context.make_array(array_type)(context, builder, args[0])
    get_item_pointer: Any = cgutils.get_item_pointer
    return get_item_pointer(context, builder, array_type, array, [args[1]])


load_acquire: Any = intrinsic(_load_acquire)
store_release: Any = intrinsic(_store_release)
fence: Any = intrinsic(_fence)
block_at: Any = intrinsic(_block_at)  # the memory at an address, for carray


def _load_word(words: Any, index: int) -> int:
    return load_acquire(words, index)


load_word: Any = compile_cached(_load_word, nogil=False)
