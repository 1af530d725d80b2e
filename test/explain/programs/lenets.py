import torch, torch.nn as nn, torch.nn.functional as F

def lenet(kernel, padding, features):
    class LeNet(nn.Module):
        def __init__(self):
            super().__init__()
            self.conv1 = nn.Conv2d(1, 6, kernel, padding=padding)
            self.conv2 = nn.Conv2d(6, 16, kernel)
            self.fc1 = nn.Linear(features, 120)
            self.fc2 = nn.Linear(120, 84)
            self.fc3 = nn.Linear(84, 10)

        def forward(self, x):
            self.c1 = x = F.relu(self.conv1(x))
            self.p1 = x = F.max_pool2d(x, (2, 2))
            self.c2 = x = F.relu(self.conv2(x))
            self.p2 = x = F.max_pool2d(x, 2)
            x = x.view(-1, self.num_flat_features(x))
            x = F.relu(self.fc1(x))
            x = F.relu(self.fc2(x))
            return self.fc3(x)

        def num_flat_features(self, x):
            n = 1
            for s in x.size()[1:]:
                n *= s
            return n
    return LeNet()
# %%
blog = lenet(3, 0, 576)
y = blog(torch.randn(1, 1, 32, 32))
# %%
%why blog.fc1.in_features
# %%
%why blog.c1
# %%
%why blog.p1.shape[2]
# %%
%why blog.c2
# %%
%why blog.p2
# %%
%why y
# %%
tutorial = lenet(5, 0, 400)
y = tutorial(torch.randn(4, 1, 32, 32))
# %%
%why tutorial.fc1.in_features
# %%
mnist = lenet(5, 0, 256)
y = mnist(torch.randn(1, 1, 28, 28))
# %%
%why mnist.fc1.in_features
# %%
padded = lenet(5, 2, 400)
y = padded(torch.randn(1, 1, 28, 28))
# %%
%why padded.fc1.in_features
# %%
tutorial(torch.randn(2, 1, 28, 28))
# %%
%why 256
# %%
%why 256 and not 400
# %%
%why 120
# %%
%why 7
# %%
%why tutorial.fc1.in_features
