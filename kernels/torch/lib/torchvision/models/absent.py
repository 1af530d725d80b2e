# Parts of torchvision.models that are not here: they can be imported, and what they have says so when it is used.
_NAMES = {
    "detection": "FasterRCNN fasterrcnn_resnet50_fpn fasterrcnn_resnet50_fpn_v2 fasterrcnn_mobilenet_v3_large_fpn fasterrcnn_mobilenet_v3_large_320_fpn "
    "FCOS fcos_resnet50_fpn KeypointRCNN keypointrcnn_resnet50_fpn MaskRCNN maskrcnn_resnet50_fpn maskrcnn_resnet50_fpn_v2 RetinaNet "
    "retinanet_resnet50_fpn retinanet_resnet50_fpn_v2 ssd300_vgg16 ssdlite320_mobilenet_v3_large",
    "detection._utils": "BalancedPositiveNegativeSampler BoxCoder Matcher",
    "detection.anchor_utils": "AnchorGenerator DefaultBoxGenerator",
    "detection.backbone_utils": "BackboneWithFPN resnet_fpn_backbone mobilenet_backbone",
    "detection.faster_rcnn": "FasterRCNN TwoMLPHead FastRCNNConvFCHead FastRCNNPredictor fasterrcnn_resnet50_fpn fasterrcnn_resnet50_fpn_v2",
    "detection.generalized_rcnn": "GeneralizedRCNN",
    "detection.image_list": "ImageList",
    "detection.mask_rcnn": "MaskRCNN MaskRCNNHeads MaskRCNNPredictor maskrcnn_resnet50_fpn maskrcnn_resnet50_fpn_v2",
    "detection.keypoint_rcnn": "KeypointRCNN KeypointRCNNHeads KeypointRCNNPredictor keypointrcnn_resnet50_fpn",
    "detection.retinanet": "RetinaNet RetinaNetHead RetinaNetClassificationHead RetinaNetRegressionHead retinanet_resnet50_fpn retinanet_resnet50_fpn_v2",
    "detection.roi_heads": "RoIHeads fastrcnn_loss maskrcnn_loss keypointrcnn_loss paste_masks_in_image",
    "detection.rpn": "RPNHead RegionProposalNetwork AnchorGenerator",
    "detection.ssd": "SSD SSDHead SSDClassificationHead SSDRegressionHead ssd300_vgg16",
    "detection.transform": "GeneralizedRCNNTransform resize_boxes resize_keypoints",
    "maxvit": "MaxVit maxvit_t",
    "mnasnet": "MNASNet mnasnet0_5 mnasnet0_75 mnasnet1_0 mnasnet1_3",
    "optical_flow": "RAFT raft_large raft_small",
    "quantization": "resnet18 resnet50 resnext101_32x8d resnext101_64x4d googlenet inception_v3 mobilenet_v2 mobilenet_v3_large shufflenet_v2_x0_5 "
    "shufflenet_v2_x1_0 shufflenet_v2_x1_5 shufflenet_v2_x2_0",
    "regnet": "RegNet regnet_y_400mf regnet_y_800mf regnet_y_1_6gf regnet_y_3_2gf regnet_y_8gf regnet_y_16gf regnet_y_32gf regnet_y_128gf regnet_x_400mf "
    "regnet_x_800mf regnet_x_1_6gf regnet_x_3_2gf regnet_x_8gf regnet_x_16gf regnet_x_32gf",
    "segmentation": "DeepLabV3 deeplabv3_mobilenet_v3_large deeplabv3_resnet50 deeplabv3_resnet101 FCN fcn_resnet50 fcn_resnet101 LRASPP "
    "lraspp_mobilenet_v3_large",
    "segmentation.deeplabv3": "DeepLabV3 DeepLabHead ASPPConv ASPPPooling ASPP deeplabv3_resnet50 deeplabv3_resnet101 deeplabv3_mobilenet_v3_large",
    "segmentation.fcn": "FCN FCNHead fcn_resnet50 fcn_resnet101",
    "swin_transformer": "SwinTransformer SwinTransformerBlock PatchMerging ShiftedWindowAttention swin_t swin_s swin_b swin_v2_t swin_v2_s swin_v2_b",
    "video": "MViT mvit_v1_b mvit_v2_s VideoResNet r3d_18 mc3_18 r2plus1d_18 S3D s3d SwinTransformer3d swin3d_t swin3d_s swin3d_b",
    "video.resnet": "VideoResNet r3d_18 mc3_18 r2plus1d_18",
}
_part = __name__.removeprefix("torchvision.models.")


def __getattr__(name):
    if name.endswith("_Weights"):
        from torchvision.models._api import weights_enum

        return weights_enum(name)
    if f"{_part}.{name}" in _NAMES:
        import importlib

        return importlib.import_module(f"{__name__}.{name}")
    if name not in _NAMES.get(_part, "").split():
        raise AttributeError(f"module '{__name__}' has no attribute '{name}'")
    import torch

    told = f"ishape: {__name__}.{name} is not available here"
    if not name[0].isupper():

        def absent(*args, **kwargs):
            raise NotImplementedError(told)

        absent.__name__ = absent.__qualname__ = name
        return absent

    class Absent(torch.nn.Module):
        def __init__(self, *args, **kwargs):
            raise NotImplementedError(told)

    Absent.__name__ = Absent.__qualname__ = name
    Absent.__module__ = __name__
    return Absent
