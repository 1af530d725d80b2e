# torch.nn.modules.padding: borders. A family is a mode; a member is a number of dims.


def _pad_constructor(name, n):
    """`__init__` of a pad over the last n dims; TypeErrors name the class."""

    def __init__(self, padding):
        Module.__init__(self)
        self.padding = _nn.tuple_of(padding, 2 * n)

    __init__.__qualname__ = f"{name}.__init__"
    return __init__


def _constant_constructor(n):
    def __init__(self, padding, value):
        _ConstantPadNd.__init__(self, value)
        self.padding = _nn.tuple_of(padding, 2 * n)

    __init__.__qualname__ = f"ConstantPad{n}d.__init__"
    return __init__


def _zero_constructor(n):
    def __init__(self, padding):
        _ConstantPadNd.__init__(self, 0.0)
        self.padding = _nn.tuple_of(padding, 2 * n)

    __init__.__qualname__ = f"ZeroPad{n}d.__init__"
    return __init__


class _ConstantPadNd(Module):
    __constants__ = ["padding", "value"]

    def __init__(self, value):
        super().__init__()
        self.value = value

    def forward(self, input):
        return F.pad(input, self.padding, "constant", self.value)

    def extra_repr(self):
        return f"padding={self.padding}, value={self.value}"


class ConstantPad1d(_ConstantPadNd):
    __init__ = _constant_constructor(1)


class ConstantPad2d(_ConstantPadNd):
    __init__ = _constant_constructor(2)


class ConstantPad3d(_ConstantPadNd):
    __init__ = _constant_constructor(3)


def _padding_alone(self):
    return f"{self.padding}"


class ZeroPad1d(ConstantPad1d):
    __init__ = _zero_constructor(1)
    extra_repr = _padding_alone


class ZeroPad2d(ConstantPad2d):
    __init__ = _zero_constructor(2)
    extra_repr = _padding_alone


class ZeroPad3d(ConstantPad3d):
    __init__ = _zero_constructor(3)
    extra_repr = _padding_alone


class _ReflectionPadNd(Module):
    __constants__ = ["padding"]

    def forward(self, input):
        return F.pad(input, self.padding, "reflect")

    def extra_repr(self):
        return f"{self.padding}"


class ReflectionPad1d(_ReflectionPadNd):
    __init__ = _pad_constructor("ReflectionPad1d", 1)


class ReflectionPad2d(_ReflectionPadNd):
    __init__ = _pad_constructor("ReflectionPad2d", 2)


class ReflectionPad3d(_ReflectionPadNd):
    __init__ = _pad_constructor("ReflectionPad3d", 3)


class _ReplicationPadNd(Module):
    __constants__ = ["padding"]

    def forward(self, input):
        return F.pad(input, self.padding, "replicate")

    def extra_repr(self):
        return f"{self.padding}"


class ReplicationPad1d(_ReplicationPadNd):
    __init__ = _pad_constructor("ReplicationPad1d", 1)


class ReplicationPad2d(_ReplicationPadNd):
    __init__ = _pad_constructor("ReplicationPad2d", 2)


class ReplicationPad3d(_ReplicationPadNd):
    __init__ = _pad_constructor("ReplicationPad3d", 3)


class _CircularPadNd(Module):
    __constants__ = ["padding"]

    def _check_input_dim(self, input):
        raise NotImplementedError

    def forward(self, input):
        self._check_input_dim(input)
        return F.pad(input, self.padding, "circular")

    def extra_repr(self):
        return f"{self.padding}"


class CircularPad1d(_CircularPadNd):
    __init__ = _pad_constructor("CircularPad1d", 1)
    _check_input_dim = _ranks(2, 3)


class CircularPad2d(_CircularPadNd):
    __init__ = _pad_constructor("CircularPad2d", 2)
    _check_input_dim = _ranks(3, 4)


class CircularPad3d(_CircularPadNd):
    __init__ = _pad_constructor("CircularPad3d", 3)
    _check_input_dim = _ranks(4, 5)
