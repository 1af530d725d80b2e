from itertools import *
import operator
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
L = list
print(L(islice(count(5, 2), 4)), L(islice(count(1.5, .5), 3)), L(islice(cycle('ab'), 5)), L(repeat(1, 3)), L(accumulate([1, 2, 3])), L(accumulate([1, 2, 3], operator.mul, initial=10)))
print(L(chain('ab', [1])), L(chain.from_iterable(['ab', 'c'])), L(compress('abcd', [1, 0, 1, 1])), L(dropwhile(lambda x: x < 3, [1, 3, 1])), L(takewhile(lambda x: x < 3, [1, 3, 1])), L(filterfalse(None, [0, 1, '']))) 
print([(k, L(g)) for k, g in groupby('aabbca')], [(k, L(g)) for k, g in groupby([1, 3, 2, 4], key=lambda x: x % 2)])
print(L(islice(range(10), 2, 8, 3)), L(pairwise('abc')), L(starmap(pow, [(2, 3), (3, 2)])), L(zip_longest('ab', 'c', fillvalue='-')), L(product('ab', [1, 2])), L(product([0, 1], repeat=2)))
print(L(permutations('abc', 2)), L(combinations('abc', 2)), L(combinations_with_replacement('ab', 2)), len(L(permutations(range(5)))))
a, b = tee([1, 2, 3]); print(next(a), L(b), L(a))
print(repr(count(3)), repr(count(1, 2)), repr(repeat(2, 3)), repr(repeat('x')), repr(cycle([]))[:20], repr(chain())[:16])
t(lambda: islice([], -1)); t(lambda: L(islice([1], 0, None, 0))); t(lambda: combinations('a', -1)); t(lambda: zip_longest(1)); t(lambda: L(starmap(pow, [1])))
t(lambda: repeat()); t(lambda: chain.from_iterable(5)); t(lambda: L(pairwise([]))); t(lambda: L(product())); t(lambda: groupby()); t(lambda: permutations('ab', 3).__next__())
g = groupby('aab'); k, it1 = next(g); k2, it2 = next(g); print(k, k2, L(it1), L(it2))
c = count(); next(c); print(c, next(c)); t(lambda: next(islice([], 1)))
import copy
print(L(islice(count(2**62), 2)), L(accumulate('abc')), L(accumulate([])), L(zip_longest()), L(islice('abc', None)), L(islice('abcdef', 1, None, 2)))
print(L(batched('abcdefg', 3)) if 'batched' in globals() else 'no batched')
for x in cycle([]): pass
