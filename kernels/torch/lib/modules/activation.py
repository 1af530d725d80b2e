# torch.nn.modules.activation: activations and attention.


def _inplace_constructor(name):
    def __init__(self, inplace=False):
        Module.__init__(self)
        self.inplace = inplace

    __init__.__qualname__ = f"{name}.__init__"
    return __init__


def _inplace_text(self):
    return "inplace=True" if self.inplace else ""


def _and_inplace(self):
    return ", inplace=True" if self.inplace else ""


def _dim_constructor(name, default=None):
    def __init__(self, dim=default):
        Module.__init__(self)
        self.dim = dim

    __init__.__qualname__ = f"{name}.__init__"
    return __init__


def _dim_text(self):
    return f"dim={self.dim}"


def _activation_forward(name, function, *options):
    """`forward` of an activation whose attributes are the function's options, in its order."""

    def forward(self, input):
        return getattr(F, function)(input, *[getattr(self, option) for option in options])

    forward.__qualname__ = f"{name}.forward"
    return forward


class Threshold(Module):
    __constants__ = ["threshold", "value", "inplace"]

    def __init__(self, threshold, value, inplace=False):
        super().__init__()
        self.threshold = threshold
        self.value = value
        self.inplace = inplace

    forward = _activation_forward("Threshold", "threshold", "threshold", "value", "inplace")

    def extra_repr(self):
        return f"threshold={self.threshold}, value={self.value}{_and_inplace(self)}"


class ReLU(Module):
    __constants__ = ["inplace"]
    __init__ = _inplace_constructor("ReLU")
    forward = _activation_forward("ReLU", "relu", "inplace")
    extra_repr = _inplace_text


class RReLU(Module):
    __constants__ = ["lower", "upper", "inplace"]

    def __init__(self, lower=1.0 / 8, upper=1.0 / 3, inplace=False):
        super().__init__()
        self.lower = lower
        self.upper = upper
        self.inplace = inplace

    forward = _activation_forward("RReLU", "rrelu", "lower", "upper", "training", "inplace")

    def extra_repr(self):
        return f"lower={self.lower}, upper={self.upper}{_and_inplace(self)}"


class Hardtanh(Module):
    __constants__ = ["min_val", "max_val", "inplace"]

    def __init__(self, min_val=-1.0, max_val=1.0, inplace=False, min_value=None, max_value=None):
        super().__init__()
        for name, given in (("min", min_value), ("max", max_value)):
            if given is not None:
                warnings.warn(
                    f"keyword argument `{name}_value` is deprecated and renamed to `{name}_val`", FutureWarning, stacklevel=2
                )
        self.min_val = min_val if min_value is None else min_value
        self.max_val = max_val if max_value is None else max_value
        self.inplace = inplace
        if self.max_val <= self.min_val:
            raise AssertionError(f"max_val ({self.max_val}) must be greater than min_val ({self.min_val})")

    forward = _activation_forward("Hardtanh", "hardtanh", "min_val", "max_val", "inplace")

    def extra_repr(self):
        return f"min_val={self.min_val}, max_val={self.max_val}{_and_inplace(self)}"


class ReLU6(Hardtanh):
    def __init__(self, inplace=False):
        super().__init__(0.0, 6.0, inplace)

    extra_repr = _inplace_text


class Sigmoid(Module):
    forward = _activation_forward("Sigmoid", "sigmoid")


class Hardsigmoid(Module):
    __constants__ = ["inplace"]
    __init__ = _inplace_constructor("Hardsigmoid")
    forward = _activation_forward("Hardsigmoid", "hardsigmoid", "inplace")


class Tanh(Module):
    forward = _activation_forward("Tanh", "tanh")


class SiLU(Module):
    __constants__ = ["inplace"]
    __init__ = _inplace_constructor("SiLU")
    forward = _activation_forward("SiLU", "silu", "inplace")
    extra_repr = _inplace_text


class Mish(Module):
    __constants__ = ["inplace"]
    __init__ = _inplace_constructor("Mish")
    forward = _activation_forward("Mish", "mish", "inplace")
    extra_repr = _inplace_text


class Hardswish(Module):
    __constants__ = ["inplace"]
    __init__ = _inplace_constructor("Hardswish")
    forward = _activation_forward("Hardswish", "hardswish", "inplace")


def _alpha_constructor(name):
    def __init__(self, alpha=1.0, inplace=False):
        Module.__init__(self)
        self.alpha = alpha
        self.inplace = inplace

    __init__.__qualname__ = f"{name}.__init__"
    return __init__


def _alpha_text(self):
    return f"alpha={self.alpha}{_and_inplace(self)}"


class ELU(Module):
    __constants__ = ["alpha", "inplace"]
    __init__ = _alpha_constructor("ELU")
    forward = _activation_forward("ELU", "elu", "alpha", "inplace")
    extra_repr = _alpha_text


class CELU(Module):
    __constants__ = ["alpha", "inplace"]
    __init__ = _alpha_constructor("CELU")
    forward = _activation_forward("CELU", "celu", "alpha", "inplace")
    extra_repr = _alpha_text


class SELU(Module):
    __constants__ = ["inplace"]
    __init__ = _inplace_constructor("SELU")
    forward = _activation_forward("SELU", "selu", "inplace")
    extra_repr = _inplace_text


class GLU(Module):
    __constants__ = ["dim"]
    __init__ = _dim_constructor("GLU", -1)
    forward = _activation_forward("GLU", "glu", "dim")
    extra_repr = _dim_text


class GELU(Module):
    __constants__ = ["approximate"]

    def __init__(self, approximate="none"):
        super().__init__()
        self.approximate = approximate

    def forward(self, input):
        return F.gelu(input, approximate=self.approximate)

    def extra_repr(self):
        return f"approximate={self.approximate!r}"


class Hardshrink(Module):
    __constants__ = ["lambd"]

    def __init__(self, lambd=0.5):
        super().__init__()
        self.lambd = lambd

    forward = _activation_forward("Hardshrink", "hardshrink", "lambd")

    def extra_repr(self):
        return f"{self.lambd}"


class LeakyReLU(Module):
    __constants__ = ["inplace", "negative_slope"]

    def __init__(self, negative_slope=1e-2, inplace=False):
        super().__init__()
        self.negative_slope = negative_slope
        self.inplace = inplace

    forward = _activation_forward("LeakyReLU", "leaky_relu", "negative_slope", "inplace")

    def extra_repr(self):
        return f"negative_slope={self.negative_slope}{_and_inplace(self)}"


class LogSigmoid(Module):
    forward = _activation_forward("LogSigmoid", "logsigmoid")


class Softplus(Module):
    __constants__ = ["beta", "threshold"]

    def __init__(self, beta=1.0, threshold=20.0):
        super().__init__()
        self.beta = beta
        self.threshold = threshold

    forward = _activation_forward("Softplus", "softplus", "beta", "threshold")

    def extra_repr(self):
        return f"beta={self.beta}, threshold={self.threshold}"


class Softshrink(Module):
    __constants__ = ["lambd"]

    def __init__(self, lambd=0.5):
        super().__init__()
        self.lambd = lambd

    forward = _activation_forward("Softshrink", "softshrink", "lambd")

    def extra_repr(self):
        return str(self.lambd)


class PReLU(Module):
    __constants__ = ["num_parameters"]

    def __init__(self, num_parameters=1, init=0.25, device=None, dtype=None):
        super().__init__()
        self.num_parameters = num_parameters
        self.init = init
        self.weight = Parameter(torch.empty(num_parameters, device=device, dtype=dtype))
        self.reset_parameters()

    def reset_parameters(self):
        with torch.no_grad():
            self.weight.fill_(self.init)

    forward = _activation_forward("PReLU", "prelu", "weight")

    def extra_repr(self):
        return f"num_parameters={self.num_parameters}"


class Softsign(Module):
    forward = _activation_forward("Softsign", "softsign")


class Tanhshrink(Module):
    forward = _activation_forward("Tanhshrink", "tanhshrink")


class Softmin(Module):
    __constants__ = ["dim"]
    __init__ = _dim_constructor("Softmin")
    forward = _activation_forward("Softmin", "softmin", "dim")
    extra_repr = _dim_text


class Softmax(Module):
    __constants__ = ["dim"]
    __init__ = _dim_constructor("Softmax")
    forward = _activation_forward("Softmax", "softmax", "dim")
    extra_repr = _dim_text


class Softmax2d(Module):
    def forward(self, input):
        if input.dim() not in (3, 4):
            raise ValueError(f"Softmax2d: expected input to be 3D or 4D, got {input.dim()}D instead")
        return F.softmax(input, -3)


class LogSoftmax(Module):
    __constants__ = ["dim"]
    __init__ = _dim_constructor("LogSoftmax")
    forward = _activation_forward("LogSoftmax", "log_softmax", "dim")
    extra_repr = _dim_text


class MultiheadAttention(Module):
    __constants__ = ["batch_first"]

    def __init__(
        self, embed_dim, num_heads, dropout=0.0, bias=True, add_bias_kv=False, add_zero_attn=False, kdim=None, vdim=None,
        batch_first=False, device=None, dtype=None,
    ):
        if embed_dim <= 0 or num_heads <= 0:
            raise ValueError(
                f"embed_dim and num_heads must be greater than 0, got embed_dim={embed_dim} and num_heads={num_heads} instead"
            )
        super().__init__()
        self.embed_dim = embed_dim
        self.kdim = kdim if kdim is not None else embed_dim
        self.vdim = vdim if vdim is not None else embed_dim
        self._qkv_same_embed_dim = self.kdim == embed_dim and self.vdim == embed_dim
        self.num_heads = num_heads
        self.dropout = dropout
        self.batch_first = batch_first
        self.head_dim = embed_dim // num_heads
        if self.head_dim * num_heads != embed_dim:
            raise AssertionError("embed_dim must be divisible by num_heads")

        def weight(*size):
            return Parameter(torch.empty(size, device=device, dtype=dtype))

        if not self._qkv_same_embed_dim:
            self.q_proj_weight = weight(embed_dim, embed_dim)
            self.k_proj_weight = weight(embed_dim, self.kdim)
            self.v_proj_weight = weight(embed_dim, self.vdim)
            self.register_parameter("in_proj_weight", None)
        else:
            self.in_proj_weight = weight(3 * embed_dim, embed_dim)
            for name in ("q_proj_weight", "k_proj_weight", "v_proj_weight"):
                self.register_parameter(name, None)
        self.register_parameter("in_proj_bias", weight(3 * embed_dim) if bias else None)
        self.out_proj = NonDynamicallyQuantizableLinear(embed_dim, embed_dim, bias=bias, device=device, dtype=dtype)
        if add_bias_kv:
            self.bias_k = weight(1, 1, embed_dim)
            self.bias_v = weight(1, 1, embed_dim)
        else:
            self.bias_k = self.bias_v = None
        self.add_zero_attn = add_zero_attn
        self._reset_parameters()

    def _reset_parameters(self):
        for value in (self.in_proj_weight, self.q_proj_weight, self.k_proj_weight, self.v_proj_weight):
            if value is not None:
                std = math.sqrt(2.0 / float(value.size(0) + value.size(1)))
                _nn.uniform(value, math.sqrt(3.0) * std)
        with torch.no_grad():
            if self.in_proj_bias is not None:
                self.in_proj_bias.fill_(0.0)
                self.out_proj.bias.fill_(0.0)
            for value in (self.bias_k, self.bias_v):
                if value is not None:
                    value.normal_(0, math.sqrt(2.0 / float(2 * self.embed_dim)))

    def forward(
        self, query, key, value, key_padding_mask=None, need_weights=True, attn_mask=None, average_attn_weights=True,
        is_causal=False,
    ):
        swapped = self.batch_first and query.dim() == 3
        if swapped:
            query, key, value = (x.transpose(1, 0) for x in (query, key, value))
        separate = not self._qkv_same_embed_dim
        output, weights = F.multi_head_attention_forward(
            query, key, value, self.embed_dim, self.num_heads, self.in_proj_weight, self.in_proj_bias, self.bias_k,
            self.bias_v, self.add_zero_attn, self.dropout, self.out_proj.weight, self.out_proj.bias,
            training=self.training, key_padding_mask=key_padding_mask, need_weights=need_weights, attn_mask=attn_mask,
            use_separate_proj_weight=separate, q_proj_weight=self.q_proj_weight, k_proj_weight=self.k_proj_weight,
            v_proj_weight=self.v_proj_weight, average_attn_weights=average_attn_weights, is_causal=is_causal,
        )
        return (output.transpose(1, 0) if swapped else output), weights

    def merge_masks(self, attn_mask, key_padding_mask, query):
        """The two masks as one, with its kind: 0 attention, 1 padding, 2 both."""
        kind = None
        merged = None
        if key_padding_mask is not None:
            kind, merged = 1, key_padding_mask
        if attn_mask is not None:
            batch, length, _ = query.shape
            kind = 2
            if attn_mask.dim() == 3:
                merged = attn_mask.view(batch, -1, length, length)
            else:
                merged = attn_mask.view(1, 1, length, length).expand(batch, self.num_heads, -1, -1)
            if key_padding_mask is not None:
                merged = merged + key_padding_mask.view(batch, 1, 1, length).expand(-1, self.num_heads, -1, -1)
        return merged, kind
