/** C3 linearization. */
import { raise } from './errors.js'
import type { PyType } from './object.js'

/** The MRO of a class with these bases, without the class itself. TypeError when there is no consistent one. */
export function mergeMros(bases: readonly PyType[]): PyType[] {
  if (bases.length === 1) return bases[0].mro
  const twice = bases.find((base, i) => bases.indexOf(base) < i)
  if (twice !== undefined) throw raise('TypeError', `duplicate base class ${twice.name}`)
  const lists = [...bases.map((base) => [...base.mro]), [...bases]].filter((list) => list.length > 0)
  const merged: PyType[] = []
  while (lists.length > 0) {
    const head = lists.map((list) => list[0]).find((cls) => lists.every((list) => list.indexOf(cls) <= 0))
    if (head === undefined) {
      const names = [...new Set(lists.map((list) => list[0].name))].join(', ')
      throw raise('TypeError', `Cannot create a consistent method resolution\norder (MRO) for bases ${names}`)
    }
    merged.push(head)
    for (let i = lists.length - 1; i >= 0; i--) {
      if (lists[i][0] === head) lists[i].shift()
      if (lists[i].length === 0) lists.splice(i, 1)
    }
  }
  return merged
}
