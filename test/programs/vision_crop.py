"""Pictures are cropped by PIL alone, whatever torchvision stands beside the program; what lies beyond their edges is black."""
import sys

import numpy as np
from PIL import Image

picture = Image.fromarray(np.arange(48, dtype=np.uint8).reshape(4, 4, 3))
for box in [(1, 1, 3, 4), (-1, -1, 2, 6), (3, 3, 5, 5), (0, 0, 4, 4)]:
    part = picture.crop(box)
    print(box, part.size, part.mode, np.asarray(part).sum(axis=2).tolist())
print(picture.crop().size, "torchvision" in sys.modules)
