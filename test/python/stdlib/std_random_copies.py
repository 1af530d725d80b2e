# random: copies and pickles go on where the generator was; classes that put their own draws in the place of the generator's.
import copy
import pickle
import random

generator = random.Random(5)
generator.gauss(0, 1)
print([each.gauss(0, 1) + each.random() for each in (pickle.loads(pickle.dumps(generator)), copy.deepcopy(generator), copy.copy(generator), generator)])


class Halved(random.Random):
    def random(self):
        return super().random() / 2

    def getrandbits(self, k):
        return super().getrandbits(k)


class Low(random.Random):
    def random(self):
        return 0.25


print(Halved(1).random(), Halved(1).randrange(100), Halved(1).choice([4, 5, 6]), Low().uniform(0, 8), Low().randrange(40))
system = random.SystemRandom(3)
print(system.seed(4), 0 <= system.random() < 1, system.randint(3, 3), isinstance(system, random.Random))
for act in (system.getstate, lambda: system.setstate(1), lambda: pickle.dumps(system)):
    try:
        act()
    except NotImplementedError as error:
        print(error)
for word in ("nofar", b"nofar", "", "é😀"):
    random.seed(word, version=1)
    print(random.random())
