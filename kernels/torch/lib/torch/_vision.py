# torch._vision: torch.ops.torchvision, the operators that torchvision has of its own.
import torch
from torch import _F
from torch.library import Library

_REGIONS = "float spatial_scale, SymInt pooled_height, SymInt pooled_width"
_IMAGES = "SymInt batch_size, SymInt channels, SymInt height, SymInt width"
_STEPS = (
    "SymInt stride_h, SymInt stride_w, SymInt pad_h, SymInt pad_w, SymInt dilation_h, SymInt dilation_w, SymInt groups, "
    "SymInt offset_groups, bool use_mask"
)
_OPERATORS = {
    "nms": ("Tensor dets, Tensor scores, float iou_threshold", "Tensor"),
    "roi_align": (f"Tensor input, Tensor rois, {_REGIONS}, int sampling_ratio, bool aligned", "Tensor"),
    "_roi_align_backward": (f"Tensor grad, Tensor rois, {_REGIONS}, {_IMAGES}, int sampling_ratio, bool aligned", "Tensor"),
    "roi_pool": (f"Tensor input, Tensor rois, {_REGIONS}", "(Tensor, Tensor)"),
    "_roi_pool_backward": (f"Tensor grad, Tensor rois, Tensor argmax, {_REGIONS}, {_IMAGES}", "Tensor"),
    "ps_roi_align": (f"Tensor input, Tensor rois, {_REGIONS}, int sampling_ratio", "(Tensor, Tensor)"),
    "_ps_roi_align_backward": (f"Tensor grad, Tensor rois, Tensor channel_mapping, {_REGIONS}, int sampling_ratio, {_IMAGES}", "Tensor"),
    "ps_roi_pool": (f"Tensor input, Tensor rois, {_REGIONS}", "(Tensor, Tensor)"),
    "_ps_roi_pool_backward": (f"Tensor grad, Tensor rois, Tensor channel_mapping, {_REGIONS}, {_IMAGES}", "Tensor"),
    "deform_conv2d": (f"Tensor input, Tensor weight, Tensor offset, Tensor mask, Tensor bias, {_STEPS}", "Tensor"),
    "_deform_conv2d_backward": (
        f"Tensor grad, Tensor input, Tensor weight, Tensor offset, Tensor mask, Tensor bias, {_STEPS}",
        "(Tensor, Tensor, Tensor, Tensor, Tensor)",
    ),
}  # fmt: skip


def _require(holds, *told):
    if not holds:
        raise RuntimeError("".join(map(str, told)))


def _deform_conv2d(
    input, weight, offset, mask, bias, stride_h, stride_w, pad_h, pad_w, dilation_h, dilation_w, groups, offset_groups, use_mask
):
    kernel, stride, padding, dilation = list(weight.shape[2:]), [stride_h, stride_w], [pad_h, pad_w], [dilation_h, dilation_w]
    taps = kernel[0] * kernel[1]
    size = [
        (length + 2 * pad - (step * (width - 1) + 1)) // stride + 1
        for length, pad, step, width, stride in zip(input.shape[2:], padding, dilation, kernel, stride)
    ]
    wanted = f"computed output dims: ({size[0]}, {size[1]})"
    _require(weight.size(1) * groups == input.size(1), "Expected weight_c.size(1) * n_weight_grps == input_c.size(1) to be true, but got false.")
    _require(
        offset.size(1) == offset_groups * 2 * taps,
        f"offset.shape[1] is not valid: got: {offset.size(1)} expected: {offset_groups * 2 * taps}",
    )
    _require(
        not use_mask or mask.size(1) == offset_groups * taps,
        f"mask.shape[1] is not valid: got: {mask.size(1)} expected: {offset_groups * taps}",
    )
    _require(offset.size(0) == input.size(0), "invalid batch size of offset")
    _require(list(offset.shape[2:]) == size, f"offset output dims: ({offset.size(2)}, {offset.size(3)}) - {wanted}")
    _require(mask.size(0) == input.size(0), "invalid batch size of mask")
    _require(
        not use_mask or list(mask.shape[2:]) == size,
        f"mask output dims: ({', '.join(map(str, mask.shape[2:]))}) - {wanted}",
    )
    _require(min(size) > 0, f"Calculated output size too small - out_h: {size[0]} out_w: {size[1]}")
    columns = _F._deform_columns(input, offset, mask if use_mask else None, kernel, stride, padding, dilation, offset_groups)
    parts = columns.reshape(input.size(0), groups, -1, size[0] * size[1])
    out = weight.reshape(groups, weight.size(0) // groups, -1) @ parts
    return out.reshape(input.size(0), weight.size(0), *size) + bias.view(1, -1, 1, 1)


def _deform_conv2d_backward(grad, *args):
    with torch.enable_grad():
        leaves = [each.detach().requires_grad_() for each in args[:5]]
        out = _deform_conv2d(*leaves, *args[5:])
        found = torch.autograd.grad(out, leaves, grad, allow_unused=True)
    return tuple(torch.zeros_like(leaf) if each is None else each for each, leaf in zip(found, leaves))


_OWN = {"deform_conv2d": _deform_conv2d, "_deform_conv2d_backward": _deform_conv2d_backward}


def register():
    """Declares the operators, once."""
    if hasattr(torch.ops.torchvision, "nms"):
        return
    library = Library("torchvision", "DEF")
    for name, (takes, gives) in _OPERATORS.items():
        library.define(f"{name}({takes}) -> {gives}")
        library.impl(name, _OWN.get(name) or getattr(_F, f"_{name.removeprefix('_')}"))
    # Those of quantized tensors are declared, but have no kernels.
    library.define(f"qnms({_OPERATORS['nms'][0]}) -> Tensor")
    scales = "float input_scale, int input_zero_point, float rois_scale, int rois_zero_point"
    library.define(f"qroi_align(Tensor input, Tensor rois, {scales}, {_REGIONS}, int sampling_ratio, bool aligned) -> Tensor")
    library.define("_cuda_version() -> int")
    library.impl("_cuda_version", lambda: -1)
