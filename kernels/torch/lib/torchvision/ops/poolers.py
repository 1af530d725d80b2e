# torchvision.ops.poolers: regions from the levels of a pyramid.
import math

import torch
from torch import nn


class LevelMapper:
    """Which level of a pyramid a box is taken from: the larger, the coarser."""

    def __init__(self, k_min, k_max, canonical_scale=224, canonical_level=4, eps=1e-6):
        self.k_min, self.k_max = k_min, k_max
        self.s0, self.lvl0, self.eps = canonical_scale, canonical_level, eps

    def __call__(self, boxlists):
        areas = torch.cat([(each[:, 2] - each[:, 0]) * (each[:, 3] - each[:, 1]) for each in boxlists])
        side = torch.sqrt(areas)
        level = torch.floor(self.lvl0 + torch.log2(side / self.s0) + torch.tensor(self.eps, dtype=side.dtype))
        return (level.clamp(min=self.k_min, max=self.k_max).to(torch.int64) - self.k_min).to(torch.int64)


class MultiScaleRoIAlign(nn.Module):
    def __init__(self, featmap_names, output_size, sampling_ratio, *, canonical_scale=224, canonical_level=4):
        super().__init__()
        self.featmap_names, self.sampling_ratio = featmap_names, sampling_ratio
        self.output_size = _pair(output_size)
        self.scales = self.map_levels = None
        self.canonical_scale, self.canonical_level = canonical_scale, canonical_level

    def _measure(self, features, image_shapes):
        """How much smaller than the largest image every level is, as powers of two."""
        if not image_shapes:
            raise ValueError("images list should not be empty")
        tallest = max(shape[0] for shape in image_shapes)
        self.scales = [2.0 ** round(math.log2(each.shape[-2] / tallest)) for each in features]
        least, most = (int(-math.log2(scale)) for scale in (self.scales[0], self.scales[-1]))
        self.map_levels = LevelMapper(least, most, self.canonical_scale, self.canonical_level)

    def forward(self, x, boxes, image_shapes):
        features = [each for name, each in x.items() if name in self.featmap_names]
        if self.scales is None or self.map_levels is None:
            self._measure(features, image_shapes)
        rois = _rois(boxes)
        if len(features) == 1:
            return roi_align(features[0], rois, self.output_size, self.scales[0], self.sampling_ratio)
        levels = self.map_levels(boxes)
        first = features[0]
        result = torch.zeros((len(rois), first.shape[1]) + self.output_size, dtype=first.dtype, device=first.device)
        for level, (each, scale) in enumerate(zip(features, self.scales)):
            here = torch.where(levels == level)[0]
            result[here] = roi_align(each, rois[here], self.output_size, scale, self.sampling_ratio).to(result.dtype)
        return result

    def __repr__(self):
        return (
            f"{self.__class__.__name__}(featmap_names={self.featmap_names}, output_size={self.output_size}, "
            f"sampling_ratio={self.sampling_ratio})"
        )
