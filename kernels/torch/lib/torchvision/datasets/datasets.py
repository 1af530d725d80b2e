# torchvision.datasets: those that are on disk already are read; nothing is downloaded.
import os

import torch
import torch.utils.data


class StandardTransform:
    def __init__(self, transform=None, target_transform=None):
        self.transform, self.target_transform = transform, target_transform

    def __call__(self, input, target):
        if self.transform is not None:
            input = self.transform(input)
        if self.target_transform is not None:
            target = self.target_transform(target)
        return input, target

    def _format_transform_repr(self, transform, head):
        first, *rest = repr(transform).splitlines()
        return [f"{head}{first}"] + [" " * len(head) + line for line in rest]

    def __repr__(self):
        body = [self.__class__.__name__]
        if self.transform is not None:
            body += self._format_transform_repr(self.transform, "Transform: ")
        if self.target_transform is not None:
            body += self._format_transform_repr(self.target_transform, "Target transform: ")
        return "\n".join(body)


class VisionDataset(torch.utils.data.Dataset):
    _repr_indent = 4

    def __init__(self, root=None, transforms=None, transform=None, target_transform=None):
        self.root = os.path.expanduser(root) if isinstance(root, str) else root
        separate = transform is not None or target_transform is not None
        if transforms is not None and separate:
            raise ValueError("Only transforms or transform/target_transform can be passed as argument")
        self.transform, self.target_transform = transform, target_transform
        self.transforms = StandardTransform(transform, target_transform) if separate else transforms

    def __getitem__(self, index):
        raise NotImplementedError

    def __len__(self):
        raise NotImplementedError

    def __repr__(self):
        body = [f"Number of datapoints: {self.__len__()}"]
        if self.root is not None:
            body.append(f"Root location: {self.root}")
        body += self.extra_repr().splitlines()
        if self.transforms is not None:
            body += [repr(self.transforms)]
        return "\n".join(["Dataset " + self.__class__.__name__] + [" " * self._repr_indent + line for line in body])

    def extra_repr(self):
        return ""

    def _seen(self, image, target):
        if self.transform is not None:
            image = self.transform(image)
        if self.target_transform is not None:
            target = self.target_transform(target)
        return image, target


def _no_download(name):
    return NotImplementedError(f"ishape: torchvision.datasets.{name} can't be downloaded here: it is a sandbox without a network")


class FakeData(VisionDataset):
    def __init__(self, size=1000, image_size=(3, 224, 224), num_classes=10, transform=None, target_transform=None, random_offset=0):
        super().__init__(transform=transform, target_transform=target_transform)
        self.size, self.num_classes = size, num_classes
        self.image_size, self.random_offset = image_size, random_offset

    def __getitem__(self, index):
        from torchvision.transforms import ToPILImage

        if index >= len(self):
            raise IndexError(f"{self.__class__.__name__} index out of range")
        kept = torch.get_rng_state()
        torch.manual_seed(index + self.random_offset)
        image = torch.randn(*self.image_size)
        target = torch.randint(0, self.num_classes, size=(1,), dtype=torch.long)[0]
        torch.set_rng_state(kept)
        image, target = self._seen(ToPILImage()(image), target)
        return image, target.item()

    def __len__(self):
        return self.size


def _read_idx(path):
    """A file of MNIST's format: type, dims, sizes, numbers."""
    from torch import _bytes

    with open(path, "rb") as file:
        data = file.read()
    if data[2] != 8:
        raise NotImplementedError(f"ishape: {path} holds no bytes")
    sizes = [int.from_bytes(data[4 + 4 * i : 8 + 4 * i], "big") for i in range(data[3])]
    return _bytes.from_bytes(data[4 + 4 * len(sizes) :], torch.uint8).view(*sizes)


class MNIST(VisionDataset):
    training_file = "training.pt"
    test_file = "test.pt"
    _prefixes = ("train", "t10k")
    classes = [
        "0 - zero", "1 - one", "2 - two", "3 - three", "4 - four", "5 - five", "6 - six", "7 - seven", "8 - eight", "9 - nine",
    ]  # fmt: skip

    def __init__(self, root, train=True, transform=None, target_transform=None, download=False):
        super().__init__(root, transform=transform, target_transform=target_transform)
        self.train = train
        if not self._check_exists():
            raise _no_download(self.__class__.__name__) if download else RuntimeError(
                "Dataset not found. You can use download=True to download it"
            )
        prefix = self._prefixes[0 if train else 1]
        self.data = _read_idx(os.path.join(self.raw_folder, f"{prefix}-images-idx3-ubyte"))
        self.targets = _read_idx(os.path.join(self.raw_folder, f"{prefix}-labels-idx1-ubyte")).long()

    @property
    def raw_folder(self):
        return os.path.join(self.root, self.__class__.__name__, "raw")

    @property
    def processed_folder(self):
        return os.path.join(self.root, self.__class__.__name__, "processed")

    @property
    def class_to_idx(self):
        return {name: i for i, name in enumerate(self.classes)}

    @property
    def train_labels(self):
        return self.targets

    @property
    def train_data(self):
        return self.data

    test_labels, test_data = train_labels, train_data

    def _check_exists(self):
        prefix = self._prefixes[0 if self.train else 1]
        return all(
            os.path.isfile(os.path.join(self.raw_folder, f"{prefix}-{name}-ubyte")) for name in ("images-idx3", "labels-idx1")
        )

    def __getitem__(self, index):
        from PIL import Image

        return self._seen(Image._from_tensor(self.data[index].unsqueeze(0), "L"), int(self.targets[index]))

    def __len__(self):
        return len(self.data)

    def extra_repr(self):
        return f"Split: {'Train' if self.train is True else 'Test'}"


class FashionMNIST(MNIST):
    classes = ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"]


class KMNIST(MNIST):
    classes = ["o", "ki", "su", "tsu", "na", "ha", "ma", "ya", "re", "wo"]


class CIFAR10(VisionDataset):
    base_folder = "cifar-10-batches-py"
    train_list = [f"data_batch_{i}" for i in range(1, 6)]
    test_list = ["test_batch"]
    _meta = ("batches.meta", "label_names")

    def __init__(self, root, train=True, transform=None, target_transform=None, download=False):
        super().__init__(root, transform=transform, target_transform=target_transform)
        self.train = train
        folder = os.path.join(self.root, self.base_folder)
        if not all(os.path.isfile(os.path.join(folder, name)) for name in self.train_list + self.test_list):
            raise _no_download(self.__class__.__name__) if download else RuntimeError(
                "Dataset not found or corrupted. You can use download=True to download it"
            )
        raise NotImplementedError(f"ishape: reading torchvision.datasets.{self.__class__.__name__} is not available here")


class CIFAR100(CIFAR10):
    base_folder = "cifar-100-python"
    train_list = ["train"]
    test_list = ["test"]


class DatasetFolder(VisionDataset):
    def __init__(self, root, loader=None, extensions=None, transform=None, target_transform=None, is_valid_file=None, allow_empty=False):
        super().__init__(root, transform=transform, target_transform=target_transform)
        self.loader, self.extensions = loader, extensions
        self.classes, self.class_to_idx = self.find_classes(self.root)
        self.samples = self.make_dataset(self.root, self.class_to_idx, extensions, is_valid_file, allow_empty)
        self.targets = [target for _, target in self.samples]

    @staticmethod
    def make_dataset(directory, class_to_idx, extensions=None, is_valid_file=None, allow_empty=False):
        def valid(path):
            return path.lower().endswith(tuple(extensions)) if is_valid_file is None else is_valid_file(path)

        samples, empty = [], []
        for name in sorted(class_to_idx):
            folder = os.path.join(directory, name)
            found = [os.path.join(folder, each) for each in sorted(os.listdir(folder)) if valid(os.path.join(folder, each))]
            samples += [(path, class_to_idx[name]) for path in found]
            if not found:
                empty.append(name)
        if empty and not allow_empty:
            message = f"Found no valid file for the classes {', '.join(sorted(empty))}. "
            if extensions is not None:
                message += f"Supported extensions are: {extensions if isinstance(extensions, str) else ', '.join(extensions)}"
            raise FileNotFoundError(message)
        return samples

    def find_classes(self, directory):
        classes = sorted(each for each in os.listdir(directory) if os.path.isdir(os.path.join(directory, each)))
        if not classes:
            raise FileNotFoundError(f"Couldn't find any class folder in {directory}.")
        return classes, {name: i for i, name in enumerate(classes)}

    def __getitem__(self, index):
        path, target = self.samples[index]
        return self._seen(self.loader(path), target)

    def __len__(self):
        return len(self.samples)


IMG_EXTENSIONS = (".jpg", ".jpeg", ".png", ".ppm", ".bmp", ".pgm", ".tif", ".tiff", ".webp")


def default_loader(path):
    from PIL import Image

    return Image.open(path).convert("RGB")


class ImageFolder(DatasetFolder):
    def __init__(self, root, transform=None, target_transform=None, loader=default_loader, is_valid_file=None, allow_empty=False):
        super().__init__(
            root, loader, IMG_EXTENSIONS if is_valid_file is None else None, transform, target_transform, is_valid_file, allow_empty
        )
        self.imgs = self.samples


_OTHERS = (
    "CLEVRClassification Caltech101 Caltech256 CelebA Cityscapes CocoCaptions CocoDetection Country211 DTD EMNIST EuroSAT FER2013 FGVCAircraft "
    "Flickr30k Flickr8k Flowers102 Food101 GTSRB HMDB51 INaturalist ImageNet Imagenette Kinetics Kitti LFWPairs LFWPeople LSUN LSUNClass MovingMNIST "
    "Omniglot OxfordIIITPet PCAM PhotoTour Places365 QMNIST RenderedSST2 SBDataset SBU SEMEION STL10 SUN397 SVHN StanfordCars UCF101 USPS "
    "VOCDetection VOCSegmentation WIDERFace"
).split()


def __getattr__(name):
    if name not in _OTHERS:
        raise AttributeError(f"module 'torchvision.datasets' has no attribute '{name}'")

    class Absent(VisionDataset):
        def __init__(self, *args, **kwargs):
            raise NotImplementedError(f"ishape: torchvision.datasets.{name} is not available here")

    Absent.__name__ = Absent.__qualname__ = name
    return Absent
