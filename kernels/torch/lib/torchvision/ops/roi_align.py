# torchvision.ops.roi_align: every region as a grid of bins, each the mean of samples between pixels.
import torch
from torch import nn
from torch._vision import register


def _pair(value):
    return tuple(value) if isinstance(value, (list, tuple)) else (value, value)


def _operators():
    register()
    return torch.ops.torchvision


def _rois(boxes):
    """Boxes as (image, x1, y1, x2, y2); a list has one image's in each entry."""
    if isinstance(boxes, torch.Tensor):
        torch._assert(boxes.size(1) == 5, "The boxes tensor shape is not correct as Tensor[K, 5]")
        return boxes
    torch._assert(isinstance(boxes, (list, tuple)), "boxes is expected to be a Tensor[L, 5] or a List[Tensor[K, 4]]")
    for each in boxes:
        torch._assert(each.size(1) == 4, "The shape of the tensor in the boxes list is not correct as List[Tensor[L, 4]]")
    images = [torch.full_like(each[:, :1], i) for i, each in enumerate(boxes)]
    return torch.cat([torch.cat(images), torch.cat(list(boxes))], dim=1)


def roi_align(input, boxes, output_size, spatial_scale=1.0, sampling_ratio=-1, aligned=False):
    size = _pair(output_size)
    return _operators().roi_align(input, _rois(boxes), spatial_scale, size[0], size[1], sampling_ratio, aligned)


class RoIAlign(nn.Module):
    def __init__(self, output_size, spatial_scale, sampling_ratio, aligned=False):
        super().__init__()
        self.output_size, self.spatial_scale = output_size, spatial_scale
        self.sampling_ratio, self.aligned = sampling_ratio, aligned

    def forward(self, input, rois):
        return roi_align(input, rois, self.output_size, self.spatial_scale, self.sampling_ratio, self.aligned)

    def __repr__(self):
        return (
            f"{self.__class__.__name__}(output_size={self.output_size}, spatial_scale={self.spatial_scale}, "
            f"sampling_ratio={self.sampling_ratio}, aligned={self.aligned})"
        )
