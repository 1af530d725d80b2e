/** Derivations as text: the formula rows of the trail, and the reasons of every dim for `?`. */
import type { Derivation, DimReason, DimRef } from '../tensor/derivation.js'
import type { Shape } from '../tensor/shape.js'

/** `(1, 6, 30, 30)` */
export const shapeText = (shape: Shape): string => `(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`

const nameOf = ({ label }: DimReason, axis: number): string => label ?? String(axis)

const refText = (derivation: Derivation, { operand, axis }: DimRef): string => {
  const source = derivation.operands[operand]
  return source === undefined ? 'an operand' : `${source.name} dim ${axis} (${source.shape[axis]})`
}

/** Where one dim comes from, in a few words or as a formula with its numbers. */
export function reasonText(derivation: Derivation, { reason }: DimReason, size: number): string {
  switch (reason.kind) {
    case 'kept':
      return `kept from ${refText(derivation, reason.from)}`
    case 'parameter':
      return `${reason.name}: ${refText(derivation, reason.from)}`
    case 'formula':
      return `${reason.formula.full(reason.values)} = ${size}`
    case 'given':
      return reason.name === undefined ? 'as given' : reason.name
    case 'inferred':
      return `${reason.of.map((from) => derivation.operands[from.operand].shape[from.axis]).join('·')} / ${reason.by} = ${size}`
    case 'merged':
      return `${reason.of.map((from) => derivation.operands[from.operand].shape[from.axis]).join('·')} = ${size}`
    case 'split':
      return `${derivation.operands[reason.from.operand].shape[reason.from.axis]} / ${reason.rest} = ${size}`
    case 'sum':
      return `${reason.of.map((from) => derivation.operands[from.operand].shape[from.axis]).join(' + ')} = ${size}`
    case 'broadcast':
      return `broadcast to ${refText(derivation, reason.from)}`
    case 'reduced':
      return `1, reduced from ${refText(derivation, reason.from)} with keepdim`
    case 'new':
    case 'data':
      return reason.note
  }
}

/** The dims decided by arithmetic; dims with the same formula and numbers share a row: `H, W = …`. */
export function formulaRows(derivation: Derivation): string[] {
  const rows = new Map<string, string[]>()
  derivation.dims.forEach((dim, axis) => {
    const { kind } = dim.reason
    if (kind !== 'formula' && kind !== 'merged' && kind !== 'inferred' && kind !== 'split' && kind !== 'sum')
      return
    const text = reasonText(derivation, dim, derivation.output[axis])
    const names = rows.get(text)
    if (names === undefined) rows.set(text, [nameOf(dim, axis)])
    else names.push(nameOf(dim, axis))
  })
  return [...rows].map(([text, names]) => `${names.join(', ')} = ${text}`)
}

/** The derivation that decided a shape: views that only drop or add a dim of 1 are passed through. */
export function deciding(derivation: Derivation): Derivation {
  const { operands } = derivation
  const plain = derivation.op === 'squeeze.dim' && operands.length === 1 && operands[0].derivation !== null
  return plain ? deciding(operands[0].derivation!) : derivation
}

/** Every dim with its reason, and where the line stands that made it. */
export function derivationText(derivation: Derivation, title: string): string {
  const inputs = derivation.operands.map(({ name, shape }) => `${name} ${shapeText(shape)}`).join(', ')
  const lines = [`${title}: ${shapeText(derivation.output)}`, `from ${derivation.op}(${inputs})`]
  const width = Math.max(1, ...derivation.dims.map((dim, axis) => nameOf(dim, axis).length))
  derivation.dims.forEach((dim, axis) => {
    const size = derivation.output[axis]
    const text = reasonText(derivation, dim, size)
    lines.push(
      `  ${nameOf(dim, axis).padEnd(width)} = ${dim.reason.kind === 'formula' || text.endsWith(`= ${size}`) ? text : `${size}  (${text})`}`,
    )
  })
  if (derivation.site !== null) lines.push(`made at ${derivation.site.file}, line ${derivation.site.line}`)
  return lines.join('\n')
}
