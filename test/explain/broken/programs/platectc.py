import torch
import torch.nn as nn
from torch.utils.data import Dataset, DataLoader

# %% number plates of several lengths
CHARS = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ"
BLANK = 0


class Plates(Dataset):
    def __init__(self, texts):
        self.texts = texts

    def __len__(self):
        return len(self.texts)

    def __getitem__(self, index):
        image = torch.rand(1, 32, 96)
        label = torch.tensor([CHARS.index(char) + 1 for char in self.texts[index]])
        return image, label


def collate(batch):
    images, labels = zip(*batch)
    lengths = torch.tensor([len(label) for label in labels])
    return torch.stack(images), torch.cat(labels), lengths


texts = ["AB123", "K77PLM", "ZX90", "H4HH22", "N1", "TR555"]
loader = DataLoader(Plates(texts), batch_size=3, collate_fn=collate)


# %% reader
class PlateReader(nn.Module):
    def __init__(self, n_classes, height=32, hidden=40):
        super().__init__()
        self.cnn = nn.Sequential(
            nn.Conv2d(1, 12, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
            nn.Conv2d(12, 24, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        )
        self.rnn = nn.GRU(24 * (height // 4), hidden, bidirectional=True, batch_first=True)
        self.fc = nn.Linear(2 * hidden, n_classes)

    def forward(self, x):
        f = self.cnn(x)
        n, c, h, w = f.shape
        f = f.permute(0, 3, 1, 2).reshape(n, w, c * h)
        out, _ = self.rnn(f)
        return self.fc(out).log_softmax(2).permute(1, 0, 2)


# %% training
model = PlateReader(len(CHARS) + 1)
ctc = nn.CTCLoss(blank=BLANK, zero_infinity=True)
optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
for images, labels, lengths in loader:
    log_probs = model(images)
    input_lengths = torch.full((images.size(0),), log_probs.size(0), dtype=torch.long)
    loss = ctc(log_probs, labels, input_lengths, lengths)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print(loss.item())
