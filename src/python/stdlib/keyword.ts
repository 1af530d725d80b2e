/** keyword: Python's reserved words. */
import { defineFunctions } from '../object/define.js'
import type { NativeModule } from '../object/module.js'
import type { Value } from '../object/object.js'
import { asStr, PyList } from '../object/values.js'

const KEYWORDS = (
  'False None True and as assert async await break class continue def del elif else except finally for from global if ' +
  'import in is lambda nonlocal not or pass raise return try while with yield'
).split(' ')
const SOFT = ['_', 'case', 'match']

export const isKeyword = (name: string): boolean => KEYWORDS.includes(name)

export const keyword = (): NativeModule => ({
  attributes: {
    kwlist: new PyList(KEYWORDS),
    softkwlist: new PyList(SOFT),
    ...defineFunctions({
      'iskeyword(s, /)': (s: Value) => isKeyword(asStr(s) ?? ''),
      'issoftkeyword(s, /)': (s: Value) => SOFT.includes(asStr(s) ?? ''),
    }),
  },
})
