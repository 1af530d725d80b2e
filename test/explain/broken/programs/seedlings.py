# %%
import torch
import torch.nn as nn
from torch.utils.data import DataLoader, Dataset, random_split


# %%
# stands for the pretrained network, which has a head for 1000 classes
class VGGTiny(nn.Module):
    def __init__(self, num_classes=1000):
        super().__init__()
        self.features = self._make([16, "M", 32, "M", 64, 64, "M"])
        self.avgpool = nn.AdaptiveAvgPool2d((3, 3))
        self.classifier = nn.Sequential(
            nn.Linear(64 * 3 * 3, 128),
            nn.ReLU(True),
            nn.Dropout(),
            nn.Linear(128, 128),
            nn.ReLU(True),
            nn.Dropout(),
            nn.Linear(128, num_classes),
        )

    def _make(self, cfg):
        layers, c = [], 3
        for v in cfg:
            if v == "M":
                layers.append(nn.MaxPool2d(2, 2))
            else:
                layers += [nn.Conv2d(c, v, 3, padding=1), nn.ReLU(True)]
                c = v
        return nn.Sequential(*layers)

    def forward(self, x):
        x = self.avgpool(self.features(x))
        x = torch.flatten(x, 1)
        return self.classifier(x)


# %%
class Seedlings(Dataset):
    def __init__(self, n, n_species):
        self.x = torch.rand(n, 3, 48, 48)
        self.y = torch.arange(n) % n_species

    def __len__(self):
        return len(self.x)

    def __getitem__(self, i):
        return self.x[i], self.y[i]


N_SPECIES = 12
data = Seedlings(24, N_SPECIES)
train_set, val_set = random_split(data, [16, 8])
loaders = {"train": DataLoader(train_set, batch_size=8), "val": DataLoader(val_set, batch_size=8)}

# %%
net = VGGTiny()
for param in net.parameters():
    param.requires_grad = False
num_ftrs = net.classifier[6].in_features
net.classifier[6] = nn.Linear(num_ftrs, N_SPECIES)
criterion = nn.CrossEntropyLoss(label_smoothing=0.1, weight=torch.ones(N_SPECIES))
optimizer = torch.optim.SGD(net.classifier[6].parameters(), lr=0.01, momentum=0.9)
scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=1, gamma=0.1)

# %%
for phase in ["train", "val"]:
    net.train(phase == "train")
    running_corrects = 0
    for inputs, labels in loaders[phase]:
        optimizer.zero_grad()
        with torch.set_grad_enabled(phase == "train"):
            outputs = net(inputs)
            _, preds = torch.max(outputs, 1)
            loss = criterion(outputs, labels)
            if phase == "train":
                loss.backward()
                optimizer.step()
        running_corrects += torch.sum(preds == labels.data)
    print(phase, running_corrects.item() <= 16)
    if phase == "train":
        scheduler.step()
