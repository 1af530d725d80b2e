"""Anchors, matching, losses and non-maximum suppression by hand."""
from itertools import product as product
from math import sqrt as sqrt
from typing import List, Tuple

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

CFG = {"feature_maps": [4, 2, 1], "min_dim": 32, "steps": [8, 16, 32], "min_sizes": [10, 16, 22], "max_sizes": [16, 22, 30],
       "aspect_ratios": [[2], [2, 3], [2]], "variance": [0.1, 0.2], "clip": True}


class PriorBox(object):
    def __init__(self, cfg):
        super(PriorBox, self).__init__()
        self.__dict__.update({k: v for k, v in cfg.items() if k != "clip"})
        self.clip = cfg["clip"]

    def forward(self):
        mean = []
        for k, f in enumerate(self.feature_maps):
            for i, j in product(range(f), repeat=2):
                f_k = self.min_dim / self.steps[k]
                cx, cy = (j + 0.5) / f_k, (i + 0.5) / f_k
                s_k = self.min_sizes[k] / self.min_dim
                mean += [cx, cy, s_k, s_k]
                s_k_prime = sqrt(s_k * (self.max_sizes[k] / self.min_dim))
                mean += [cx, cy, s_k_prime, s_k_prime]
                for ar in self.aspect_ratios[k]:
                    mean += [cx, cy, s_k * sqrt(ar), s_k / sqrt(ar)]
                    mean += [cx, cy, s_k / sqrt(ar), s_k * sqrt(ar)]
        output = torch.Tensor(mean).view(-1, 4)
        if self.clip:
            output.clamp_(max=1, min=0)
        return output


class L2Norm(nn.Module):
    def __init__(self, n_channels, scale):
        super(L2Norm, self).__init__()
        self.gamma = scale or None
        self.weight = nn.Parameter(torch.Tensor(n_channels))
        nn.init.constant_(self.weight, self.gamma)

    def forward(self, x):
        norm = x.pow(2).sum(dim=1, keepdim=True).sqrt() + 1e-10
        x = torch.div(x, norm)
        return self.weight.unsqueeze(0).unsqueeze(2).unsqueeze(3).expand_as(x) * x


class SSD(nn.Module):
    def __init__(self, num_classes):
        super().__init__()
        self.num_classes = num_classes
        vgg, c = [], 3
        for v in [8, "M", 16, "M", 16, "C"]:
            if v in ("M", "C"):
                vgg += [nn.MaxPool2d(2, 2, ceil_mode=v == "C")]
            else:
                vgg += [nn.Conv2d(c, v, 3, padding=1), nn.ReLU(inplace=False)]
                c = v
        self.vgg = nn.ModuleList(vgg)
        self.L2Norm = L2Norm(16, 20)
        self.extras = nn.ModuleList([nn.Conv2d(16, 16, 3, 2, 1), nn.Conv2d(16, 16, 2)])
        mbox = [4, 6, 4]
        self.loc = nn.ModuleList(nn.Conv2d(16, k * 4, kernel_size=3, padding=1) for k in mbox)
        self.conf = nn.ModuleList(nn.Conv2d(16, k * num_classes, kernel_size=3, padding=1) for k in mbox)
        with torch.no_grad():
            self.priors = PriorBox(CFG).forward()

    def forward(self, x):
        sources, loc, conf = [], [], []
        for layer in self.vgg:
            x = layer(x)
        sources.append(self.L2Norm(x))
        for v in self.extras:
            x = F.relu(v(x), inplace=True)
            sources.append(x)
        for s, l, c in zip(sources, self.loc, self.conf):
            loc.append(l(s).permute(0, 2, 3, 1).contiguous())
            conf.append(c(s).permute(0, 2, 3, 1).contiguous())
        loc = torch.cat([o.view(o.size(0), -1) for o in loc], 1)
        conf = torch.cat([o.view(o.size(0), -1) for o in conf], 1)
        return loc.view(loc.size(0), -1, 4), conf.view(conf.size(0), -1, self.num_classes), self.priors


def point_form(boxes):
    return torch.cat((boxes[:, :2] - boxes[:, 2:] / 2, boxes[:, :2] + boxes[:, 2:] / 2), 1)


def intersect(box_a, box_b):
    A, B = box_a.size(0), box_b.size(0)
    max_xy = torch.min(box_a[:, 2:].unsqueeze(1).expand(A, B, 2), box_b[:, 2:].unsqueeze(0).expand(A, B, 2))
    min_xy = torch.max(box_a[:, :2].unsqueeze(1).expand(A, B, 2), box_b[:, :2].unsqueeze(0).expand(A, B, 2))
    inter = torch.clamp((max_xy - min_xy), min=0)
    return inter[:, :, 0] * inter[:, :, 1]


def jaccard(box_a, box_b):
    inter = intersect(box_a, box_b)
    area_a = ((box_a[:, 2] - box_a[:, 0]) * (box_a[:, 3] - box_a[:, 1])).unsqueeze(1).expand_as(inter)
    area_b = ((box_b[:, 2] - box_b[:, 0]) * (box_b[:, 3] - box_b[:, 1])).unsqueeze(0).expand_as(inter)
    return inter / (area_a + area_b - inter)


def match(threshold, truths, priors, variances, labels):
    overlaps = jaccard(truths, point_form(priors))
    best_prior_overlap, best_prior_idx = overlaps.max(1, keepdim=True)
    best_truth_overlap, best_truth_idx = overlaps.max(0, keepdim=True)
    best_truth_idx.squeeze_(0)
    best_truth_overlap.squeeze_(0)
    best_prior_idx.squeeze_(1)
    best_truth_overlap.index_fill_(0, best_prior_idx, 2)
    for j in range(best_prior_idx.size(0)):
        best_truth_idx[best_prior_idx[j]] = j
    matches = truths[best_truth_idx]
    conf = labels[best_truth_idx] + 1
    conf[best_truth_overlap < threshold] = 0
    g_cxcy = (matches[:, :2] + matches[:, 2:]) / 2 - priors[:, :2]
    g_cxcy /= variances[0] * priors[:, 2:]
    g_wh = torch.log((matches[:, 2:] - matches[:, :2]) / priors[:, 2:]) / variances[1]
    return torch.cat([g_cxcy, g_wh], 1), conf


def multibox_loss(predictions, targets, neg_pos=3):
    loc_data, conf_data, priors = predictions
    num, num_priors = loc_data.size(0), priors.size(0)
    loc_t, conf_t = torch.Tensor(num, num_priors, 4), torch.LongTensor(num, num_priors)
    for idx in range(num):
        loc_t[idx], conf_t[idx] = match(0.5, targets[idx][:, :-1], priors, CFG["variance"], targets[idx][:, -1].long())
    pos = conf_t > 0
    num_pos = pos.sum(dim=1, keepdim=True)
    pos_idx = pos.unsqueeze(pos.dim()).expand_as(loc_data)
    loss_l = F.smooth_l1_loss(loc_data[pos_idx].view(-1, 4), loc_t[pos_idx].view(-1, 4), reduction="sum")
    batch_conf = conf_data.view(-1, conf_data.size(-1))
    loss_c = batch_conf.logsumexp(1, keepdim=True) - batch_conf.gather(1, conf_t.view(-1, 1))
    loss_c = loss_c.view(num, -1)
    loss_c[pos] = 0
    _, loss_idx = loss_c.sort(1, descending=True)
    _, idx_rank = loss_idx.sort(1)
    num_neg = torch.clamp(neg_pos * num_pos, max=pos.size(1) - 1)
    neg = idx_rank < num_neg.expand_as(idx_rank)
    keep = (pos.unsqueeze(2) + neg.unsqueeze(2)).gt(0).expand_as(conf_data)
    loss_c = F.cross_entropy(conf_data[keep].view(-1, conf_data.size(-1)), conf_t[(pos + neg).gt(0)], reduction="sum")
    N = num_pos.data.sum()
    return loss_l / N, loss_c / N


def nms(boxes, scores, overlap=0.5, top_k=200):
    keep = scores.new(scores.size(0)).zero_().long()
    if boxes.numel() == 0:
        return keep, 0
    x1, y1, x2, y2 = boxes[:, 0], boxes[:, 1], boxes[:, 2], boxes[:, 3]
    area = torch.mul(x2 - x1, y2 - y1)
    v, idx = scores.sort(0)
    idx = idx[-top_k:]
    count = 0
    while idx.numel() > 0:
        i = idx[-1]
        keep[count] = i
        count += 1
        if idx.size(0) == 1:
            break
        idx = idx[:-1]
        xx1 = torch.index_select(x1, 0, idx).clamp(min=x1[i])
        yy1 = torch.index_select(y1, 0, idx).clamp(min=y1[i])
        xx2 = torch.clamp(x2[idx], max=x2[i].item())
        yy2 = torch.clamp(y2[idx], max=y2[i].item())
        inter = (xx2 - xx1).clamp(min=0.0) * (yy2 - yy1).clamp(min=0.0)
        IoU = inter / ((area[idx] - inter) + area[i])
        idx = idx[IoU.le(overlap)]
    return keep, count


def decode(loc, priors, variances):
    boxes = torch.cat((priors[:, :2] + loc[:, :2] * variances[0] * priors[:, 2:], priors[:, 2:] * torch.exp(loc[:, 2:] * variances[1])), 1)
    boxes[:, :2] -= boxes[:, 2:] / 2
    boxes[:, 2:] += boxes[:, :2]
    return boxes


torch.manual_seed(4)
net = SSD(3)
print(net)
print(net.priors.shape, net.priors[::40])
images = torch.rand(2, 3, 32, 32)
targets: List[torch.Tensor] = [torch.tensor([[0.1, 0.1, 0.45, 0.5, 0.0], [0.5, 0.4, 0.95, 0.9, 1.0]]), torch.tensor([[0.2, 0.3, 0.9, 0.8, 1.0]])]
optimizer = torch.optim.SGD(net.parameters(), lr=1e-3, momentum=0.9, weight_decay=5e-4)
for i in range(4):
    loss_l, loss_c = multibox_loss(net(images), targets)
    optimizer.zero_grad()
    (loss_l + loss_c).backward()
    optimizer.step()
    print("iter " + repr(i) + " || Loss: %.4f %.4f ||" % (loss_l.item(), loss_c.item()))
with torch.no_grad():
    loc, conf, priors = net(images[:1])
    boxes, scores = decode(loc[0], priors, CFG["variance"]), conf[0].softmax(-1)[:, 1]
    keep, count = nms(boxes, scores, 0.4, 20)
print(count, keep[:count].tolist())
print(np.round(boxes[keep[:3]].numpy(), 3))
