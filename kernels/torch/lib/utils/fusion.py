# torch.nn.utils.fusion: batch norms taken into the layer before them.


def _fused_weights(weight, bias, mean, var, eps, scale, shift, shape):
    factor = torch.rsqrt(var + eps) * scale
    fused = (weight * factor.reshape(shape)).to(dtype=weight.dtype)
    offset = ((bias - mean) * factor + shift).to(dtype=bias.dtype)
    return torch.nn.Parameter(fused, weight.requires_grad), torch.nn.Parameter(offset, bias.requires_grad)


def fuse_conv_bn_weights(conv_w, conv_b, bn_rm, bn_rv, bn_eps, bn_w, bn_b, transpose=False):
    rest = [1] * (len(conv_w.shape) - 2)
    return _fused_weights(
        conv_w, torch.zeros_like(bn_rm) if conv_b is None else conv_b, bn_rm, bn_rv, bn_eps,
        torch.ones_like(bn_rm) if bn_w is None else bn_w, torch.zeros_like(bn_rm) if bn_b is None else bn_b,
        [1, -1] + rest if transpose else [-1, 1] + rest,
    )


def fuse_linear_bn_weights(linear_w, linear_b, bn_rm, bn_rv, bn_eps, bn_w, bn_b):
    return _fused_weights(
        linear_w, torch.zeros_like(bn_rm) if linear_b is None else linear_b, bn_rm, bn_rv, bn_eps, bn_w, bn_b, [-1, 1]
    )


def _check_fusible(layer, bn):
    if layer.training or bn.training:
        raise AssertionError("Fusion only for eval!")


def fuse_conv_bn_eval(conv, bn, transpose=False):
    import copy

    _check_fusible(conv, bn)
    fused = copy.deepcopy(conv)
    if bn.running_mean is None or bn.running_var is None:
        raise AssertionError("bn.running_mean and bn.running_var must not be None")
    fused.weight, fused.bias = fuse_conv_bn_weights(
        fused.weight, fused.bias, bn.running_mean, bn.running_var, bn.eps, bn.weight, bn.bias, transpose
    )
    return fused


def fuse_linear_bn_eval(linear, bn):
    import copy

    _check_fusible(linear, bn)
    if linear.out_features != bn.num_features and bn.num_features != 1:
        raise AssertionError(
            "To fuse, linear.out_features == bn.num_features or bn.num_features == 1, got "
            f"linear.out_features={linear.out_features} and bn.num_features={bn.num_features}"
        )
    fused = copy.deepcopy(linear)
    if bn.running_mean is None or bn.running_var is None:
        raise AssertionError("bn.running_mean and bn.running_var must not be None")
    fused.weight, fused.bias = fuse_linear_bn_weights(
        fused.weight, fused.bias, bn.running_mean, bn.running_var, bn.eps, bn.weight, bn.bias
    )
    return fused


def skip_init(module_cls, *args, **kwargs):
    if not issubclass(module_cls, torch.nn.Module):
        raise RuntimeError(f"Expected a Module; got {module_cls}")
    final_device = kwargs.pop("device", "cpu")
    kwargs["device"] = "meta"
    return module_cls(*args, **kwargs).to_empty(device=final_device)
