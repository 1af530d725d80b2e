# torch.nn.modules.instancenorm: instance normalisation.


class _InstanceNorm(_BatchNorm):
    def __init__(self, num_features, eps=1e-5, momentum=0.1, affine=False, track_running_stats=False, device=None, dtype=None, *, bias=True):
        super().__init__(num_features, eps, momentum, affine, track_running_stats, device, dtype, bias=bias)

    def forward(self, input):
        words = " or ".join(f"{rank}D" for rank in self.ranks)
        if input.dim() not in self.ranks:
            raise ValueError(f"expected {words} input (got {input.dim()}D input)")
        batched = input.dim() == self.ranks[1]
        channels = input.size(1 if batched else 0)
        if channels != self.num_features:
            if self.affine:
                raise ValueError(f"expected input's size at dim={1 if batched else 0} to match num_features ({self.num_features}), but got: {channels}.")
        x = input if batched else input.unsqueeze(0)
        use_input = self.training or not self.track_running_stats
        result = F.instance_norm(x, self.running_mean, self.running_var, self.weight, self.bias, use_input, 0.0 if self.momentum is None else self.momentum, self.eps)
        return result if batched else result.squeeze(0)


class InstanceNorm1d(_InstanceNorm):
    ranks = (2, 3)


class InstanceNorm2d(_InstanceNorm):
    ranks = (3, 4)


class InstanceNorm3d(_InstanceNorm):
    ranks = (4, 5)
