/** hashlib, unicodedata: digests and Unicode properties through text/digest.ts and JS. */
import { defineFunctions, defineType } from '../object/define.js'
import { raise } from '../object/errors.js'
import type { NativeModule } from '../object/module.js'
import { newTypeError } from '../object/names.js'
import { PyObject, type Value } from '../object/object.js'
import { asStr, PyBytes } from '../object/values.js'
import { hexText } from '../text/bytes.js'
import { type Digest, md5, sha1, sha224, sha256, sha384, sha512 } from '../text/digest.js'
import { nameOfPoint, pointNamed } from '../text/unicode_names.js'
import { need } from '../types/bytes.js'

const DIGESTS: Record<string, [Digest, number]> = {
  md5: [md5, 16],
  sha1: [sha1, 20],
  sha224: [sha224, 28],
  sha256: [sha256, 32],
  sha384: [sha384, 48],
  sha512: [sha512, 64],
}

class PyHash extends PyObject {
  data = new Uint8Array(0)
  constructor(readonly name: string) {
    super()
  }
  update(more: Uint8Array): void {
    const joined = new Uint8Array(this.data.length + more.length)
    joined.set(this.data)
    joined.set(more, this.data.length)
    this.data = joined
  }
  digest(): Uint8Array {
    return DIGESTS[this.name]![0](this.data)
  }
}

function start(name: string, data: Value | undefined): PyHash {
  if (DIGESTS[name] === undefined) throw raise('ValueError', `unsupported hash type ${name}`)
  const hash = new PyHash(name)
  if (data !== undefined && asStr(data) !== undefined)
    throw newTypeError('Strings must be encoded before hashing')
  if (data !== undefined) hash.update(need(data))
  return hash
}

export function hashlib(): NativeModule {
  defineType({
    name: 'HASH',
    module: '_hashlib',
    js: PyHash,
    methods: {
      'update(self, obj, /)': (self: PyHash, data: Value) => {
        if (asStr(data) !== undefined) throw newTypeError('Strings must be encoded before hashing')
        self.update(need(data))
      },
      'digest(self, /)': (self: PyHash) => new PyBytes(self.digest()),
      'hexdigest(self, /)': (self: PyHash) => hexText(self.digest()),
      'copy(self, /)': (self: PyHash) => start(self.name, new PyBytes(self.data)),
    },
    getset: { name: (self: PyHash) => self.name, digest_size: (self: PyHash) => DIGESTS[self.name]![1] },
  })
  const constructors = Object.keys(DIGESTS).map(
    (name) =>
      [
        `${name}(string=<absent>, *, usedforsecurity=True)`,
        (data: Value | undefined) => start(name, data),
      ] as const,
  )
  return {
    attributes: defineFunctions({
      ...Object.fromEntries(constructors),
      'new(name, data=<absent>, *, usedforsecurity=True)': (name: Value, data: Value | undefined) =>
        start(asStr(name) ?? '', data),
    }),
  }
}

const CATEGORIES = [
  'Lu',
  'Ll',
  'Lt',
  'Lm',
  'Lo',
  'Mn',
  'Mc',
  'Me',
  'Nd',
  'Nl',
  'No',
  'Pc',
  'Pd',
  'Ps',
  'Pe',
  'Pi',
  'Pf',
  'Po',
  'Sm',
  'Sc',
  'Sk',
  'So',
  'Zs',
  'Zl',
  'Zp',
  'Cc',
  'Cf',
  'Cs',
  'Co',
].map((name) => [name, new RegExp(`^\\p{${name}}$`, 'u')] as const)

export const unicodedata = (): NativeModule => ({
  attributes: defineFunctions({
    'category(chr, /)': (char: Value) =>
      CATEGORIES.find(([, test]) => test.test(asStr(char) ?? ''))?.[0] ?? 'Cn',
    'name(chr, default=<absent>, /)': (char: Value, otherwise: Value | undefined) => {
      const name = nameOfPoint((asStr(char) ?? '').codePointAt(0) ?? -1)
      if (name === undefined && otherwise === undefined) throw raise('ValueError', 'no such name')
      return name ?? otherwise
    },
    'lookup(name, /)': (name: Value) => {
      const point = pointNamed(asStr(name) ?? '')
      if (point === undefined) throw raise('KeyError', `undefined character name '${asStr(name)}'`)
      return String.fromCodePoint(point)
    },
    'normalize(form, unistr, /)': (form: Value, text: Value) => {
      const name = asStr(form) ?? ''
      if (!['NFC', 'NFD', 'NFKC', 'NFKD'].includes(name))
        throw raise('ValueError', 'invalid normalization form')
      return (asStr(text) ?? '').normalize(name)
    },
  }),
})
