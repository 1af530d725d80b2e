# Native functions of torch behind those of torch.nn.functional: the same with reductions as numbers, "none" unless given.
_REDUCTIONS = ("none", "mean", "sum")
_functional = torch.nn.functional


def sparse_coo_tensor(*args, **kwargs):
    import torch.sparse

    return torch.sparse.sparse_coo_tensor(*args, **kwargs)


def spmm(input, mat2):
    return torch.mm(input, mat2)


pixel_shuffle = _functional.pixel_shuffle
pixel_unshuffle = _functional.pixel_unshuffle
channel_shuffle = _functional.channel_shuffle
native_channel_shuffle = _functional.channel_shuffle
bilinear = _functional.bilinear


def kl_div(input, target, reduction=0, *, log_target=False):
    return _functional.kl_div(input, target, reduction=_REDUCTIONS[reduction], log_target=log_target)


def binary_cross_entropy_with_logits(input, target, weight=None, pos_weight=None, reduction=0):
    return _functional.binary_cross_entropy_with_logits(
        input, target, weight=weight, pos_weight=pos_weight, reduction=_REDUCTIONS[reduction]
    )


def cosine_embedding_loss(input1, input2, target, margin=0.0, reduction=0):
    return _functional.cosine_embedding_loss(input1, input2, target, margin=margin, reduction=_REDUCTIONS[reduction])


def hinge_embedding_loss(input, target, margin=1.0, reduction=0):
    return _functional.hinge_embedding_loss(input, target, margin=margin, reduction=_REDUCTIONS[reduction])


def margin_ranking_loss(input1, input2, target, margin=0.0, reduction=0):
    return _functional.margin_ranking_loss(input1, input2, target, margin=margin, reduction=_REDUCTIONS[reduction])


def triplet_margin_loss(anchor, positive, negative, margin=1.0, p=2, eps=1e-06, swap=False, reduction=0):
    return _functional.triplet_margin_loss(
        anchor, positive, negative, margin=margin, p=p, eps=eps, swap=swap, reduction=_REDUCTIONS[reduction]
    )


def poisson_nll_loss(input, target, log_input, full, eps, reduction):
    return _functional.poisson_nll_loss(
        input, target, log_input=log_input, full=full, eps=eps, reduction=_REDUCTIONS[reduction]
    )


def ctc_loss(log_probs, targets, input_lengths, target_lengths, blank=0, reduction=1, zero_infinity=False):
    return _functional.ctc_loss(
        log_probs, targets, input_lengths, target_lengths, blank, _REDUCTIONS[reduction], zero_infinity
    )


def grid_sampler(input, grid, interpolation_mode, padding_mode, align_corners):
    mode = ("bilinear", "nearest", "bicubic")[interpolation_mode]
    return _functional.grid_sample(input, grid, mode, ("zeros", "border", "reflection")[padding_mode], align_corners)


def grid_sampler_2d(input, grid, interpolation_mode, padding_mode, align_corners):
    return grid_sampler(input, grid, interpolation_mode, padding_mode, align_corners)


def grid_sampler_3d(input, grid, interpolation_mode, padding_mode, align_corners):
    return grid_sampler(input, grid, interpolation_mode, padding_mode, align_corners)


def affine_grid_generator(theta, size, align_corners):
    return _functional.affine_grid(theta, size, align_corners)


def adaptive_max_pool1d(input, output_size):
    return _functional.adaptive_max_pool1d(input, output_size, return_indices=True)


def max_pool1d_with_indices(input, kernel_size, stride=(), padding=0, dilation=1, ceil_mode=False):
    return _functional.max_pool1d(input, kernel_size, stride or None, padding, dilation, ceil_mode, return_indices=True)


def norm_except_dim(v, pow=2, dim=0):
    """The norms of the slices along a dim; all dims where it is -1."""
    if dim == -1:
        return v.norm(pow)
    shape = [1] * v.dim()
    shape[dim] = v.size(dim)
    return v.transpose(0, dim).reshape(v.size(dim), -1).norm(pow, 1).view(shape)


def native_norm(input, p=2):
    return torch.norm(input, p)


def nonzero_static(input, *, size, fill_value=-1):
    """As many rows of positions as asked for: cut, or filled up."""
    found = torch.nonzero(input)[:size]
    rest = torch.full((size - found.size(0), input.dim()), fill_value, dtype=torch.int64)
    return torch.cat([found, rest])


def resize_as_(input, the_template, *, memory_format=None):
    return input.resize_as_(the_template)


def is_anomaly_enabled():
    return _Anomaly.enabled


def is_anomaly_check_nan_enabled():
    return _Anomaly.enabled


def set_anomaly_enabled(enabled, check_nan=True):
    _Anomaly.enabled = enabled


class _Anomaly:
    enabled = False


def _gates(input, hx, w_ih, w_hh, b_ih, b_hh):
    return _functional.linear(input, w_ih, b_ih), _functional.linear(hx, w_hh, b_hh)


def lstm_cell(input, hx, w_ih, w_hh, b_ih=None, b_hh=None):
    h, c = hx
    own, other = _gates(input, h, w_ih, w_hh, b_ih, b_hh)
    i, f, g, o = (own + other).chunk(4, 1)
    c = f.sigmoid() * c + i.sigmoid() * g.tanh()
    return o.sigmoid() * c.tanh(), c


def gru_cell(input, hx, w_ih, w_hh, b_ih=None, b_hh=None):
    own, other = _gates(input, hx, w_ih, w_hh, b_ih, b_hh)
    own_r, own_z, own_n = own.chunk(3, 1)
    other_r, other_z, other_n = other.chunk(3, 1)
    r, z = (own_r + other_r).sigmoid(), (own_z + other_z).sigmoid()
    n = (own_n + r * other_n).tanh()
    return n + z * (hx - n)


def rnn_tanh_cell(input, hx, w_ih, w_hh, b_ih=None, b_hh=None):
    own, other = _gates(input, hx, w_ih, w_hh, b_ih, b_hh)
    return (own + other).tanh()


def rnn_relu_cell(input, hx, w_ih, w_hh, b_ih=None, b_hh=None):
    own, other = _gates(input, hx, w_ih, w_hh, b_ih, b_hh)
    return (own + other).relu()
