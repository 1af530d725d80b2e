# %%
import torch
import torch.nn as nn
from torch.utils.data import DataLoader, Dataset

BREEDS = ["beagle", "boxer", "pug", "sphynx"]

# %%
class PetDataset(Dataset):
    def __init__(self, n, size=40, transform=None):
        self.pictures = [torch.randint(0, 256, (size, size, 3), dtype=torch.uint8) for _ in range(n)]
        self.breeds = [i % len(BREEDS) for i in range(n)]
        self.ages = [float(i) / 2 for i in range(n)]
        self.transform = transform

    def __len__(self):
        return len(self.pictures)

    def __getitem__(self, idx):
        picture = self.pictures[idx].permute(2, 0, 1).float() / 255
        if self.transform:
            picture = self.transform(picture)
        return {"image": picture, "breed": self.breeds[idx], "age": torch.tensor([self.ages[idx]])}


def normalize(image):
    mean = torch.tensor([0.5, 0.4, 0.3])
    std = torch.tensor([0.2, 0.2, 0.2])
    return (image - mean[:, None, None]) / std[:, None, None]


# %%
class TwoHeads(nn.Module):
    def __init__(self, n_breeds):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, 10, 5), nn.ReLU(), nn.MaxPool2d(2))
        self.body = nn.Sequential(nn.Conv2d(10, 20, 5), nn.ReLU(), nn.MaxPool2d(2))
        self.embed = nn.Linear(20 * 7 * 7, 60)
        self.breed_head = nn.Linear(60, n_breeds)
        self.age_head = nn.Linear(60, 1)

    def forward(self, x):
        x = self.body(self.stem(x))
        x = torch.flatten(x, 1)
        x = torch.relu(self.embed(x))
        return self.breed_head(x), self.age_head(x)


# %%
loader = DataLoader(PetDataset(8, transform=normalize), batch_size=4)
net = TwoHeads(len(BREEDS))
ce = nn.CrossEntropyLoss(weight=torch.tensor([1.0, 1.0, 2.0, 2.0]))
mse = nn.MSELoss()
opt = torch.optim.SGD(net.parameters(), lr=0.01, momentum=0.9)
confusion = torch.zeros(len(BREEDS), len(BREEDS), dtype=torch.long)
for batch in loader:
    breed_logits, age = net(batch["image"])
    loss = ce(breed_logits, batch["breed"]) + 0.1 * mse(age, batch["age"])
    opt.zero_grad()
    loss.backward()
    opt.step()
    guess = breed_logits.argmax(dim=1)
    one_hot_true = torch.nn.functional.one_hot(batch["breed"], len(BREEDS))
    one_hot_guess = torch.nn.functional.one_hot(guess, len(BREEDS))
    confusion += one_hot_true.T @ one_hot_guess
print(loss.shape, confusion.sum())
