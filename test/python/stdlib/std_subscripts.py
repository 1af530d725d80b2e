# Classes of the standard library that are generic: what they give in brackets.
import asyncio
import collections
import concurrent.futures
import contextvars
import dataclasses
import difflib
import functools
import itertools
import logging
import queue
import re
import subprocess
import tempfile
import types
import weakref

for each in (
    collections.deque, collections.Counter, collections.ChainMap, functools.partial, itertools.chain, enumerate, re.Pattern, re.Match,
    types.MappingProxyType, contextvars.ContextVar, contextvars.Token, asyncio.Future, asyncio.Queue, asyncio.Task,
    concurrent.futures.Future, dataclasses.Field, difflib.SequenceMatcher, logging.StreamHandler, logging.LoggerAdapter, queue.Queue,
    subprocess.Popen, subprocess.CompletedProcess, tempfile.TemporaryDirectory, weakref.ref,
):
    print(each.__name__, each[int].__origin__ is each, each[int, str].__args__, type(each[int]).__name__)
print(collections.deque[int], re.Pattern[str], functools.partial[int](print, 1).args, collections.deque[int]([1, 2]))


class Ring(collections.deque[int]):
    pass


print(Ring([1]), Ring.__mro__[1], Ring[str])
for each in (range, slice, int, zip, map):
    try:
        each[int]
    except TypeError as error:
        print(error)
