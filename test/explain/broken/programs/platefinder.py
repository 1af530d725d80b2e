import torch
import torch.nn as nn
import torch.nn.functional as F


class PlateFinder(nn.Module):
    def __init__(self, backbone_width=32, n_kinds=4):
        super().__init__()
        self.backbone = nn.Sequential(
            nn.Conv2d(3, 16, 5, stride=2),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(16, backbone_width, 3),
            nn.ReLU(),
            nn.AdaptiveAvgPool2d(1),
            nn.Flatten(),
        )
        self.kind = nn.Linear(backbone_width, n_kinds)
        self.box = nn.Linear(backbone_width, 4)
        self.score = nn.Linear(backbone_width, 1)

    def forward(self, x):
        features = self.backbone(x)
        return {
            "kind": self.kind(features),
            "box": torch.sigmoid(self.box(features)),
            "score": self.score(features),
        }


def multi_loss(out, target):
    kind = F.cross_entropy(out["kind"], target["kind"])
    per_box = F.smooth_l1_loss(out["box"], target["box"], reduction="none").sum(dim=1)
    box = (per_box * target["present"]).sum() / target["present"].sum().clamp(min=1)
    score = F.binary_cross_entropy_with_logits(out["score"], target["present"].unsqueeze(1))
    return kind + box + score


pictures = torch.rand(6, 3, 48, 64)
target = {
    "kind": torch.randint(0, 4, (6,)),
    "box": torch.rand(6, 4),
    "present": torch.tensor([1.0, 0.0, 1.0, 1.0, 0.0, 1.0]),
}
model = PlateFinder()
loss = multi_loss(model(pictures), target)
loss.backward()
print(loss.item() > 0)
