import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(0)


class Siamese(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Conv1d(2, 4, 3, padding=1), nn.PReLU(), nn.AdaptiveMaxPool1d(2), nn.Flatten())
        self.head = nn.Bilinear(8, 8, 1)

    def forward(self, a, b):
        a, b = self.body(a), self.body(b)
        return self.head(a, b).squeeze(1), F.cosine_similarity(a, b), F.pairwise_distance(a, b)


net = Siamese()
a, b = torch.randn(4, 2, 6), torch.randn(4, 2, 6)
score, cosine, distance = net(a, b)
print(score, cosine, distance)
print(nn.TripletMarginLoss()(a.flatten(1), b.flatten(1), torch.randn(4, 12)))
print(nn.CosineEmbeddingLoss()(a.flatten(1), b.flatten(1), torch.tensor([1, -1, 1, -1])))
print(nn.MarginRankingLoss()(score, cosine, torch.ones(4)), nn.HingeEmbeddingLoss()(distance, torch.tensor([1, -1, 1, -1])))
