import torch
import torch.nn as nn


class FactorizationMachine(nn.Module):
    """sum of the products of all pairs of embeddings"""

    def forward(self, x):
        square_of_sum = torch.sum(x, dim=1) ** 2
        sum_of_square = torch.sum(x**2, dim=1)
        return 0.5 * torch.sum(square_of_sum - sum_of_square, dim=1, keepdim=True)


class DeepFM(nn.Module):
    def __init__(self, field_dims, n_dense, embed_dim, mlp_dims, dropout=0.1):
        super().__init__()
        self.linears = nn.ModuleList([nn.Embedding(dim, 1) for dim in field_dims])
        self.embeddings = nn.ModuleList([nn.Embedding(dim, embed_dim) for dim in field_dims])
        self.fm = FactorizationMachine()
        self.dense_norm = nn.BatchNorm1d(n_dense)
        input_dim = len(field_dims) * embed_dim + n_dense
        layers = []
        for mlp_dim in mlp_dims:
            layers.append(nn.Linear(input_dim, mlp_dim))
            layers.append(nn.BatchNorm1d(mlp_dim))
            layers.append(nn.ReLU())
            layers.append(nn.Dropout(dropout))
            input_dim = mlp_dim
        layers.append(nn.Linear(input_dim, 1))
        self.mlp = nn.Sequential(*layers)

    def forward(self, sparse, dense):
        first = torch.cat([emb(sparse[:, i]) for i, emb in enumerate(self.linears)], dim=1).sum(dim=1, keepdim=True)
        embeds = torch.stack([emb(sparse[:, i]) for i, emb in enumerate(self.embeddings)], dim=1)
        second = self.fm(embeds)
        deep = self.mlp(torch.cat([embeds.flatten(1), self.dense_norm(dense)], dim=1))
        return (first + second + deep).squeeze(1)


field_dims = [40, 12, 7, 25]
batch_size, n_dense = 16, 6
sparse = torch.stack([torch.randint(0, d, (batch_size,)) for d in field_dims], dim=1)
dense = torch.rand(batch_size, n_dense)
clicked = torch.randint(0, 2, (batch_size,)).float()

model = DeepFM(field_dims, n_dense, embed_dim=8, mlp_dims=(32, 16))
logit = model(sparse, dense)
loss = nn.BCEWithLogitsLoss()(logit, clicked)
loss.backward()
print(logit.shape, loss.shape)
