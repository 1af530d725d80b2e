/**
 * The standard library's modules by name. A factory runs on the module's first import, so a program pays for what it uses.
 */
import '../types/index.js'
import { type ModuleFactory, registerModule } from '../object/module.js'
import { abcAnswers } from './abc_answers.js'
import { array } from './array.js'
import { astNodes } from './ast_nodes.js'
import { atexit } from './atexit.js'
import { binascii, zlib } from './binascii.js'
import { collections } from './collections/index.js'
import { copies } from './copies.js'
import { functools } from './functools.js'
import { hashlib, unicodedata } from './hashlib.js'
import { bisect, heapq } from './heaps.js'
import { imports } from './imports.js'
import { io, ioBases } from './io.js'
import { itertools } from './itertools.js'
import { jsonText } from './json_text.js'
import { keyword } from './keyword.js'
import { math } from './math.js'
import { moments } from './moments.js'
import { operator } from './operator.js'
import { random } from './random.js'
import { re } from './re.js'
import { string } from './string.js'
import { struct } from './struct.js'
import { hostModule, sys } from './sys.js'
import { time } from './time.js'
import { unpackModule } from './unpacking.js'
import './known.js'

const modules: Record<string, ModuleFactory> = {
  bisect,
  collections,
  functools,
  hashlib,
  io,
  itertools,
  keyword,
  math,
  operator,
  random,
  re,
  string,
  _host: hostModule,
  _abc: abcAnswers,
  _ast: astNodes,
  _copy: copies,
  _datetime: moments,
  _heapq: heapq,
  _imports: imports,
  _io: ioBases,
  _json: jsonText,
  _unpack: unpackModule,
  sys,
  time,
  unicodedata,
  array,
  atexit,
  binascii,
  struct,
  zlib,
}
for (const [name, factory] of Object.entries(modules)) registerModule(name, factory)
