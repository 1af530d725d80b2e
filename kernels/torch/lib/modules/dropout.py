# torch.nn.modules.dropout: dropouts.


class _DropoutNd(Module):
    __constants__ = ["p", "inplace"]

    def __init__(self, p=0.5, inplace=False):
        super().__init__()
        if p < 0 or p > 1:
            raise ValueError(f"dropout probability has to be between 0 and 1, but got {p}")
        self.p = p
        self.inplace = inplace

    def extra_repr(self):
        return f"p={self.p}, inplace={self.inplace}"


def _dropout_forward(name, function, in_place=True):
    def forward(self, input):
        drop = getattr(F, function)
        return drop(input, self.p, self.training, self.inplace) if in_place else drop(input, self.p, self.training)

    forward.__qualname__ = f"{name}.forward"
    return forward


class Dropout(_DropoutNd):
    forward = _dropout_forward("Dropout", "dropout")


class Dropout1d(_DropoutNd):
    forward = _dropout_forward("Dropout1d", "dropout1d")


class Dropout2d(_DropoutNd):
    forward = _dropout_forward("Dropout2d", "dropout2d")


class Dropout3d(_DropoutNd):
    forward = _dropout_forward("Dropout3d", "dropout3d")


class AlphaDropout(_DropoutNd):
    forward = _dropout_forward("AlphaDropout", "alpha_dropout", in_place=False)


class FeatureAlphaDropout(_DropoutNd):
    forward = _dropout_forward("FeatureAlphaDropout", "feature_alpha_dropout", in_place=False)
