import torch
import torch.nn as nn


class C3D(nn.Module):
    """a small 3D network for clips of hand gestures"""

    def __init__(self, num_classes, sample_size=32, frames=8):
        super().__init__()
        self.group1 = nn.Sequential(
            nn.Conv3d(3, 8, kernel_size=3, padding=1),
            nn.BatchNorm3d(8),
            nn.ReLU(),
            nn.MaxPool3d(kernel_size=(1, 2, 2), stride=(1, 2, 2)),
        )
        self.group2 = nn.Sequential(
            nn.Conv3d(8, 16, kernel_size=3, padding=1),
            nn.BatchNorm3d(16),
            nn.ReLU(),
            nn.MaxPool3d(kernel_size=2, stride=2),
        )
        self.group3 = nn.Sequential(
            nn.Conv3d(16, 32, kernel_size=3, padding=1),
            nn.BatchNorm3d(32),
            nn.ReLU(),
            nn.MaxPool3d(kernel_size=2, stride=2),
        )
        last_duration = frames // 4
        last_size = sample_size // 8
        self.fc1 = nn.Sequential(nn.Linear(32 * last_duration * last_size * last_size, 64), nn.ReLU(), nn.Dropout(0.5))
        self.fc = nn.Linear(64, num_classes)

    def forward(self, x):
        out = self.group1(x)
        out = self.group2(out)
        out = self.group3(out)
        out = out.view(out.size(0), -1)
        out = self.fc1(out)
        return self.fc(out)


class FrameLSTM(nn.Module):
    def __init__(self, num_classes, hidden=24):
        super().__init__()
        self.cnn = nn.Sequential(nn.Conv2d(3, 12, 3, stride=2), nn.ReLU(), nn.AdaptiveAvgPool2d(2), nn.Flatten())
        self.lstm = nn.LSTM(12 * 4, hidden, batch_first=True)
        self.fc = nn.Linear(hidden, num_classes)

    def forward(self, video):
        b, c, t, h, w = video.shape
        frames = video.transpose(1, 2).reshape(b * t, c, h, w)
        features = self.cnn(frames).view(b, t, -1)
        out, _ = self.lstm(features)
        return self.fc(out[:, -1, :])


clips = torch.randn(2, 3, 8, 32, 32)
gesture = torch.tensor([3, 0])
c3d = C3D(num_classes=5)
loss = nn.CrossEntropyLoss()(c3d(clips), gesture)
logits = FrameLSTM(5)(clips)
print(loss.shape, logits.shape)
