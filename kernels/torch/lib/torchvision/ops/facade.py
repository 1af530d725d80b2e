# torchvision.ops
from torchvision.ops.boxes import (
    batched_nms, box_area, box_convert, box_iou, clip_boxes_to_image, generalized_box_iou, masks_to_boxes, nms, remove_small_boxes,
)  # fmt: skip
from torchvision.ops.misc import (
    MLP, Conv2dNormActivation, Conv3dNormActivation, ConvNormActivation, FrozenBatchNorm2d, Permute, SqueezeExcitation,
)  # fmt: skip
from torchvision.ops.stochastic_depth import StochasticDepth, stochastic_depth


def __getattr__(name):
    if name in ("sigmoid_focal_loss", "FeaturePyramidNetwork"):
        from torchvision.ops import _losses

        return getattr(_losses, name)
    known = (
        "DeformConv2d deform_conv2d DropBlock2d DropBlock3d drop_block2d drop_block3d MultiScaleRoIAlign PSRoIAlign PSRoIPool RoIAlign RoIPool "
        "complete_box_iou complete_box_iou_loss distance_box_iou distance_box_iou_loss generalized_box_iou_loss ps_roi_align ps_roi_pool roi_align roi_pool"
    )
    if name not in known.split():
        raise AttributeError(f"module 'torchvision.ops' has no attribute '{name}'")

    def absent(*args, **kwargs):
        raise NotImplementedError(f"ishape: torchvision.ops.{name} is not available here")

    absent.__name__ = absent.__qualname__ = name
    return absent
