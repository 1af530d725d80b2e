# torch.nn.modules.pooling: windows that keep one number each.


def _pool_forward(name, function):
    """`forward` of a pool whose options are attributes with the function's own names."""

    def forward(self, input):
        return getattr(F, function)(input, *[getattr(self, option) for option in self._options])

    forward.__qualname__ = f"{name}.forward"
    return forward


_MAX_POOL = ("kernel_size", "stride", "padding", "dilation", "return_indices", "ceil_mode")


class _MaxPoolNd(Module):
    __constants__ = ["kernel_size", "stride", "padding", "dilation", "return_indices", "ceil_mode"]
    _options = ("kernel_size", "stride", "padding", "dilation", "ceil_mode", "return_indices")

    def __init__(self, kernel_size, stride=None, padding=0, dilation=1, return_indices=False, ceil_mode=False):
        super().__init__()
        stride = stride if stride is not None else kernel_size
        _nn.assign(self, _MAX_POOL, (kernel_size, stride, padding, dilation, return_indices, ceil_mode))

    def extra_repr(self):
        return (
            f"kernel_size={self.kernel_size}, stride={self.stride}, padding={self.padding}, "
            f"dilation={self.dilation}, ceil_mode={self.ceil_mode}"
        )


class MaxPool1d(_MaxPoolNd):
    forward = _pool_forward("MaxPool1d", "max_pool1d")


class MaxPool2d(_MaxPoolNd):
    forward = _pool_forward("MaxPool2d", "max_pool2d")


class MaxPool3d(_MaxPoolNd):
    forward = _pool_forward("MaxPool3d", "max_pool3d")


class _MaxUnpoolNd(Module):
    def extra_repr(self):
        return f"kernel_size={self.kernel_size}, stride={self.stride}, padding={self.padding}"


def _unpool_constructor(n):
    def __init__(self, kernel_size, stride=None, padding=0):
        Module.__init__(self)
        self.kernel_size = _nn.tuple_of(kernel_size, n)
        self.stride = _nn.tuple_of(stride if stride is not None else kernel_size, n)
        self.padding = _nn.tuple_of(padding, n)

    __init__.__qualname__ = f"MaxUnpool{n}d.__init__"
    return __init__


def _unpool_forward(n):
    def forward(self, input, indices, output_size=None):
        unpool = (None, F.max_unpool1d, F.max_unpool2d, F.max_unpool3d)[n]
        return unpool(input, indices, self.kernel_size, self.stride, self.padding, output_size)

    forward.__qualname__ = f"MaxUnpool{n}d.forward"
    return forward


class MaxUnpool1d(_MaxUnpoolNd):
    __init__ = _unpool_constructor(1)
    forward = _unpool_forward(1)


class MaxUnpool2d(_MaxUnpoolNd):
    __init__ = _unpool_constructor(2)
    forward = _unpool_forward(2)


class MaxUnpool3d(_MaxUnpoolNd):
    __init__ = _unpool_constructor(3)
    forward = _unpool_forward(3)


class _AvgPoolNd(Module):
    __constants__ = ["kernel_size", "stride", "padding", "ceil_mode", "count_include_pad"]
    _options = ("kernel_size", "stride", "padding", "ceil_mode", "count_include_pad")

    def extra_repr(self):
        return f"kernel_size={self.kernel_size}, stride={self.stride}, padding={self.padding}"


class AvgPool1d(_AvgPoolNd):
    def __init__(self, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True):
        super().__init__()
        self.kernel_size = _single(kernel_size)
        self.stride = _single(stride if stride is not None else kernel_size)
        self.padding = _single(padding)
        self.ceil_mode = ceil_mode
        self.count_include_pad = count_include_pad

    forward = _pool_forward("AvgPool1d", "avg_pool1d")


def _avg_constructor(n):
    def __init__(
        self, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True, divisor_override=None
    ):
        Module.__init__(self)
        self.kernel_size = kernel_size
        self.stride = stride if stride is not None else kernel_size
        self.padding = padding
        self.ceil_mode = ceil_mode
        self.count_include_pad = count_include_pad
        self.divisor_override = divisor_override

    __init__.__qualname__ = f"AvgPool{n}d.__init__"
    return __init__


class AvgPool2d(_AvgPoolNd):
    _options = (*_AvgPoolNd._options, "divisor_override")
    __init__ = _avg_constructor(2)
    forward = _pool_forward("AvgPool2d", "avg_pool2d")


class AvgPool3d(_AvgPoolNd):
    _options = (*_AvgPoolNd._options, "divisor_override")
    __init__ = _avg_constructor(3)
    forward = _pool_forward("AvgPool3d", "avg_pool3d")


def _fractional_constructor(n):
    name = f"FractionalMaxPool{n}d"

    def __init__(self, kernel_size, output_size=None, output_ratio=None, return_indices=False, _random_samples=None):
        Module.__init__(self)
        if n == 3 and (
            (isinstance(kernel_size, int) and kernel_size <= 0)
            or (isinstance(kernel_size, (tuple, list)) and not all(k > 0 for k in kernel_size))
        ):
            raise ValueError(f"kernel_size must be greater than 0, but got {kernel_size}")
        self.kernel_size = _nn.tuple_of(kernel_size, n)
        self.return_indices = return_indices
        self.register_buffer("_random_samples", _random_samples)
        self.output_size = _nn.tuple_of(output_size, n) if output_size is not None else None
        self.output_ratio = _nn.tuple_of(output_ratio, n) if output_ratio is not None else None
        if output_size is None and output_ratio is None:
            raise ValueError(f"{name} requires specifying either an output size, or a pooling ratio")
        if output_size is not None and output_ratio is not None:
            raise ValueError("only one of output_size and output_ratio may be specified")
        if self.output_ratio is not None and not all(0 < ratio < 1 for ratio in self.output_ratio):
            raise ValueError(f"output_ratio must be between 0 and 1 (got {output_ratio})")

    __init__.__qualname__ = f"{name}.__init__"
    return __init__


def _fractional_forward(n):
    def forward(self, input):
        pool = F.fractional_max_pool2d if n == 2 else F.fractional_max_pool3d
        return pool(
            input, self.kernel_size, self.output_size, self.output_ratio, self.return_indices,
            _random_samples=self._random_samples,
        )

    forward.__qualname__ = f"FractionalMaxPool{n}d.forward"
    return forward


class FractionalMaxPool2d(Module):
    __constants__ = ["kernel_size", "return_indices", "output_size", "output_ratio"]
    __init__ = _fractional_constructor(2)
    forward = _fractional_forward(2)


class FractionalMaxPool3d(Module):
    __constants__ = ["kernel_size", "return_indices", "output_size", "output_ratio"]
    __init__ = _fractional_constructor(3)
    forward = _fractional_forward(3)


class _LPPoolNd(Module):
    __constants__ = ["norm_type", "kernel_size", "stride", "ceil_mode"]

    def __init__(self, norm_type, kernel_size, stride=None, ceil_mode=False):
        super().__init__()
        self.norm_type = norm_type
        self.kernel_size = kernel_size
        self.stride = stride
        self.ceil_mode = ceil_mode

    def extra_repr(self):
        return (
            f"norm_type={self.norm_type}, kernel_size={self.kernel_size}, stride={self.stride}, "
            f"ceil_mode={self.ceil_mode}"
        )


def _lp_forward(n):
    def forward(self, input):
        pool = (None, F.lp_pool1d, F.lp_pool2d, F.lp_pool3d)[n]
        return pool(input, float(self.norm_type), self.kernel_size, self.stride, self.ceil_mode)

    forward.__qualname__ = f"LPPool{n}d.forward"
    return forward


class LPPool1d(_LPPoolNd):
    forward = _lp_forward(1)


class LPPool2d(_LPPoolNd):
    forward = _lp_forward(2)


class LPPool3d(_LPPoolNd):
    forward = _lp_forward(3)


class _AdaptiveMaxPoolNd(Module):
    __constants__ = ["output_size", "return_indices"]
    _options = ("output_size", "return_indices")

    def __init__(self, output_size, return_indices=False):
        super().__init__()
        self.output_size = output_size
        self.return_indices = return_indices

    def extra_repr(self):
        return f"output_size={self.output_size}"


class AdaptiveMaxPool1d(_AdaptiveMaxPoolNd):
    forward = _pool_forward("AdaptiveMaxPool1d", "adaptive_max_pool1d")


class AdaptiveMaxPool2d(_AdaptiveMaxPoolNd):
    forward = _pool_forward("AdaptiveMaxPool2d", "adaptive_max_pool2d")


class AdaptiveMaxPool3d(_AdaptiveMaxPoolNd):
    forward = _pool_forward("AdaptiveMaxPool3d", "adaptive_max_pool3d")


class _AdaptiveAvgPoolNd(Module):
    __constants__ = ["output_size"]
    _options = ("output_size",)

    def __init__(self, output_size):
        super().__init__()
        self.output_size = output_size

    def extra_repr(self):
        return f"output_size={self.output_size}"


class AdaptiveAvgPool1d(_AdaptiveAvgPoolNd):
    forward = _pool_forward("AdaptiveAvgPool1d", "adaptive_avg_pool1d")


class AdaptiveAvgPool2d(_AdaptiveAvgPoolNd):
    forward = _pool_forward("AdaptiveAvgPool2d", "adaptive_avg_pool2d")


class AdaptiveAvgPool3d(_AdaptiveAvgPoolNd):
    forward = _pool_forward("AdaptiveAvgPool3d", "adaptive_avg_pool3d")
