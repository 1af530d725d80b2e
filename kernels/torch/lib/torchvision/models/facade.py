# torchvision.models: builders by name. A model's file is read when one of its names is asked for.
import importlib

_FILES = {
    "alexnet": "AlexNet alexnet",
    "convnext": "ConvNeXt convnext_tiny convnext_small convnext_base convnext_large",
    "densenet": "DenseNet densenet121 densenet161 densenet169 densenet201",
    "efficientnet": "EfficientNet efficientnet_b0 efficientnet_b1 efficientnet_b2 efficientnet_b3 efficientnet_b4 efficientnet_b5 efficientnet_b6 "
    "efficientnet_b7 efficientnet_v2_s efficientnet_v2_m efficientnet_v2_l",
    "googlenet": "GoogLeNet GoogLeNetOutputs googlenet",
    "inception": "Inception3 InceptionOutputs inception_v3",
    "mobilenetv2": "MobileNetV2 mobilenet_v2",
    "mobilenetv3": "MobileNetV3 mobilenet_v3_large mobilenet_v3_small",
    "resnet": "ResNet resnet18 resnet34 resnet50 resnet101 resnet152 resnext50_32x4d resnext101_32x8d resnext101_64x4d wide_resnet50_2 wide_resnet101_2",
    "shufflenetv2": "ShuffleNetV2 shufflenet_v2_x0_5 shufflenet_v2_x1_0 shufflenet_v2_x1_5 shufflenet_v2_x2_0",
    "squeezenet": "SqueezeNet squeezenet1_0 squeezenet1_1",
    "vgg": "VGG vgg11 vgg11_bn vgg13 vgg13_bn vgg16 vgg16_bn vgg19 vgg19_bn",
    "vision_transformer": "VisionTransformer vit_b_16 vit_b_32 vit_l_16 vit_l_32 vit_h_14",
}
# Parts that are not here, with the names of theirs that torchvision.models has too.
_PARTS = "detection maxvit mnasnet optical_flow quantization regnet segmentation swin_transformer video".split()


def list_models(module=None, include=None, exclude=None):
    names = sorted(name for text in _FILES.values() for name in text.split() if name[0].islower())
    return [name for name in names if (include is None or include in name) and (exclude is None or exclude not in name)]


def get_model_builder(name):
    for file, text in _FILES.items():
        if name.lower() in text.split():
            return getattr(importlib.import_module(f"torchvision.models.{file}"), name.lower())
    raise ValueError(f"Unknown model {name}")


def get_model(name, **config):
    return get_model_builder(name)(**config)


def __getattr__(name):
    for file, text in _FILES.items():
        if name in text.split():
            return getattr(importlib.import_module(f"torchvision.models.{file}"), name)
    if name.endswith("_Weights"):
        from torchvision.models._api import weights_enum

        return weights_enum(name)
    if name in _PARTS:
        return importlib.import_module(f"torchvision.models.{name}")
    for part in ("maxvit", "mnasnet", "regnet", "swin_transformer"):
        if not name.startswith("_") and name.lower().startswith(part[:4]):
            return getattr(importlib.import_module(f"torchvision.models.{part}"), name)
    raise AttributeError(f"module 'torchvision.models' has no attribute '{name}'")
