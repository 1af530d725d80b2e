# torchvision.ops.ps_roi_align: as roi_align, each bin in channels of its own.
from torch import nn


def ps_roi_align(input, boxes, output_size, spatial_scale=1.0, sampling_ratio=-1):
    size = _pair(output_size)
    return _operators().ps_roi_align(input, _rois(boxes), spatial_scale, size[0], size[1], sampling_ratio)[0]


class PSRoIAlign(nn.Module):
    def __init__(self, output_size, spatial_scale, sampling_ratio):
        super().__init__()
        self.output_size, self.spatial_scale, self.sampling_ratio = output_size, spatial_scale, sampling_ratio

    def forward(self, input, rois):
        return ps_roi_align(input, rois, self.output_size, self.spatial_scale, self.sampling_ratio)

    def __repr__(self):
        return (
            f"{self.__class__.__name__}(output_size={self.output_size}, spatial_scale={self.spatial_scale}, "
            f"sampling_ratio={self.sampling_ratio})"
        )
