# torchvision.ops

def __getattr__(name):
    known = (
        "DropBlock2d DropBlock3d drop_block2d drop_block3d complete_box_iou complete_box_iou_loss distance_box_iou distance_box_iou_loss "
        "generalized_box_iou_loss"
    )
    if name not in known.split():
        raise AttributeError(f"module 'torchvision.ops' has no attribute '{name}'")

    def absent(*args, **kwargs):
        raise NotImplementedError(f"ishape: torchvision.ops.{name} is not available here")

    absent.__name__ = absent.__qualname__ = name
    return absent
