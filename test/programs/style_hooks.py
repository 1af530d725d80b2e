"""Style transfer with features caught by hooks; class activation maps; feature visualization."""
import copy
from collections import OrderedDict
from contextlib import ExitStack

import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim


class ContentLoss(nn.Module):
    def __init__(self, target):
        super(ContentLoss, self).__init__()
        self.target = target.detach()

    def forward(self, input):
        self.loss = F.mse_loss(input, self.target)
        return input


def gram_matrix(input):
    a, b, c, d = input.size()
    features = input.view(a * b, c * d)
    G = torch.mm(features, features.t())
    return G.div(a * b * c * d)


class StyleLoss(nn.Module):
    def __init__(self, target_feature):
        super(StyleLoss, self).__init__()
        self.target = gram_matrix(target_feature).detach()

    def forward(self, input):
        G = gram_matrix(input)
        self.loss = F.mse_loss(G, self.target)
        return input


class Normalization(nn.Module):
    def __init__(self, mean, std):
        super(Normalization, self).__init__()
        self.mean = torch.tensor(mean).view(-1, 1, 1)
        self.std = torch.tensor(std).view(-1, 1, 1)

    def forward(self, img):
        return (img - self.mean) / self.std


def get_style_model_and_losses(cnn, mean, std, style_img, content_img, content_layers=["conv_3"], style_layers=["conv_1", "conv_2"]):
    normalization = Normalization(mean, std)
    content_losses, style_losses = [], []
    model = nn.Sequential(normalization)
    i = 0
    for layer in cnn.children():
        if isinstance(layer, nn.Conv2d):
            i += 1
            name = "conv_{}".format(i)
        elif isinstance(layer, nn.ReLU):
            name = "relu_{}".format(i)
            layer = nn.ReLU(inplace=False)
        elif isinstance(layer, nn.MaxPool2d):
            name = "pool_{}".format(i)
        else:
            raise RuntimeError("Unrecognized layer: {}".format(layer.__class__.__name__))
        model.add_module(name, layer)
        if name in content_layers:
            target = model(content_img).detach()
            content_loss = ContentLoss(target)
            model.add_module("content_loss_{}".format(i), content_loss)
            content_losses.append(content_loss)
        if name in style_layers:
            target_feature = model(style_img).detach()
            style_loss = StyleLoss(target_feature)
            model.add_module("style_loss_{}".format(i), style_loss)
            style_losses.append(style_loss)
    for i in range(len(model) - 1, -1, -1):
        if isinstance(model[i], ContentLoss) or isinstance(model[i], StyleLoss):
            break
    model = model[: (i + 1)]
    return model, style_losses, content_losses


class FeatureExtractor(nn.Module):
    def __init__(self, model, layers):
        super().__init__()
        self.model, self.layers = model, layers
        self._features = {layer: torch.empty(0) for layer in layers}
        for layer_id in layers:
            layer = dict([*self.model.named_modules()])[layer_id]
            layer.register_forward_hook(self.save_outputs_hook(layer_id))

    def save_outputs_hook(self, layer_id):
        def fn(_, __, output):
            self._features[layer_id] = output

        return fn

    def forward(self, x):
        _ = self.model(x)
        return self._features


class GradCAM:
    def __init__(self, model, target_layer):
        self.model, self.gradients, self.activations = model, None, None
        self.handles = [target_layer.register_forward_hook(self._save), target_layer.register_full_backward_hook(self._save_grad)]

    def _save(self, module, inputs, output):
        self.activations = output.detach()

    def _save_grad(self, module, grad_input, grad_output):
        self.gradients = grad_output[0].detach()

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        for h in self.handles:
            h.remove()
        return False

    def __call__(self, x, class_idx=None):
        logits = self.model(x)
        if class_idx is None:
            class_idx = logits.argmax(dim=1)
        self.model.zero_grad()
        one_hot = torch.zeros_like(logits).scatter_(1, class_idx.unsqueeze(1), 1.0)
        logits.backward(gradient=one_hot, retain_graph=True)
        weights = self.gradients.mean(dim=(2, 3), keepdim=True)
        cam = F.relu((weights * self.activations).sum(1, keepdim=True))
        cam = F.interpolate(cam, x.shape[2:], mode="bilinear", align_corners=False)
        lo, hi = cam.amin((1, 2, 3), keepdim=True), cam.amax((1, 2, 3), keepdim=True)
        return ((cam - lo) / (hi - lo + 1e-8)).squeeze(1)


torch.manual_seed(3)
cnn = nn.Sequential(nn.Conv2d(3, 6, 3, padding=1), nn.ReLU(inplace=True), nn.Conv2d(6, 8, 3, padding=1), nn.ReLU(inplace=True), nn.MaxPool2d(2), nn.Conv2d(8, 8, 3, padding=1), nn.ReLU(inplace=True)).eval()
style_img, content_img = torch.rand(1, 3, 12, 12), torch.rand(1, 3, 12, 12)
model, style_losses, content_losses = get_style_model_and_losses(cnn, [0.485, 0.456, 0.406], [0.229, 0.224, 0.225], style_img, content_img)
print(model)
input_img = content_img.clone()
input_img.requires_grad_(True)
model.eval()
model.requires_grad_(False)
optimizer = optim.LBFGS([input_img], max_iter=4)
run = [0]
while run[0] <= 8:

    def closure():
        with torch.no_grad():
            input_img.clamp_(0, 1)
        optimizer.zero_grad()
        model(input_img)
        style_score = content_score = 0
        for sl in style_losses:
            style_score += sl.loss
        for cl in content_losses:
            content_score += cl.loss
        style_score *= 1000
        loss = style_score + content_score
        loss.backward()
        run[0] += 1
        if run[0] % 4 == 1:
            print("run {}: Style Loss : {:4f} Content Loss: {:4f}".format(run[0], style_score.item(), content_score.item()))
        return style_score + content_score

    optimizer.step(closure)
with torch.no_grad():
    input_img.clamp_(0, 1)
print((input_img - content_img).abs().max() > 0)

net = nn.Sequential(OrderedDict([("features", copy.deepcopy(cnn)), ("pool", nn.AdaptiveAvgPool2d(1)), ("flat", nn.Flatten()), ("fc", nn.Linear(8, 4))]))
net.features[6] = nn.ReLU()
net.requires_grad_(True)
feats = FeatureExtractor(net, layers=["features.0", "features.4", "fc"])
print({name: tuple(output.shape) for name, output in feats(torch.rand(2, 3, 12, 12)).items()})
with ExitStack() as stack:
    cam = stack.enter_context(GradCAM(net, net.features[5]))
    heat = cam(torch.rand(2, 3, 12, 12), torch.tensor([1, 3]))
    print(heat.shape, heat.amax((1, 2)), cam.gradients.shape)
print(len(net.features[5]._forward_hooks), len(net.features[5]._backward_hooks))
order = []
h1 = net.register_forward_pre_hook(lambda m, a: order.append("pre"))
h2 = net.register_forward_hook(lambda m, a, o: (order.append("post"), o * 2)[1])
h3 = net.fc.register_forward_pre_hook(lambda m, a, kw: (order.append(sorted(kw)), None)[1], with_kwargs=True)
a = net(torch.ones(1, 3, 12, 12))
h2.remove()
print(torch.allclose(a, 2 * net(torch.ones(1, 3, 12, 12))), order)
t = torch.ones(2, requires_grad=True)
t.register_hook(lambda g: g * 10)
(t * 3).sum().backward()
print(t.grad)
