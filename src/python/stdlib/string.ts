/** string: constants, Template and capwords. */
import { defineFunctions, defineType } from '../object/define.js'
import { PyDict } from '../object/dict.js'
import { isError, raise } from '../object/errors.js'
import type { NativeModule } from '../object/module.js'
import { getOwn, type Kwargs, PyInstance, setOwn, type Value } from '../object/object.js'
import { getItem, str } from '../object/protocol.js'
import { asStr } from '../object/values.js'
import { capitalize, split } from '../text/strings.js'
import { fromDialect } from './support.js'

const lower = 'abcdefghijklmnopqrstuvwxyz'
const digits = '0123456789'
const punctuation = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'
const whitespace = ' \t\n\r\v\f'

function substitute(self: PyInstance, args: Value[], kwargs: Kwargs, safe: boolean): string {
  const template = asStr(getOwn(self, 'template') ?? '')!
  const mapping = args[0] ?? new PyDict()
  return template.replace(
    /\$(?:(\$)|([_a-zA-Z]\w*)|\{([_a-zA-Z]\w*)\}|)/g,
    (all, escaped, named, braced, at: number) => {
      if (escaped) return '$'
      const name: string | undefined = named ?? braced
      if (name === undefined) {
        if (safe) return all
        const before = template.slice(0, at)
        const line = before.split('\n').length
        throw raise(
          'ValueError',
          `Invalid placeholder in string: line ${line}, col ${at - before.lastIndexOf('\n')}`,
        )
      }
      const given = kwargs.get(name)
      if (given !== undefined) return str(given)
      try {
        return str(getItem(mapping, name))
      } catch (error) {
        if (safe && isError(error, 'KeyError')) return all
        throw error
      }
    },
  )
}

export function string(): NativeModule {
  const template = defineType({
    name: 'Template',
    module: 'string',
    instanceDict: true,
    new: (cls) => new PyInstance(cls),
    methods: {
      '__init__(self, template)': (self: PyInstance, text: Value) => setOwn(self, 'template', text),
      'substitute(self, *args, **kws)': (self: PyInstance, args: Value[], kws: Kwargs) =>
        substitute(self, args, kws, false),
      'safe_substitute(self, *args, **kws)': (self: PyInstance, args: Value[], kws: Kwargs) =>
        substitute(self, args, kws, true),
    },
  })
  return {
    lazy: fromDialect('_string', ['Formatter']),
    attributes: {
      ascii_lowercase: lower,
      ascii_uppercase: lower.toUpperCase(),
      ascii_letters: lower + lower.toUpperCase(),
      digits,
      hexdigits: `${digits}abcdefABCDEF`,
      octdigits: '01234567',
      punctuation,
      whitespace,
      printable: digits + lower + lower.toUpperCase() + punctuation + whitespace,
      Template: template,
      ...defineFunctions(
        {
          'capwords(s, sep=None)': (s: Value, separator: Value) => {
            const sep = separator === null ? undefined : asStr(separator)
            return split(asStr(s)!, sep, -1)
              .map(capitalize)
              .join(sep ?? ' ')
          },
        },
        { module: 'string' },
      ),
    },
  }
}
