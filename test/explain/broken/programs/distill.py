import torch
import torch.nn as nn
import torch.nn.functional as F

NUM_CLASSES = 8


def make_mlp(sizes):
    layers = []
    for n_in, n_out in zip(sizes[:-1], sizes[1:]):
        layers += [nn.Linear(n_in, n_out), nn.ReLU()]
    return nn.Sequential(*layers[:-1])


class Student(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = make_mlp([64, 20, 20])
        self.head = nn.Linear(20, NUM_CLASSES)
        self.hint = nn.Linear(20, 40)

    def forward(self, x):
        features = F.relu(self.body(x.flatten(1)))
        return self.head(features), self.hint(features)


class Teacher(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = make_mlp([64, 80, 40])
        self.head = nn.Linear(40, NUM_CLASSES)

    def forward(self, x):
        features = F.relu(self.body(x.flatten(1)))
        return self.head(features), features


def distill_loss(student_logits, teacher_logits, labels, T=3.0, alpha=0.7):
    log_p = F.log_softmax(student_logits / T, dim=1)
    q = F.softmax(teacher_logits / T, dim=1)
    soft = (q * (q.log() - log_p)).sum(dim=1).mean() * T**2
    return alpha * soft + (1 - alpha) * F.cross_entropy(student_logits, labels)


teacher, student = Teacher(), Student()
x = torch.rand(12, 1, 8, 8)
labels = torch.randint(0, NUM_CLASSES, (12,))
with torch.no_grad():
    teacher_logits, teacher_features = teacher(x)
student_logits, hint = student(x)
loss = distill_loss(student_logits, teacher_logits, labels)
loss = loss + ((hint - teacher_features) ** 2).mean()
loss.backward()
print(loss.item() > 0)
