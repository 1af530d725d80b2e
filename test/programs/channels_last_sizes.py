# What changes sizes keeps channels last, dropouts then draw in that order; a dropout of nothing leaves its input unwritten.
import torch
import torch.nn.functional as F

torch.manual_seed(0)
base = torch.randn(2, 3, 4, 5)
for x in (base, base.to(memory_format=torch.channels_last), base.transpose(2, 3)):
    for mode in ("nearest", "bilinear", "bicubic", "nearest-exact"):
        print(mode, F.interpolate(x, scale_factor=2, mode=mode).stride())
    for mode in ("reflect", "replicate", "circular", "constant"):
        wide = F.pad(x, (1, 1, 1, 1), mode=mode)
        print(mode, wide.stride(), f"{wide.sum().item():.3f}")

larger = F.interpolate(base.to(memory_format=torch.channels_last), scale_factor=2)
torch.manual_seed(1)
print((F.dropout(larger, 0.5) != 0).int().flatten()[:24].tolist())

for p in (0.0, 0.5):
    scores = torch.randn(2, 3, requires_grad=True).softmax(-1)
    kept = F.dropout(scores, p, True, inplace=True)
    print(kept is scores, scores._version)
    try:
        kept.sum().backward()
        print("backward")
    except RuntimeError as error:
        print(str(error)[:88])
