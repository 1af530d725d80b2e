# Which layers hand channels last on, forward and backward, single channels and single pixels included.
import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(0)
last = torch.channels_last


def show(label, *tensors):
    print(label, *(f"{tuple(t.shape)}{t.stride()}" for t in tensors))


for size in ((2, 4, 3, 5), (1, 4, 3, 5), (2, 1, 3, 5), (2, 4, 1, 5), (2, 4, 1, 1)):
    plain = torch.randn(size)
    x = plain.to(memory_format=last).requires_grad_()
    show("to", x, plain.contiguous(memory_format=last), plain.double(memory_format=last), x.to(memory_format=torch.contiguous_format))
    show("conv", F.conv2d(x, torch.randn(6, size[1], 1, 1)), F.max_pool2d(x, 1), torch.cat([x, x], 1), torch.cat([x, plain]))
    show("roll", x.roll(1, 2), x.roll((1, 2), (3, 2)), x.roll(1), x.roll(0, 1))
    if size[2] * size[3] == 1:
        continue
    layers = [nn.GroupNorm(1, size[1]), nn.BatchNorm2d(size[1]), nn.BatchNorm2d(size[1]).eval(), nn.InstanceNorm2d(size[1])]
    for layer in layers[: 4 if size[1] > 1 else 1]:
        y = layer(x)
        (back,) = torch.autograd.grad(y, x, torch.randn(size))
        print(type(layer).__name__, y.stride(), back.stride(), f"{y.std().item():.4f} {back.norm().item():.4f}")

x = torch.randn(2, 4, 4, 4).to(memory_format=last)
show("shuffled", F.pixel_shuffle(x, 2), F.pixel_unshuffle(x, 2), F.channel_shuffle(x, 2), F.rms_norm(x, (4,)), F.layer_norm(x, (4,)))
for one in (torch.contiguous_format, last):
    for other in (torch.contiguous_format, last):
        image = torch.randn(2, 3, 4, 5).to(memory_format=one).requires_grad_()
        weight = torch.randn(6, 3, 3, 3).to(memory_format=other).requires_grad_()
        y = F.conv2d(image, weight)
        for way in (torch.contiguous_format, last):
            show("conv", y, *torch.autograd.grad(y, (image, weight), torch.randn(y.shape).to(memory_format=way), retain_graph=True))
model = nn.Sequential(nn.Conv2d(3, 4, 1), nn.Conv2d(1, 4, 3), nn.Conv2d(4, 1, 3), nn.BatchNorm2d(4)).to(memory_format=last)
for name, parameter in model.named_parameters():
    show(name, parameter)
leaf = torch.zeros(2, 3, requires_grad=True)
print(type(leaf.to(torch.float32, copy=True).grad_fn).__name__, leaf.to(memory_format=torch.contiguous_format) is leaf)
