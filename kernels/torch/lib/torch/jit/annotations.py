# torch.jit.annotations: the types that scripted code names.
from typing import Any, Dict, List, Optional, Tuple, Union

from torch import Future


class _BroadcastingList:
    """`BroadcastingList2[int]`, as annotations write it."""

    def __getitem__(self, types):
        return


BroadcastingList1 = BroadcastingList2 = BroadcastingList3 = _BroadcastingList()
