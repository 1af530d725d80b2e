import torch
from torch.utils.data import DataLoader, Dataset, Subset, TensorDataset, random_split

torch.manual_seed(3)


class Squares(Dataset):
    def __len__(self):
        return 10

    def __getitem__(self, i):
        return torch.tensor([float(i)]), i * i


for x, y in DataLoader(Squares(), batch_size=4, shuffle=True):
    print(x.squeeze(1), y)
train, rest = random_split(Squares(), [7, 3])
print(len(train), len(rest), train.indices, [y for _, y in rest])
data = TensorDataset(torch.arange(6).float().view(6, 1), torch.arange(6))
for batch in DataLoader(Subset(data, [5, 3, 1]), batch_size=2, drop_last=True):
    print(batch)
for batch in DataLoader(data, batch_size=4, num_workers=0):
    print([each.shape for each in batch])
