# numpy.typing: names for annotations.
from typing import Any, Sequence, TypeVar, Union

import numpy as np

_ScalarT = TypeVar("_ScalarT")
NDArray = np.ndarray[tuple[Any, ...], np.dtype[_ScalarT]]
ArrayLike = Union[np.ndarray, Sequence, complex, bytes, str, None]
DTypeLike = Union[type, np.dtype, str, tuple, list, dict, None]


class NBitBase:
    pass
