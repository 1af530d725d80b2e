# torch._dynamo._trace_wrapped_higher_order_op: under it, an index that is a tensor of one number stays a tensor.
from torch.overrides import TorchFunctionMode


class TransformGetItemToIndex(TorchFunctionMode):
    """Where masks are made over batched positions: indexing does not read them here anyway, so that calls go on as they are."""

    def __torch_function__(self, func, types, args=(), kwargs=None):
        return func(*args, **(kwargs or {}))
