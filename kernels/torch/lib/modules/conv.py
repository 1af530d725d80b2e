# torch.nn.modules.conv: convolutions and transposed ones.


_CONV = (
    "in_channels", "out_channels", "kernel_size", "stride", "padding", "dilation", "transposed", "output_padding", "groups",
    "padding_mode", "_reversed_padding_repeated_twice",
)


class _ConvNd(Module):
    __constants__ = [
        "stride", "padding", "dilation", "groups", "padding_mode", "output_padding", "in_channels", "out_channels",
        "kernel_size",
    ]

    def __init__(
        self, in_channels, out_channels, kernel_size, stride, padding, dilation, transposed, output_padding, groups, bias,
        padding_mode, device=None, dtype=None,
    ):
        super().__init__()
        if groups <= 0:
            raise ValueError("groups must be a positive integer")
        if in_channels % groups != 0:
            raise ValueError("in_channels must be divisible by groups")
        if out_channels % groups != 0:
            raise ValueError("out_channels must be divisible by groups")
        if isinstance(padding, str):
            words = {"same", "valid"}
            if padding not in words:
                raise ValueError(f"Invalid padding string {padding!r}, should be one of {words}")
            if padding == "same" and any(s != 1 for s in stride):
                raise ValueError("padding='same' is not supported for strided convolutions")
        if padding_mode not in ("zeros", "reflect", "replicate", "circular"):
            modes = {"zeros", "reflect", "replicate", "circular"}
            raise ValueError(f"padding_mode must be one of {modes}, but got padding_mode='{padding_mode}'")
        if isinstance(padding, str):
            totals = [d * (k - 1) if padding == "same" else 0 for d, k in zip(dilation, kernel_size)]
            reversed_padding = [side for total in reversed(totals) for side in (total // 2, total - total // 2)]
        else:
            reversed_padding = _nn.reverse_repeated(padding, 2)
        _nn.assign(self, _CONV, (
            in_channels, out_channels, kernel_size, stride, padding, dilation, transposed, output_padding, groups,
            padding_mode, reversed_padding,
        ))
        size = (in_channels, out_channels // groups) if transposed else (out_channels, in_channels // groups)
        _nn.weight_and_bias(self, (*size, *kernel_size), out_channels, bias, device, dtype)
        self.reset_parameters()

    def reset_parameters(self):
        _nn.draw_weight_and_bias(self.weight, self.bias, False)

    def extra_repr(self):
        text = f"{self.in_channels}, {self.out_channels}, kernel_size={self.kernel_size}, stride={self.stride}"
        if self.padding != (0,) * len(self.padding):
            text += f", padding={self.padding}"
        if self.dilation != (1,) * len(self.dilation):
            text += f", dilation={self.dilation}"
        if self.output_padding != (0,) * len(self.output_padding):
            text += f", output_padding={self.output_padding}"
        if self.groups != 1:
            text += f", groups={self.groups}"
        if self.bias is None:
            text += ", bias=False"
        if self.padding_mode != "zeros":
            text += f", padding_mode={self.padding_mode}"
        return text

    def _conv_forward(self, input, weight, bias):
        n = self._rank
        conv = (None, F.conv1d, F.conv2d, F.conv3d)[n]
        if self.padding_mode == "zeros":
            return conv(input, weight, bias, self.stride, self.padding, self.dilation, self.groups)
        padded = F.pad(input, self._reversed_padding_repeated_twice, mode=self.padding_mode)
        return conv(padded, weight, bias, self.stride, (0,) * n, self.dilation, self.groups)


def _conv_constructor(n):
    """`ConvNd.__init__`: one for each number of dims, since TypeErrors name it."""

    def __init__(
        self, in_channels, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True,
        padding_mode="zeros", device=None, dtype=None,
    ):
        _ConvNd.__init__(
            self, in_channels, out_channels, _nn.tuple_of(kernel_size, n), _nn.tuple_of(stride, n),
            padding if isinstance(padding, str) else _nn.tuple_of(padding, n), _nn.tuple_of(dilation, n), False, _nn.tuple_of(0, n), groups,
            bias, padding_mode, device, dtype,
        )

    __init__.__qualname__ = f"Conv{n}d.__init__"
    return __init__


def _conv_call(name):
    def forward(self, input):
        return self._conv_forward(input, self.weight, self.bias)

    forward.__qualname__ = f"{name}.forward"
    return forward


class Conv1d(_ConvNd):
    _rank = 1
    __init__ = _conv_constructor(1)
    forward = _conv_call("Conv1d")


class Conv2d(_ConvNd):
    _rank = 2
    __init__ = _conv_constructor(2)
    forward = _conv_call("Conv2d")


class Conv3d(_ConvNd):
    _rank = 3
    __init__ = _conv_constructor(3)
    forward = _conv_call("Conv3d")


class _ConvTransposeNd(_ConvNd):
    def __init__(
        self, in_channels, out_channels, kernel_size, stride, padding, dilation, transposed, output_padding, groups, bias,
        padding_mode, device=None, dtype=None,
    ):
        if padding_mode != "zeros":
            raise ValueError(f'Only "zeros" padding mode is supported for {self.__class__.__name__}')
        super().__init__(
            in_channels, out_channels, kernel_size, stride, padding, dilation, transposed, output_padding, groups, bias,
            padding_mode, device, dtype,
        )

    def _output_padding(self, input, output_size, stride, padding, kernel_size, num_spatial_dims, dilation=None):
        """The output padding by which a transposed convolution reaches `output_size`."""
        if output_size is None:
            return _nn.tuple_of(self.output_padding, 1)
        n = num_spatial_dims
        lead = 2 if input.dim() == n + 2 else 1
        wanted = output_size[lead:] if len(output_size) == lead + n else output_size
        if len(wanted) != n:
            raise ValueError(
                f"ConvTranspose{n}D: for {input.dim()}D input, output_size must have {n} or {lead + n} elements "
                f"(got {len(wanted)})"
            )
        dilation = (1,) * n if dilation is None else dilation
        least = [
            (input.size(d + lead) - 1) * stride[d] - 2 * padding[d] + dilation[d] * (kernel_size[d] - 1) + 1 for d in range(n)
        ]
        most = [size + s - 1 for size, s in zip(least, stride)]
        if any(not low <= size <= high for low, size, high in zip(least, wanted, most)):
            raise ValueError(
                f"requested an output size of {wanted}, but valid sizes range from {least} to {most} "
                f"(for an input of {input.size()[2:]})"
            )
        return [size - low for size, low in zip(wanted, least)]


def _transpose_constructor(n):
    def __init__(
        self, in_channels, out_channels, kernel_size, stride=1, padding=0, output_padding=0, groups=1, bias=True, dilation=1,
        padding_mode="zeros", device=None, dtype=None,
    ):
        _ConvTransposeNd.__init__(
            self, in_channels, out_channels, _nn.tuple_of(kernel_size, n), _nn.tuple_of(stride, n), _nn.tuple_of(padding, n),
            _nn.tuple_of(dilation, n), True, _nn.tuple_of(output_padding, n), groups, bias, padding_mode, device, dtype,
        )

    __init__.__qualname__ = f"ConvTranspose{n}d.__init__"
    return __init__


def _transpose_call(n):
    def forward(self, input, output_size=None):
        if self.padding_mode != "zeros":
            raise ValueError(f"Only `zeros` padding mode is supported for ConvTranspose{n}d")
        extra = self._output_padding(
            input, output_size, self.stride, self.padding, self.kernel_size, n, self.dilation
        )
        conv = (None, F.conv_transpose1d, F.conv_transpose2d, F.conv_transpose3d)[n]
        return conv(input, self.weight, self.bias, self.stride, self.padding, extra, self.groups, self.dilation)

    forward.__qualname__ = f"ConvTranspose{n}d.forward"
    return forward


class ConvTranspose1d(_ConvTransposeNd):
    _rank = 1
    __init__ = _transpose_constructor(1)
    forward = _transpose_call(1)


class ConvTranspose2d(_ConvTransposeNd):
    _rank = 2
    __init__ = _transpose_constructor(2)
    forward = _transpose_call(2)


class ConvTranspose3d(_ConvTransposeNd):
    _rank = 3
    __init__ = _transpose_constructor(3)
    forward = _transpose_call(3)


class _LazyConvXdMixin(LazyModuleMixin):
    def reset_parameters(self):
        if not self.has_uninitialized_params() and self.in_channels != 0:
            super().reset_parameters()

    def initialize_parameters(self, input, *args, **kwargs):
        if self.has_uninitialized_params():
            self.in_channels = self._get_in_channels(input)
            if self.in_channels % self.groups != 0:
                raise ValueError("in_channels must be divisible by groups")
            ends = (self.in_channels, self.out_channels)
            first, second = ends if self.transposed else reversed(ends)
            self.weight.materialize((first, second // self.groups, *self.kernel_size))
            if self.bias is not None:
                self.bias.materialize((self.out_channels,))
            self.reset_parameters()

    def _get_in_channels(self, input):
        n = self._get_num_spatial_dims()
        if input.dim() not in (n + 1, n + 2):
            raise RuntimeError(
                f"Expected {n + 1}D (unbatched) or {n + 2}D (batched) input to {self.__class__.__name__}, but "
                f"got input of size: {input.shape}"
            )
        return input.shape[1] if input.dim() == n + 2 else input.shape[0]

    def _get_num_spatial_dims(self):
        return self._rank

    def _unsized(self, bias, out_channels, device, dtype):
        self.weight = UninitializedParameter(device=device, dtype=dtype)
        self.out_channels = out_channels
        if bias:
            self.bias = UninitializedParameter(device=device, dtype=dtype)


def _lazy_conv_constructor(become):
    name = f"Lazy{become.__name__}"

    def __init__(
        self, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True, padding_mode="zeros",
        device=None, dtype=None,
    ):
        LazyModuleMixin.__init__(
            self, 0, 0, kernel_size, stride, padding, dilation, groups, False, padding_mode, device, dtype
        )
        self._unsized(bias, out_channels, device, dtype)

    __init__.__qualname__ = f"{name}.__init__"
    return __init__


def _lazy_transpose_constructor(become):
    def __init__(
        self, out_channels, kernel_size, stride=1, padding=0, output_padding=0, groups=1, bias=True, dilation=1,
        padding_mode="zeros", device=None, dtype=None,
    ):
        LazyModuleMixin.__init__(
            self, 0, 0, kernel_size, stride, padding, output_padding, groups, False, dilation, padding_mode, device, dtype
        )
        self._unsized(bias, out_channels, device, dtype)

    __init__.__qualname__ = f"Lazy{become.__name__}.__init__"
    return __init__


class LazyConv1d(_LazyConvXdMixin, Conv1d):
    cls_to_become = Conv1d
    __init__ = _lazy_conv_constructor(Conv1d)


class LazyConv2d(_LazyConvXdMixin, Conv2d):
    cls_to_become = Conv2d
    __init__ = _lazy_conv_constructor(Conv2d)


class LazyConv3d(_LazyConvXdMixin, Conv3d):
    cls_to_become = Conv3d
    __init__ = _lazy_conv_constructor(Conv3d)


class LazyConvTranspose1d(_LazyConvXdMixin, ConvTranspose1d):
    cls_to_become = ConvTranspose1d
    __init__ = _lazy_transpose_constructor(ConvTranspose1d)


class LazyConvTranspose2d(_LazyConvXdMixin, ConvTranspose2d):
    cls_to_become = ConvTranspose2d
    __init__ = _lazy_transpose_constructor(ConvTranspose2d)


class LazyConvTranspose3d(_LazyConvXdMixin, ConvTranspose3d):
    cls_to_become = ConvTranspose3d
    __init__ = _lazy_transpose_constructor(ConvTranspose3d)
