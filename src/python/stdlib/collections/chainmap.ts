/** collections.ChainMap. */
import { defineType } from '../../object/define.js'
import { PyDict } from '../../object/dict.js'
import { isError, raise } from '../../object/errors.js'
import { merge } from '../../object/mapping.js'
import { adopt, PyObject, type PyType, type Value } from '../../object/object.js'
import { call, getItem, lookupAttr, repr, setItem } from '../../object/protocol.js'
import { PyList } from '../../object/values.js'
import { tableIterator } from '../../types/dict.js'

class PyChainMap extends PyObject {
  constructor(readonly maps: PyList) {
    super()
  }
}

export function defineChainMap(): PyType {
  const find = (self: PyChainMap, key: Value): Value | undefined => {
    for (const map of self.maps.items) {
      try {
        return getItem(map, key)
      } catch (error) {
        if (!isError(error, 'KeyError')) throw error
      }
    }
    return undefined
  }
  const flat = (self: PyChainMap): PyDict => {
    const out = new PyDict()
    for (const map of self.maps.items.slice().reverse()) merge(map, (key, value) => out.set(key, value))
    return out
  }
  const view = (name: string) => (self: PyChainMap) => call(lookupAttr(flat(self), name)!, [])
  return defineType({
    name: 'ChainMap',
    module: 'collections',
    js: PyChainMap,
    instanceDict: true,
    new: (cls, args) => adopt(new PyChainMap(new PyList(args.length === 0 ? [new PyDict()] : args)), cls),
    methods: {
      'get(self, key, default=None)': (self: PyChainMap, key: Value, otherwise: Value) => {
        const found = find(self, key)
        return found === undefined ? otherwise : found
      },
      'keys(self)': view('keys'),
      'values(self)': view('values'),
      'items(self)': view('items'),
      'new_child(self, m=None)': (self: PyChainMap, map: Value) =>
        new PyChainMap(new PyList([map === null ? new PyDict() : map, ...self.maps.items])),
    },
    getset: {
      maps: (self: PyChainMap) => self.maps,
      parents: (self: PyChainMap) => new PyChainMap(new PyList(self.maps.items.slice(1))),
    },
    slots: {
      getitem: (self: PyChainMap, key) => {
        const value = find(self, key)
        if (value === undefined) throw raise('KeyError', key)
        return value
      },
      setitem: (self: PyChainMap, key, value) => setItem(self.maps.items[0]!, key, value),
      contains: (self: PyChainMap, key) => find(self, key) !== undefined,
      len: (self: PyChainMap) => flat(self).size,
      iter: (self: PyChainMap) =>
        tableIterator('dict_keyiterator', flat(self), 'dictionary', (entry) => entry.key),
      repr: (self: PyChainMap) => `ChainMap(${self.maps.items.map(repr).join(', ')})`,
    },
  })
}
