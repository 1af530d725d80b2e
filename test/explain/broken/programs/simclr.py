# %%
import torch
import torch.nn as nn
import torch.nn.functional as F

BATCH = 8
TEMPERATURE = 0.5
PROJ_DIM = 32


# %%
class SmallResNet(nn.Module):
    def __init__(self, width=16):
        super().__init__()
        self.conv = nn.Conv2d(3, width, 3, padding=1)
        self.stage1 = self.stage(width, width * 2)
        self.stage2 = self.stage(width * 2, width * 4)
        self.avgpool = nn.AdaptiveAvgPool2d((1, 1))
        self.fc = nn.Linear(width * 4, 1000)

    def stage(self, cin, cout):
        return nn.Sequential(nn.Conv2d(cin, cout, 3, stride=2, padding=1), nn.BatchNorm2d(cout), nn.ReLU())

    def forward(self, x):
        x = F.relu(self.conv(x))
        x = self.avgpool(self.stage2(self.stage1(x)))
        return self.fc(torch.flatten(x, 1))


# %%
class SimCLR(nn.Module):
    def __init__(self, backbone, proj_dim):
        super().__init__()
        n_features = backbone.fc.in_features
        backbone.fc = nn.Identity()
        self.backbone = backbone
        self.projector = nn.Sequential(
            nn.Linear(n_features, n_features),
            nn.BatchNorm1d(n_features),
            nn.ReLU(),
            nn.Linear(n_features, proj_dim),
        )

    def forward(self, x1, x2):
        h1, h2 = self.backbone(x1), self.backbone(x2)
        return self.projector(h1), self.projector(h2)


def nt_xent(z1, z2, temperature):
    n = z1.size(0)
    z = F.normalize(torch.cat([z1, z2], dim=0), dim=1)
    sim = z @ z.t() / temperature
    mask = torch.eye(2 * n, dtype=torch.bool)
    sim = sim.masked_fill(mask, -1e9)
    labels = torch.cat([torch.arange(n, 2 * n), torch.arange(n)])
    return F.cross_entropy(sim, labels)


# %%
def augment(x):
    flip = torch.flip(x, dims=[3])
    scale = 0.8 + 0.4 * torch.rand(x.size(0), 1, 1, 1)
    return flip * scale


images = torch.rand(BATCH, 3, 32, 32)
model = SimCLR(SmallResNet(), PROJ_DIM)
z1, z2 = model(augment(images), augment(images))
loss = nt_xent(z1, z2, TEMPERATURE)
loss.backward()

# %%
# linear probe on the frozen features
for p in model.backbone.parameters():
    p.requires_grad = False
probe = nn.Linear(64, 10)
labels = torch.randint(0, 10, (BATCH,))
with torch.no_grad():
    feats = model.backbone(images)
logits = probe(feats)
probe_loss = nn.CrossEntropyLoss()(logits, labels)
probe_loss.backward()

# %%
bank = F.normalize(feats, dim=1)
nearest = (bank @ bank.T).topk(k=3, dim=1).indices
votes = F.one_hot(labels[nearest], 10).sum(dim=1)
print((votes.argmax(dim=1) == labels).float().mean() >= 0)
