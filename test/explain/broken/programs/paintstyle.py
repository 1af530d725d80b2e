import torch
import torch.nn as nn
import torch.nn.functional as F

content_image = torch.rand(1, 3, 40, 40)
style_image = torch.rand(1, 3, 40, 40)


class Normalization(nn.Module):
    def __init__(self, mean, std):
        super().__init__()
        self.mean = torch.tensor(mean).view(-1, 1, 1)
        self.std = torch.tensor(std).view(-1, 1, 1)

    def forward(self, image):
        return (image - self.mean) / self.std


def gram_matrix(features):
    b, c, h, w = features.size()
    flat = features.view(b, c, h * w)
    return torch.bmm(flat, flat.transpose(1, 2)) / (c * h * w)


class Extractor(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = Normalization([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])
        self.block1 = nn.Conv2d(3, 8, 3, padding=1)
        self.block2 = nn.Conv2d(8, 16, 3, padding=1)

    def forward(self, image):
        first = F.relu(self.block1(self.norm(image)))
        second = F.relu(self.block2(F.max_pool2d(first, 2)))
        return [first, second]


extractor = Extractor()
with torch.no_grad():
    content_target = extractor(content_image)[1]
    style_targets = [gram_matrix(each) for each in extractor(style_image)]
image = content_image.clone().requires_grad_(True)
optimizer = torch.optim.Adam([image], lr=0.05)
for step in range(2):
    optimizer.zero_grad()
    features = extractor(image)
    content_loss = F.mse_loss(features[1], content_target)
    style_loss = sum((gram_matrix(f) - t).pow(2).sum() for f, t in zip(features, style_targets))
    loss = content_loss + 1000 * style_loss
    loss.backward()
    optimizer.step()
print(image.shape)
