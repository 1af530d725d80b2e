# torch.cuda.amp: the old names of torch.amp.

#: torch.cuda.amp.autocast_mode
import functools
import warnings

import torch.amp


class autocast(torch.amp.autocast):
    def __init__(self, enabled=True, dtype=torch.float16, cache_enabled=True):
        warnings.warn(
            "`torch.cuda.amp.autocast(args...)` is deprecated. Please use `torch.amp.autocast('cuda', args...)` instead.",
            FutureWarning,
            stacklevel=2,
        )
        super().__init__("cuda", enabled=enabled, dtype=dtype, cache_enabled=cache_enabled)


#: torch.cuda.amp.grad_scaler
class GradScaler(torch.amp.GradScaler):
    def __init__(self, init_scale=65536.0, growth_factor=2.0, backoff_factor=0.5, growth_interval=2000, enabled=True):
        warnings.warn(
            "`torch.cuda.amp.GradScaler(args...)` is deprecated. Please use `torch.amp.GradScaler('cuda', args...)` instead.",
            FutureWarning,
            stacklevel=2,
        )
        super().__init__("cuda", init_scale, growth_factor, backoff_factor, growth_interval, enabled)


#: torch.cuda.amp.autocast_mode
def custom_fwd(fwd=None, *, cast_inputs=None):
    return functools.partial(custom_fwd, cast_inputs=cast_inputs) if fwd is None else fwd


def custom_bwd(bwd):
    return bwd
