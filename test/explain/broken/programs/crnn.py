import torch
import torch.nn as nn


class CRNN(nn.Module):
    def __init__(self, n_mels=40, n_classes=12):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 16, kernel_size=3, padding=1)
        self.bn1 = nn.BatchNorm2d(16)
        self.conv2 = nn.Conv2d(16, 24, kernel_size=3, padding=1)
        self.bn2 = nn.BatchNorm2d(24)
        self.pool = nn.MaxPool2d(2)
        self.gru = nn.GRU(24 * 10, 56, num_layers=2, batch_first=True)
        self.fc = nn.Linear(56, n_classes)

    def forward(self, spec):
        x = self.pool(torch.relu(self.bn1(self.conv1(spec))))
        x = self.pool(torch.relu(self.bn2(self.conv2(x))))
        b, c, f, t = x.shape
        x = x.permute(0, 3, 1, 2).reshape(b, t, c * f)
        x, h = self.gru(x)
        return self.fc(x[:, -1])


wave = torch.randn(3, 1, 40, 100)
model = CRNN()
logits = model(wave)
loss = nn.CrossEntropyLoss()(logits, torch.tensor([1, 5, 11]))
print(logits.shape)
