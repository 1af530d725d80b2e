"""random: arguments that are refused, whole floats that pass with a warning, subclasses with a source of their own."""
import random
import warnings


def shown(what):
    random.seed(5)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always')
        try:
            print(what())
        except Exception as error:
            print(type(error).__name__, error)
        for each in caught:
            print('  ', each.message)


shown(lambda: random.choices([], weights=[], k=1))
shown(lambda: random.choices('ab', [1]))
shown(lambda: random.choices('ab', [0, 0]))
shown(lambda: random.choices('ab', [float('inf'), 1]))
shown(lambda: random.sample({'a': 1}, 1))
shown(lambda: random.sample({1, 2}, 1))
shown(lambda: random.sample(['r', 'g'], counts=[-3, 1], k=2))
shown(lambda: random.sample(['r', 'g'], counts=[3], k=2))
shown(lambda: random.sample(['r', 'g'], counts=[3, 1.5], k=2))
shown(lambda: random.sample(['r', 'g'], counts=[3, 2], k=4))
for arguments in [(3.5,), (10.0,), (0, 10, 0), (5, 10, 2.0), (0, 7.0), (0, 7.5), (5, 5), (3, None, 1), (3, None, 2), ('x',), (0, 10, -1), (10, 0, -3)]:
    shown(lambda: random.randrange(*arguments))
shown(lambda: random.randint(1.0, 3.0))
shown(lambda: random.randint(1, 2.5))
shown(lambda: random.expovariate(0))
shown(lambda: random.setstate((1, None, None)))
shown(lambda: random.setstate((3, (1, 2), None)))
shown(lambda: random.setstate((3, [1] * 625, None)))
print(random.TWOPI, random.NV_MAGICCONST, random.LOG4, random.SG_MAGICCONST, random.BPF, random.RECIP_BPF)
print(random.__all__ == sorted(random.__all__) or sorted(random.__all__))


class Half(random.Random):
    def random(self):
        return 0.5


class Bits(random.Random):
    turn = 0

    def getrandbits(self, k):
        self.turn += 1
        return self.turn * 37 % (1 << k)


class Mixed(Half):
    def getrandbits(self, k):
        return 0


for source in [Half(), Bits(3), Mixed()]:
    items = list(range(8))
    source.shuffle(items)
    print(source.uniform(1, 3), source.choice([1, 2, 3, 4, 5]), source.randrange(10), source.gauss(0, 1) if source.random() == 0.5 else '', items)
    print(source.sample(range(30), 3) if type(source) is Bits else source.triangular(0, 1))
