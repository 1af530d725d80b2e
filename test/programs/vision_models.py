# torchvision.models: parameters, printouts, answers in both modes, with PyTorch's random numbers.
import warnings

warnings.simplefilter("ignore")
import torch
import torchvision.models as models

for name in ["resnet18", "mobilenet_v2", "squeezenet1_1", "shufflenet_v2_x0_5", "mobilenet_v3_small", "efficientnet_b0", "densenet121"]:
    torch.manual_seed(0)
    model = getattr(models, name)()
    print(name, sum(p.numel() for p in model.parameters()), len(model.state_dict()), type(model))
    print("%.3f" % sum(p.double().abs().sum().item() for p in model.parameters()))
    if name in ("resnet18", "shufflenet_v2_x0_5", "efficientnet_b0"):
        print(model)
torch.manual_seed(0)
model = models.resnet18(num_classes=10).eval()
print(["%.3f" % each for each in model(torch.randn(1, 3, 64, 64))[0].tolist()])
model.train()
out = model(torch.randn(2, 3, 64, 64))
out.sum().backward()
print(["%.2f" % each for each in out[0].tolist()], "%.0f" % model.conv1.weight.grad.abs().sum().item())
