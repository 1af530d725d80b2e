# torchvision.models._api: weights by name. They can be named and not loaded: there is no network.
import enum
import warnings

_VERSIONS = ("IMAGENET1K_V1", "IMAGENET1K_V2")
_TWO = (
    "ResNet50 ResNet101 ResNet152 ResNeXt50_32X4D ResNeXt101_32X8D Wide_ResNet50_2 Wide_ResNet101_2 MobileNet_V2 MobileNet_V3_Large EfficientNet_B1"
).split()


class WeightsEnum(enum.Enum):
    """Weights somebody trained: an argument that says which are wanted."""

    @classmethod
    def verify(cls, obj):
        return obj

    @property
    def url(self):
        return f"https://download.pytorch.org/models/{type(self).__name__.lower()}"

    @property
    def meta(self):
        raise NotImplementedError(f"ishape: the facts about {type(self).__name__}.{self.name} are not available here")

    def transforms(self, **kwargs):
        from torchvision.transforms._presets import ImageClassification

        return ImageClassification(crop_size=224, **kwargs)

    def get_state_dict(self, *args, **kwargs):
        raise no_weights(f"{type(self).__name__}.{self.name}")

    def __repr__(self):
        return f"{type(self).__name__}.{self.name}"

    __str__ = __repr__


class Weights:
    def __init__(self, url, transforms, meta):
        self.url, self.transforms, self.meta = url, transforms, meta


class _Made:
    enums = {}


def weights_enum(name):
    if name not in _Made.enums:
        versions = _VERSIONS if name.removesuffix("_Weights") in _TWO else _VERSIONS[:1]
        members = {version: version for version in versions}
        members["DEFAULT"] = versions[-1]
        _Made.enums[name] = WeightsEnum(name, members, module="torchvision.models")
    return _Made.enums[name]


def no_weights(name):
    return NotImplementedError(
        f"ishape: the pretrained weights {name} are not available here: it is a sandbox without a network. "
        "weights=None builds the model with random ones"
    )


def _enum_name(name):
    """The enum of a builder's weights and the version that `pretrained=True` meant."""
    for plain, written in (
        ("alexnet", "AlexNet"), ("densenet", "DenseNet"), ("googlenet", "GoogLeNet"), ("inception", "Inception"), ("mnasnet", "MNASNet"),
        ("mobilenet", "MobileNet"), ("resnet", "ResNet"), ("resnext", "ResNeXt"), ("shufflenet", "ShuffleNet"), ("squeezenet", "SqueezeNet"),
        ("vgg", "VGG"), ("wide", "Wide"), ("efficientnet", "EfficientNet"), ("_v", "_V"), ("_b", "_B"), ("_x", "_X"), ("_large", "_Large"),
        ("_small", "_Small"), ("x4d", "X4D"), ("x8d", "X8D"), ("_Bn", "_BN"), ("_bn", "_BN"),
    ):  # fmt: skip
        name = name.replace(plain, written)
    return f"{name.replace('_Bn', '_BN')}_Weights.IMAGENET1K_V1"


def builder(make):
    """A builder of a model: its arguments `weights`, `progress` and, of old, `pretrained` are looked at first."""

    def build(*args, weights=None, progress=True, **kwargs):
        name = make.__name__
        if "pretrained" in kwargs:
            weights = kwargs.pop("pretrained") or None
            warnings.warn(
                "The parameter 'pretrained' is deprecated since 0.13 and may be removed in the future, please use 'weights' instead.",
                UserWarning,
                stacklevel=2,
            )
            warnings.warn(
                "Arguments other than a weight enum or `None` for 'weights' are deprecated since 0.13 and may be removed in the future. "
                f"The current behavior is equivalent to passing `weights={'None' if not weights else _enum_name(name)}`.",
                UserWarning,
                stacklevel=2,
            )
        if args:
            weights, args = args[0] or None, args[1:]
        if kwargs.pop("weights_backbone", None) or weights:
            raise no_weights(str(weights) if weights is not True else f"of {name}")
        return make(**kwargs)

    build.__name__ = build.__qualname__ = make.__name__
    build.__module__ = make.__module__
    build.__doc__ = make.__doc__
    return build


def make_divisible(value, divisor, least=None):
    """The nearest multiple, never a tenth below the value."""
    least = divisor if least is None else least
    made = max(least, int(value + divisor / 2) // divisor * divisor)
    return made + divisor if made < 0.9 * value else made
