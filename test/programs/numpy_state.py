"""Arrays shuffled in unison: the state of NumPy's legacy generator, kept and given back; rounding of what comes out."""
import numpy as np
import torch

np.random.seed(3)
images, labels = np.arange(12).reshape(6, 2), np.arange(6) * 10
state = np.random.get_state()
np.random.shuffle(images)
np.random.set_state(state)
np.random.shuffle(labels)
print(images.tolist(), labels.tolist(), state[0], state[2:], len(state[1]))
other = np.random.RandomState(3)
other.randn(1)
kept = other.get_state(legacy=False)
first = other.randn(3), other.rand(2)
other.set_state(kept)
print(kept["bit_generator"], kept["state"]["pos"], kept["has_gauss"], kept["gauss"], [(a == b).all() for a, b in zip(first, (other.randn(3), other.rand(2)))])
x = np.random.randn(300) * 3
print(x.round(6)[:5].tolist(), all(float(a) == round(float(b), 6) for a, b in zip(np.round(x, 6), x)), torch.tensor(x).round(decimals=4)[:3].tolist())
