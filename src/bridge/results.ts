/** `torch.return_types`: tuples of results with names, one Python type for each operator that returns such. */
import type { AnyOp } from '../ops/define.js'
import { defineType } from '../python/object/define.js'
import { adopt, builtinTypes, type PyType, type Value } from '../python/object/object.js'
import { repr } from '../python/object/protocol.js'
import { PyNamedResult } from './values.js'

const types = new Map<string, PyType>()

/** The results of `op` as PyTorch's named tuple. */
export function namedResult(op: AnyOp, names: readonly string[], items: readonly Value[]): Value {
  return adopt(new PyNamedResult(names, items), resultType(typeName(op), names))
}

/** `max`, `linalg_svd`: with the namespace's prefix where torch's own function has it. */
function typeName({ schema, spec }: AnyOp): string {
  const place = Object.keys(spec.faces ?? {}).find((face) => face.startsWith('torch.'))
  return place === undefined ? schema.name : `${place.slice('torch.'.length)}_${schema.name}`
}

/** The Python type `torch.return_types.NAME`. */
export function resultType(name: string, fields: readonly string[]): PyType {
  let type = types.get(name)
  if (type === undefined) {
    type = defineType({
      name,
      module: 'torch.return_types',
      base: builtinTypes.tuple,
      instanceDict: false,
      subclassable: false,
      getset: Object.fromEntries(fields.map((field, i) => [field, (self: PyNamedResult) => self.items[i]])),
      slots: {
        repr: (self: PyNamedResult) =>
          `torch.return_types.${name}(\n${fields.map((field, i) => `${field}=${repr(self.items[i])}`).join(',\n')})`,
      },
      attributes: {
        n_fields: fields.length,
        n_sequence_fields: fields.length,
        n_unnamed_fields: 0,
      },
    })
    types.set(name, type)
  }
  return type
}
