/** string: constants and capwords; Template and Formatter are written in the dialect. */
import { defineFunctions } from '../object/define.js'
import type { NativeModule } from '../object/module.js'
import type { LazyAttributes, Value } from '../object/object.js'
import { asStr } from '../object/values.js'
import { capitalize, split } from '../text/strings.js'
import { fromDialect } from './support.js'

const lower = 'abcdefghijklmnopqrstuvwxyz'
const digits = '0123456789'
const punctuation = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'
const whitespace = ' \t\n\r\v\f'

/** The names of either. */
const merged = (a: LazyAttributes, b: LazyAttributes): LazyAttributes => ({
  names: () => [...a.names(), ...b.names()],
  lookup: (name) => a.lookup(name) ?? b.lookup(name),
})

export function string(): NativeModule {
  return {
    lazy: merged(fromDialect('_string', ['Formatter']), fromDialect('_template', ['Template'])),
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
