# Values from inside a model by the names of its graph's nodes, in training and in evaluation.
import copy
import warnings

import torch
import torchvision
from torch import nn
from torchvision.models.feature_extraction import create_feature_extractor, get_graph_node_names

warnings.simplefilter("ignore")


def rescaled(x):
    return x / 2 if x.sum() > 0 else x


class Block(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.conv = nn.Conv2d(width, width, 3, padding=1)
        self.act = nn.ReLU()

    def forward(self, x):
        torch._assert(x.shape[1] == 4, "four channels")
        return self.act(self.conv(x) + x) + self.act(x)


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(3, 4, 3)
        self.body = nn.Sequential(Block(4), Block(4))
        self.drop = nn.Dropout(0.5)
        self.head = nn.Linear(4, 2)

    def forward(self, x):
        x = self.body(self.stem(x)).mean((2, 3))
        if self.training:
            x = self.drop(x)
        return self.head(rescaled(x))


torch.manual_seed(0)
net = Net()
options = dict(tracer_kwargs=dict(autowrap_functions=[rescaled]))
for names in get_graph_node_names(net, **options):
    print(names)

features = create_feature_extractor(net, {"body.0": "first", "body.1.act_1": "second", "mean": "pooled"}, **options)
print(features)
x = torch.randn(2, 3, 6, 6)
print({name: tuple(value.shape) for name, value in features(x).items()})
print(features.eval().code)
print(list(copy.deepcopy(features).state_dict()))

for wrong in (dict(return_nodes=["nowhere"]), dict(), dict(train_return_nodes=["stem"]), dict(return_nodes=["stem"], train_return_nodes=["stem"], eval_return_nodes=["stem"])):
    try:
        create_feature_extractor(net, **wrong, **options)
    except ValueError as error:
        print(error)

separate = create_feature_extractor(net, train_return_nodes=["drop"], eval_return_nodes=["mean"], **options)
print(list(separate(x)), list(separate.eval()(x)))

resnet = torchvision.models.resnet18()
train, evaluation = get_graph_node_names(resnet)
print(len(train), train == evaluation, train[:8], train[-3:])
pyramid = create_feature_extractor(resnet, return_nodes={"layer1": "fine", "layer4.1.relu_1": "coarse", "flatten": "vector"})
print([(name, tuple(value.shape)) for name, value in pyramid(torch.zeros(1, 3, 64, 64)).items()])
print(sum(p.numel() for p in pyramid.parameters()), hasattr(pyramid, "fc"))
