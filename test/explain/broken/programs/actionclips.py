import torch
import torch.nn as nn
import torch.nn.functional as F


class VideoNet(nn.Module):
    def __init__(self, n_actions, frame_dim=24, hidden=20):
        super().__init__()
        self.frame = nn.Sequential(
            nn.Conv2d(3, 8, 3, stride=2, padding=1),
            nn.ReLU(),
            nn.AdaptiveAvgPool2d(2),
            nn.Flatten(),
            nn.Linear(8 * 2 * 2, frame_dim),
        )
        self.lstm = nn.LSTM(frame_dim, hidden, batch_first=True)
        self.out = nn.Linear(hidden, n_actions)

    def forward(self, video):
        b, t, c, h, w = video.shape
        frames = video.view(b * t, c, h, w)
        features = self.frame(frames).view(b, t, -1)
        _, (h_n, c_n) = self.lstm(features)
        return self.out(h_n[-1])


class Clip3d(nn.Module):
    def __init__(self, n_actions):
        super().__init__()
        self.conv1 = nn.Conv3d(3, 8, (3, 3, 3), padding=(1, 1, 1))
        self.pool = nn.MaxPool3d((1, 2, 2))
        self.conv2 = nn.Conv3d(8, 16, (3, 3, 3), padding=(1, 1, 1))
        self.fc = nn.Linear(16 * 6 * 4 * 4, n_actions)

    def forward(self, video):
        x = video.permute(0, 2, 1, 3, 4)
        x = self.pool(F.relu(self.conv1(x)))
        x = self.pool(F.relu(self.conv2(x)))
        return self.fc(x.flatten(1))


videos = torch.rand(2, 6, 3, 16, 16)
labels = F.one_hot(torch.tensor([1, 4]), 5).float()
scores = (VideoNet(5)(videos) + Clip3d(5)(videos)) / 2
loss = F.binary_cross_entropy_with_logits(scores, labels)
loss.backward()
print(scores.shape)
