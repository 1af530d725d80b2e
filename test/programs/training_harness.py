"""A training harness: arguments, meters, checkpoints, warm-up, mixed precision, accumulation, an average of weights."""
import argparse
import contextlib
import io
import json
import math
import os
import random
import shutil
import sys
import tempfile
import time
from collections import defaultdict, deque
from datetime import timedelta
from enum import Enum
from pathlib import Path

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.optim.swa_utils import AveragedModel, SWALR, get_ema_multi_avg_fn, update_bn
from torch.utils.data import ConcatDataset, DataLoader, Dataset, Subset, TensorDataset, random_split


class Summary(Enum):
    NONE = 0
    AVERAGE = 1
    SUM = 2


class AverageMeter(object):
    """Computes and stores the average and current value"""

    def __init__(self, name, fmt=":f", summary_type=Summary.AVERAGE):
        self.name, self.fmt, self.summary_type = name, fmt, summary_type
        self.reset()

    def reset(self):
        self.val = self.avg = self.sum = self.count = 0

    def update(self, val, n=1):
        self.val = val
        self.sum += val * n
        self.count += n
        self.avg = self.sum / self.count

    def __str__(self):
        fmtstr = "{name} {val" + self.fmt + "} ({avg" + self.fmt + "})"
        return fmtstr.format(**self.__dict__)

    def summary(self):
        fmtstr = ""
        if self.summary_type is Summary.NONE:
            fmtstr = ""
        elif self.summary_type is Summary.AVERAGE:
            fmtstr = "{name} {avg:.3f}"
        elif self.summary_type is Summary.SUM:
            fmtstr = "{name} {sum:.3f}"
        else:
            raise ValueError("invalid summary type %r" % self.summary_type)
        return fmtstr.format(**self.__dict__)


class ProgressMeter(object):
    def __init__(self, num_batches, meters, prefix=""):
        self.batch_fmtstr = self._get_batch_fmtstr(num_batches)
        self.meters, self.prefix = meters, prefix

    def display(self, batch):
        entries = [self.prefix + self.batch_fmtstr.format(batch)]
        entries += [str(meter) for meter in self.meters]
        print("\t".join(entries))

    def _get_batch_fmtstr(self, num_batches):
        num_digits = len(str(num_batches // 1))
        fmt = "{:" + str(num_digits) + "d}"
        return "[" + fmt + "/" + fmt.format(num_batches) + "]"


class SmoothedValue:
    def __init__(self, window_size=20, fmt="{median:.4f} ({global_avg:.4f})"):
        self.deque, self.total, self.count, self.fmt = deque(maxlen=window_size), 0.0, 0, fmt

    def update(self, value, n=1):
        self.deque.append(value)
        self.count += n
        self.total += value * n

    @property
    def median(self):
        return torch.tensor(list(self.deque)).median().item()

    @property
    def global_avg(self):
        return self.total / self.count

    def __str__(self):
        return self.fmt.format(median=self.median, global_avg=self.global_avg)


class MetricLogger:
    def __init__(self, delimiter="\t"):
        self.meters, self.delimiter = defaultdict(SmoothedValue), delimiter

    def update(self, **kwargs):
        for k, v in kwargs.items():
            if isinstance(v, torch.Tensor):
                v = v.item()
            assert isinstance(v, (float, int))
            self.meters[k].update(v)

    def __getattr__(self, attr):
        if attr in self.meters:
            return self.meters[attr]
        if attr in self.__dict__:
            return self.__dict__[attr]
        raise AttributeError(f"'{type(self).__name__}' object has no attribute '{attr}'")

    def __str__(self):
        return self.delimiter.join(f"{name}: {str(meter)}" for name, meter in self.meters.items())


def accuracy(output, target, topk=(1,)):
    with torch.no_grad():
        maxk = max(topk)
        batch_size = target.size(0)
        _, pred = output.topk(maxk, 1, True, True)
        pred = pred.t()
        correct = pred.eq(target.view(1, -1).expand_as(pred))
        return [correct[:k].reshape(-1).float().sum(0, keepdim=True).mul_(100.0 / batch_size) for k in topk]


class WarmupCosine(torch.optim.lr_scheduler._LRScheduler):
    def __init__(self, optimizer, warmup, total, min_lr=0.0, last_epoch=-1):
        self.warmup, self.total, self.min_lr = warmup, total, min_lr
        super().__init__(optimizer, last_epoch)

    def get_lr(self):
        if self.last_epoch < self.warmup:
            return [base * (self.last_epoch + 1) / self.warmup for base in self.base_lrs]
        t = (self.last_epoch - self.warmup) / max(1, self.total - self.warmup)
        return [self.min_lr + 0.5 * (base - self.min_lr) * (1 + math.cos(math.pi * t)) for base in self.base_lrs]


def seed_everything(seed: int):
    random.seed(seed)
    os.environ["PYTHONHASHSEED"] = str(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)
    torch.cuda.manual_seed_all(seed)
    torch.backends.cudnn.deterministic = True
    torch.backends.cudnn.benchmark = False


def save_checkpoint(state, is_best, folder, filename="checkpoint.pth.tar"):
    path = os.path.join(folder, filename)
    torch.save(state, path)
    if is_best:
        shutil.copyfile(path, os.path.join(folder, "model_best.pth.tar"))


def get_args_parser():
    parser = argparse.ArgumentParser("training", add_help=False)
    parser.add_argument("data", metavar="DIR", nargs="?", default="synthetic", help="path to dataset")
    parser.add_argument("-a", "--arch", metavar="ARCH", default="mlp", choices=["mlp", "cnn"])
    parser.add_argument("--epochs", default=3, type=int, metavar="N")
    parser.add_argument("--lr", "--learning-rate", default=0.1, type=float, dest="lr")
    parser.add_argument("--wd", "--weight-decay", default=1e-4, type=float, dest="weight_decay")
    parser.add_argument("--accum", type=int, default=2)
    parser.add_argument("--milestones", nargs="+", type=int, default=[1, 2])
    parser.add_argument("--amp", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--seed", default=None, type=int)
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--resume", default="", type=str)
    group.add_argument("--scratch", action="store_true")
    sub = parser.add_argument_group("model")
    sub.add_argument("--width", type=int, default=16, help="(default: %(default)s)")
    return parser


def main(argv=None):
    args = get_args_parser().parse_args(argv)
    print(json.dumps({k: v for k, v in vars(args).items() if k != "resume"}, indent=1, sort_keys=True))
    if args.seed is not None:
        seed_everything(args.seed)
    x = torch.randn(60, 8)
    y = (x[:, :3].sum(1) > 0).long() + (x[:, 3] > 1).long()
    full = TensorDataset(x, y)
    train, val = random_split(full, [0.8, 0.2], generator=torch.Generator().manual_seed(5))
    train = ConcatDataset([train, Subset(full, range(0, 60, 6))])
    train_loader = DataLoader(train, batch_size=16, shuffle=True, num_workers=0, pin_memory=False, worker_init_fn=lambda i: np.random.seed(i))
    val_loader = DataLoader(val, batch_size=8)
    model = nn.Sequential(nn.Linear(8, args.width), nn.BatchNorm1d(args.width), nn.ReLU(), nn.Dropout(0.1), nn.Linear(args.width, 3))
    criterion = nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(model.parameters(), args.lr, momentum=0.9, weight_decay=args.weight_decay, nesterov=True)
    scheduler = WarmupCosine(optimizer, 2, args.epochs * len(train_loader), 1e-3)
    scaler = torch.amp.GradScaler("cpu", enabled=args.amp)
    ema = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(0.9), use_buffers=True)
    best_acc1, start_epoch = 0.0, 0
    if args.resume:
        if os.path.isfile(args.resume):
            print("=> loading checkpoint")
            ck = torch.load(args.resume, weights_only=False)
            start_epoch, best_acc1 = ck["epoch"], ck["best_acc1"]
            model.load_state_dict(ck["state_dict"])
            optimizer.load_state_dict(ck["optimizer"])
            scheduler.load_state_dict(ck["scheduler"])
        else:
            print("=> no checkpoint found at '{}'".format(args.resume))
    folder = tempfile.mkdtemp()
    log = MetricLogger(delimiter="  ")
    for epoch in range(start_epoch, args.epochs):
        losses, top1 = AverageMeter("Loss", ":.2e", Summary.NONE), AverageMeter("Acc@1", ":6.2f")
        progress = ProgressMeter(len(train_loader), [losses, top1], prefix="Epoch: [{}]".format(epoch))
        model.train()
        for i, (images, target) in enumerate(train_loader):
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=False):
                output = model(images)
                loss = criterion(output, target)
            (acc1,) = accuracy(output, target)
            losses.update(loss.item(), images.size(0))
            top1.update(acc1[0].item(), images.size(0))
            scaler.scale(loss / args.accum).backward()
            if (i + 1) % args.accum == 0 or i + 1 == len(train_loader):
                scaler.unscale_(optimizer)
                norm = torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
                scaler.step(optimizer)
                scaler.update()
                optimizer.zero_grad()
                ema.update_parameters(model)
                scheduler.step()
            log.update(loss=loss, lr=optimizer.param_groups[0]["lr"], norm=norm if i else 0.0)
            if i % 2 == 0:
                progress.display(i + 1)
        model.eval()
        with torch.no_grad():
            logits = torch.cat([model(a) for a, _ in val_loader])
        acc1, acc2 = accuracy(logits, torch.cat([b for _, b in val_loader]), topk=(1, 2))
        is_best = acc1 > best_acc1
        best_acc1 = max(acc1, best_acc1)
        print(f" * Acc@1 {acc1.item():.3f} Acc@2 {acc2.item():.3f} scale {scaler.get_scale()}", bool(is_best))
        save_checkpoint({"epoch": epoch + 1, "arch": args.arch, "state_dict": model.state_dict(), "best_acc1": best_acc1, "optimizer": optimizer.state_dict(), "scheduler": scheduler.state_dict()}, is_best, folder)
    print(log)
    print(log.loss.count, sorted(os.listdir(folder)), int(ema.n_averaged))
    try:
        log.nothing
    except AttributeError as e:
        print(e)
    return folder


if __name__ == "__main__":
    where = main(["--seed", "3", "--lr", "0.05", "--no-amp", "--milestones", "2", "4"])
    again = main(["--seed", "3", "--resume", os.path.join(where, "checkpoint.pth.tar"), "--epochs", "4", "--no-amp"])
    shutil.rmtree(where)
    shutil.rmtree(again)
    try:
        with contextlib.redirect_stderr(io.StringIO()) as err:
            get_args_parser().parse_args(["--arch", "vit"])
    except SystemExit as e:
        print("exit", e.code, err.getvalue().strip().split("error: ")[-1])
    print(timedelta(seconds=3725))
