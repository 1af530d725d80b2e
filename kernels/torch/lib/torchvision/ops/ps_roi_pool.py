# torchvision.ops.ps_roi_pool: every region as a grid of means, each bin in channels of its own.
from torch import nn


def ps_roi_pool(input, boxes, output_size, spatial_scale=1.0):
    size = _pair(output_size)
    return _operators().ps_roi_pool(input, _rois(boxes), spatial_scale, size[0], size[1])[0]


class PSRoIPool(nn.Module):
    def __init__(self, output_size, spatial_scale):
        super().__init__()
        self.output_size, self.spatial_scale = output_size, spatial_scale

    def forward(self, input, rois):
        return ps_roi_pool(input, rois, self.output_size, self.spatial_scale)

    def __repr__(self):
        return f"{self.__class__.__name__}(output_size={self.output_size}, spatial_scale={self.spatial_scale})"
