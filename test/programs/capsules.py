import argparse
import sys

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch import optim
from torch.autograd import Variable
from torch.optim import lr_scheduler
from torch.utils.data import DataLoader, TensorDataset

USE_CUDA = torch.cuda.is_available()


def softmax(input, dim=1):
    transposed_input = input.transpose(dim, len(input.size()) - 1)
    softmaxed_output = F.softmax(transposed_input.contiguous().view(-1, transposed_input.size(-1)), dim=-1)
    return softmaxed_output.view(*transposed_input.size()).transpose(dim, len(input.size()) - 1)


def augmentation(x, max_shift=2):
    _, _, height, width = x.size()
    h_shift, w_shift = 1, -2
    source_height_slice = slice(max(0, h_shift), h_shift + height)
    source_width_slice = slice(max(0, w_shift), w_shift + width)
    target_height_slice = slice(max(0, -h_shift), -h_shift + height)
    target_width_slice = slice(max(0, -w_shift), -w_shift + width)
    shifted_image = torch.zeros(*x.size())
    shifted_image[:, :, source_height_slice, source_width_slice] = x[:, :, target_height_slice, target_width_slice]
    return shifted_image.float()


class CapsuleLayer(nn.Module):
    def __init__(self, num_capsules, num_route_nodes, in_channels, out_channels, kernel_size=None, stride=None, num_iterations=3):
        super(CapsuleLayer, self).__init__()
        self.num_route_nodes = num_route_nodes
        self.num_iterations = num_iterations
        self.num_capsules = num_capsules
        if num_route_nodes != -1:
            self.route_weights = nn.Parameter(torch.randn(num_capsules, num_route_nodes, in_channels, out_channels))
        else:
            self.capsules = nn.ModuleList(
                [
                    nn.Conv2d(in_channels, out_channels, kernel_size=kernel_size, stride=stride, padding=0)
                    for _ in range(num_capsules)
                ]
            )

    def squash(self, tensor, dim=-1):
        squared_norm = (tensor**2).sum(dim=dim, keepdim=True)
        scale = squared_norm / (1 + squared_norm)
        return scale * tensor / torch.sqrt(squared_norm)

    def forward(self, x):
        if self.num_route_nodes != -1:
            priors = x[None, :, :, None, :] @ self.route_weights[:, None, :, :, :]
            logits = Variable(torch.zeros(*priors.size()))
            if USE_CUDA:
                logits = logits.cuda()
            for i in range(self.num_iterations):
                probs = softmax(logits, dim=2)
                outputs = self.squash((probs * priors).sum(dim=2, keepdim=True))
                if i != self.num_iterations - 1:
                    delta_logits = (priors * outputs).sum(dim=-1, keepdim=True)
                    logits = logits + delta_logits
        else:
            outputs = [capsule(x).view(x.size(0), -1, 1) for capsule in self.capsules]
            outputs = torch.cat(outputs, dim=-1)
            outputs = self.squash(outputs)
        return outputs


class CapsuleNet(nn.Module):
    def __init__(self, classes):
        super(CapsuleNet, self).__init__()
        self.classes = classes
        self.conv1 = nn.Conv2d(in_channels=1, out_channels=12, kernel_size=5, stride=1)
        self.primary_capsules = CapsuleLayer(4, -1, 12, 6, kernel_size=5, stride=2)
        self.digit_capsules = CapsuleLayer(num_capsules=classes, num_route_nodes=6 * 4 * 4, in_channels=4, out_channels=8)
        self.decoder = nn.Sequential(
            nn.Linear(8 * classes, 32), nn.ReLU(inplace=True), nn.Linear(32, 225), nn.Sigmoid()
        )

    def forward(self, x, y=None):
        x = F.relu(self.conv1(x), inplace=True)
        x = self.primary_capsules(x)
        x = self.digit_capsules(x).squeeze().transpose(0, 1)
        classes = (x**2).sum(dim=-1) ** 0.5
        classes = F.softmax(classes, dim=-1)
        if y is None:
            _, max_length_indices = classes.max(dim=1)
            y = Variable(torch.eye(self.classes)).index_select(dim=0, index=max_length_indices.data)
        reconstructions = self.decoder((x * y[:, :, None]).reshape(x.size(0), -1))
        return classes, reconstructions


class CapsuleLoss(nn.Module):
    def __init__(self):
        super(CapsuleLoss, self).__init__()
        self.reconstruction_loss = nn.MSELoss(reduction="sum")

    def forward(self, images, labels, classes, reconstructions):
        left = F.relu(0.9 - classes, inplace=True) ** 2
        right = F.relu(classes - 0.1, inplace=True) ** 2
        margin_loss = labels * left + 0.5 * (1.0 - labels) * right
        margin_loss = margin_loss.sum()
        assert torch.numel(images) == torch.numel(reconstructions)
        images = images.view(reconstructions.size()[0], -1)
        return (margin_loss + 0.0005 * self.reconstruction_loss(reconstructions, images)) / images.size(0)


def get_parser():
    parser = argparse.ArgumentParser("capsules", formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("--epochs", default=2, type=int, help="epochs to train")
    parser.add_argument("--batch_size", "-b", default=8, type=int)
    parser.add_argument("--lr", default=0.01, type=float)
    parser.add_argument("--decay", default=0.5, type=float)
    parser.add_argument("--shift", action="store_true", help="augment by shifts")
    return parser


if __name__ == "__main__":
    args = get_parser().parse_args(sys.argv[1:] + ["--shift", "-b", "6"])
    print(args)
    torch.manual_seed(3)
    model = CapsuleNet(4)
    print(model)
    print("# parameters:", sum(param.numel() for param in model.parameters()))
    optimizer = optim.Adam(model.parameters(), lr=args.lr)
    scheduler = lr_scheduler.ExponentialLR(optimizer, gamma=args.decay)
    data, labels = torch.rand(12, 1, 15, 15), torch.arange(12) % 4
    loader = DataLoader(TensorDataset(data, labels), batch_size=args.batch_size, shuffle=False)
    capsule_loss = CapsuleLoss()
    for epoch in range(args.epochs):
        total, correct = 0.0, 0
        for images, target in loader:
            onehot = torch.eye(4).index_select(dim=0, index=target)
            if args.shift:
                images = augmentation(images)
            classes, reconstructions = model(images, onehot)
            loss = capsule_loss(images, onehot, classes, reconstructions)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.data.item() * len(target)
            correct += (classes.data.max(1)[1] == target).sum().item()
        scheduler.step()
        print("[Epoch %d] loss %.4f, accuracy %d/%d, lr %g" % (epoch, total / 12, correct, 12, scheduler.get_last_lr()[0]))
    print(model(data[:3])[0])
