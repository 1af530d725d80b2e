/**
 * Modules of the standard library that are written in the dialect itself: those made of classes more than of loops. A module's
 * statements run on its first import.
 */
import { compileModule, makeSource } from '../../src/python/compile/compile.js'
import type { PyDict } from '../../src/python/object/dict.js'
import { Frame } from '../../src/python/object/frame.js'
import { newLocals, runFrame } from '../../src/python/object/invoke.js'
import { registerModule } from '../../src/python/object/module.js'
import { runtime } from '../../src/python/object/runtime.js'
import { fromDialect } from '../../src/python/stdlib/support.js'
import future from './lib/standard/__future__.py'
import asyncHelpers from './lib/standard/_async.py'
import codecs from './lib/standard/_codecs.py'
import _collections from './lib/standard/_collections.py'
import _compat_pickle from './lib/standard/_compat_pickle.py'
import dataclassTools from './lib/standard/_dataclass_tools.py'
import enumChecks from './lib/standard/_enum_checks.py'
import enumParts from './lib/standard/_enum_parts.py'
import _functools from './lib/standard/_functools.py'
import _inspectSignature from './lib/standard/_inspect_signature.py'
import _ioClasses from './lib/standard/_io_classes.py'
import _loggingHandlers from './lib/standard/_logging_handlers.py'
import _loggingRecords from './lib/standard/_logging_records.py'
import _operator from './lib/standard/_operator.py'
import _pickle_codes from './lib/standard/_pickle_codes.py'
import _re from './lib/standard/_re.py'
import _string from './lib/standard/_string.py'
import _strptime from './lib/standard/_strptime.py'
import template from './lib/standard/_template.py'
import typingClasses from './lib/standard/_typing_classes.py'
import unicodeNames from './lib/standard/_unicode_names.py'
import unparse from './lib/standard/_unparse.py'
import _unpickle from './lib/standard/_unpickle.py'
import urlParts from './lib/standard/_url_parts.py'
import abc from './lib/standard/abc.py'
import argparse from './lib/standard/argparse.py'
import ast from './lib/standard/ast.py'
import asyncio from './lib/standard/asyncio.py'
import base64 from './lib/standard/base64.py'
import calendar from './lib/standard/calendar.py'
import cmath from './lib/standard/cmath.py'
import codecsModule from './lib/standard/codecs.py'
import collectionsAbc from './lib/standard/collections_abc.py'
import colorsys from './lib/standard/colorsys.py'
import concurrentFutures from './lib/standard/concurrent_futures.py'
import configparser from './lib/standard/configparser.py'
import contextlib from './lib/standard/contextlib.py'
import contextvars from './lib/standard/contextvars.py'
import copy from './lib/standard/copy.py'
import copyreg from './lib/standard/copyreg.py'
import csv from './lib/standard/csv.py'
import dataclasses from './lib/standard/dataclasses.py'
import datetime from './lib/standard/datetime.py'
import decimal from './lib/standard/decimal.py'
import difflib from './lib/standard/difflib.py'
import doctest from './lib/standard/doctest.py'
import enumModule from './lib/standard/enum.py'
import errno from './lib/standard/errno.py'
import fileinput from './lib/standard/fileinput.py'
import fnmatch from './lib/standard/fnmatch.py'
import fractions from './lib/standard/fractions.py'
import gc from './lib/standard/gc.py'
import getopt from './lib/standard/getopt.py'
import getpass from './lib/standard/getpass.py'
import glob from './lib/standard/glob.py'
import graphlib from './lib/standard/graphlib.py'
import gzip from './lib/standard/gzip.py'
import heapq from './lib/standard/heapq.py'
import hmac from './lib/standard/hmac.py'
import html from './lib/standard/html.py'
import importlib from './lib/standard/importlib.py'
import importlibMachinery from './lib/standard/importlib_machinery.py'
import importlibMetadata from './lib/standard/importlib_metadata.py'
import importlibResources from './lib/standard/importlib_resources.py'
import importlibUtil from './lib/standard/importlib_util.py'
import inspect from './lib/standard/inspect.py'
import json from './lib/standard/json.py'
import jsonParts from './lib/standard/json_parts.py'
import linecache from './lib/standard/linecache.py'
import locale from './lib/standard/locale.py'
import logging from './lib/standard/logging.py'
import loggingConfig from './lib/standard/logging_config.py'
import loggingHandlersModule from './lib/standard/logging_handlers.py'
import multiprocessing from './lib/standard/multiprocessing.py'
import numbers from './lib/standard/numbers.py'
import os from './lib/standard/os.py'
import osPath from './lib/standard/os_path.py'
import pathlib from './lib/standard/pathlib.py'
import pickle from './lib/standard/pickle.py'
import pkgutil from './lib/standard/pkgutil.py'
import platform from './lib/standard/platform.py'
import pprint from './lib/standard/pprint.py'
import queue from './lib/standard/queue.py'
import reprlib from './lib/standard/reprlib.py'
import runpy from './lib/standard/runpy.py'
import sched from './lib/standard/sched.py'
import secrets from './lib/standard/secrets.py'
import shlex from './lib/standard/shlex.py'
import shutil from './lib/standard/shutil.py'
import signal from './lib/standard/signal.py'
import stat from './lib/standard/stat.py'
import statistics from './lib/standard/statistics.py'
import tarfile from './lib/standard/tarfile.py'
import tempfile from './lib/standard/tempfile.py'
import textwrap from './lib/standard/textwrap.py'
import threading from './lib/standard/threading.py'
import timeit from './lib/standard/timeit.py'
import tqdm from './lib/standard/tqdm.py'
import traceback from './lib/standard/traceback.py'
import types from './lib/standard/types.py'
import typing from './lib/standard/typing.py'
import typingExtensions from './lib/standard/typing_extensions.py'
import unittest from './lib/standard/unittest.py'
import unittestCase from './lib/standard/unittest_case.py'
import unittestMock from './lib/standard/unittest_mock.py'
import unittestResult from './lib/standard/unittest_result.py'
import urllibParse from './lib/standard/urllib_parse.py'
import uuid from './lib/standard/uuid.py'
import warnings from './lib/standard/warnings.py'
import weakref from './lib/standard/weakref.py'
import xmlEtree from './lib/standard/xml_etree.py'
import zipfile from './lib/standard/zipfile.py'
import { type LibraryText, preparedOf, treeOf } from './library-text.js'

const sources: Readonly<Record<string, LibraryText>> = {
  __future__: future,
  abc,
  'collections.abc': collectionsAbc,
  argparse,
  enum: enumModule,
  json,
  'json.decoder': jsonParts,
  'json.encoder': jsonParts,
  difflib,
  doctest,
  calendar,
  unittest,
  'urllib.parse': urllibParse,
  hmac,
  colorsys,
  html,
  shlex,
  reprlib,
  locale,
  getpass,
  contextvars,
  codecs: codecsModule,
  ast,
  stat,
  _string,
  _strptime,
  _compat_pickle,
  _pickle_codes,
  _unpickle,
  _re,
  _logging_handlers: _loggingHandlers,
  _logging_records: _loggingRecords,
  _inspect_signature: _inspectSignature,
  _io_classes: _ioClasses,
  _operator,
  _collections,
  _functools,
  _async: asyncHelpers,
  _template: template,
  'importlib.metadata': importlibMetadata,
  'importlib.machinery': importlibMachinery,
  'importlib.resources': importlibResources,
  'importlib.util': importlibUtil,
  importlib,
  decimal,
  linecache,
  gzip,
  secrets,
  signal,
  tempfile,
  shutil,
  multiprocessing,
  'logging.config': loggingConfig,
  'logging.handlers': loggingHandlersModule,
  'concurrent.futures.thread': concurrentFutures,
  'concurrent.futures': concurrentFutures,
  queue,
  asyncio,
  weakref,
  pprint,
  fractions,
  errno,
  csv,
  cmath,
  base64,
  fnmatch,
  gc,
  glob,
  heapq,
  inspect,
  logging,
  numbers,
  pathlib,
  pickle,
  _pickle: pickle,
  copyreg,
  _codecs: codecs,
  _unicode_names: unicodeNames,
  _dataclass_tools: dataclassTools,
  _enum_checks: enumChecks,
  _enum_parts: enumParts,
  _unparse: unparse,
  _url_parts: urlParts,
  platform,
  statistics,
  threading,
  tqdm,
  traceback,
  uuid,
  'tqdm.auto': tqdm,
  'tqdm.std': tqdm,
  'tqdm.notebook': tqdm,
  datetime,
  timeit,
  textwrap,
  contextlib,
  copy,
  dataclasses,
  os,
  posixpath: osPath,
  'os.path': osPath,
  types,
  getopt,
  graphlib,
  sched,
  fileinput,
  configparser,
  zipfile,
  tarfile,
  'unittest.case': unittestCase,
  'unittest.mock': unittestMock,
  'unittest.result': unittestResult,
  _typing_classes: typingClasses,
  'xml.etree.ElementTree': xmlEtree,
  'xml.etree.cElementTree': xmlEtree,
  pkgutil,
  runpy,
  warnings,
  typing,
  typing_extensions: typingExtensions,
}

/** Names of a module that another one has, which is loaded when the first of them is read. */
const elsewhere: Readonly<Record<string, readonly [module: string, names: string]>> = {
  dataclasses: ['_dataclass_tools', 'asdict astuple replace make_dataclass'],
  enum: [
    '_enum_checks',
    'CONTINUOUS EnumCheck NAMED_FLAGS UNIQUE global_enum global_enum_repr global_flag_repr global_str show_flag_values unique verify',
  ],
  typing: [
    '_typing_classes',
    'Protocol runtime_checkable NamedTuple TypedDict is_typeddict get_type_hints no_type_check no_type_check_decorator IO TextIO BinaryIO ' +
      'SupportsAbs SupportsBytes SupportsComplex SupportsFloat SupportsIndex SupportsInt SupportsRound',
  ],
}

/** Makes the modules importable. */
export function registerStandard(): void {
  for (const [name, source] of Object.entries(sources)) {
    const [module, names] = elsewhere[name] ?? []
    registerModule(name, () => ({
      populate: (namespace) => run(name, source, namespace),
      lazy: module === undefined ? undefined : fromDialect(module, names!.split(' ')),
    }))
  }
}

function run(name: string, source: LibraryText, namespace: PyDict): void {
  const filename = `<torch standard ${name}>`
  namespace.setStr('__builtins__', runtime.builtins)
  const library = preparedOf(source).body()
  const code = compileModule(
    treeOf(library),
    makeSource(() => library.text, filename),
  )
  runFrame(new Frame(code, newLocals(code.slotCount), namespace, null))
}
