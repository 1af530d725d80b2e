/** Fixes of names that stand for a thing of another kind than is asked for: its owner, an optimizer, the number of a word. */
import { PyDict } from '../../../src/python/object/dict.js'
import type { Frame } from '../../../src/python/object/frame.js'
import { lookupAttr } from '../../../src/python/object/protocol.js'
import type * as ast from '../../../src/python/parse/ast.js'
import type { Candidate, Case, Placed } from './case.js'
import { localNames, namesOf, sortOf, tensorOf, valueIn } from './names.js'
import { betterSuited, parameterOf } from './parameters.js'
import { expressionsIn } from './regions.js'
import { inserted, nameAt, replaced } from './source.js'
import { short } from './tensor-fixes.js'

/** `criterion.backward()` for `loss.backward()`: the attribute is that of another name. */
export function* otherOwner(of: Case): Generator<Candidate> {
  const [, missing] = /has no attribute '(\w+)'/.exec(of.message) ?? []
  const place = of.failure.places[0]
  if (missing === undefined || place === undefined) return
  const cell = of.source.cellOf(place.site.file)
  const self = valueIn(place.frame, nameAt(place.site, 'self'))
  const unread = of.unread.attributes
  for (const { cell: at, node } of of.source.nodes()) {
    if (at !== cell || node.line < place.site.line || node.line > place.site.endLine) continue
    if (node.kind !== 'Attribute' || node.attr !== missing) continue
    const was = of.source.textOf(cell, node.value)
    // An attribute that the class gives and never reads.
    if (was === 'self')
      for (const name of unread.keys())
        yield {
          edits: [replaced(cell, node, `self.${name}`)],
          what: `self.${name}, which is never read, instead of self.${missing}`,
          cost: 0.75,
        }
    const here = of.unread.namesAt(cell, node)
    const locals = localNames(place.frame)
    for (const [name, value] of namesOf(place.frame)) {
      if (name === was || sortOf(value) === 'type' || lookupAttr(value, missing) === undefined) continue
      yield {
        edits: [replaced(cell, node.value, name)],
        what: `${name} instead of ${short(was)}: it has ${missing}`,
        cost:
          0.95 -
          (here.has(name) ? 0.2 : 0) +
          (locals.size > 0 && !locals.has(name) ? 0.2 : 0) +
          (tensorOf(value) === null ? 0.05 : 0),
      }
    }
    if (self === undefined || node.value.kind !== 'Attribute') continue
    for (const name of of.attributes)
      if (name !== node.value.attr && lookupAttr(lookupAttr(self, name) ?? null, missing) !== undefined)
        yield {
          edits: [replaced(cell, node.value, `self.${name}`)],
          what: `self.${name} instead of ${short(was)}: it has ${missing}`,
          cost: 1 - (unread.has(name) ? 0.2 : 0),
        }
  }
}

/** A name of another sort was meant, where a call does not take what stands there: `StepLR(loaders)` for `StepLR(optimizer)`. */
export function* otherSort(of: Case): Generator<Candidate> {
  const { type, message } = of.failure
  if (!/^(TypeError|AttributeError|ValueError)$/.test(type)) return
  for (const { cell, root, frame, distance } of of.regions) {
    if (frame === null || distance > 1.2) continue
    const names = namesOf(frame)
    for (const node of expressionsIn(root)) {
      if (node.kind === 'Attribute') yield* attributesOfOtherSorts(of, { cell, node, frame, distance })
      if (node.kind !== 'Name' || !of.isWhole(cell, node)) continue
      const own = sortOf(valueIn(frame, node))
      if (own === 'module' || own === 'function') continue
      const unread = of.unread.namesAt(cell, node)
      const parameter = parameterOf(of, cell, node)
      for (const [name, value] of names) {
        const sort = sortOf(value)
        if (name === node.id || sort === own || /^(module|type|function|builtin.*)$/.test(sort)) continue
        if (of.isGivenAfter(cell, node, name)) continue
        const told = new RegExp(`\\b${name}\\b`, 'i').test(message)
        yield {
          edits: [replaced(cell, node, name)],
          what: `${name} instead of ${node.id} in line ${node.line}`,
          cost:
            1.5 -
            (told ? 0.5 : 0) -
            (unread.has(name) ? 0.3 : 0) -
            0.4 * betterSuited(parameter, node.id, name) +
            distance * 0.25,
        }
      }
    }
  }
}

/** Another attribute of `self`, where what stands there is of a sort that is not taken: `self.downsample` for `self.padding`. */
function* attributesOfOtherSorts(
  of: Case,
  {
    cell,
    node,
    frame,
    distance,
  }: Placed<ast.Attribute> & { readonly frame: Frame; readonly distance: number },
): Generator<Candidate> {
  if (node.value.kind !== 'Name' || node.value.id !== 'self' || !of.isWhole(cell, node)) return
  const self = valueIn(frame, node.value)
  const own = sortOf(valueIn(frame, node))
  const parameter = parameterOf(of, cell, node)
  for (const name of self === undefined ? [] : of.attributes) {
    const sort = sortOf(lookupAttr(self!, name))
    if (name === node.attr || sort === own || /^(unknown|method|function)$/.test(sort)) continue
    yield {
      edits: [replaced(cell, node, `self.${name}`)],
      what: `self.${name} instead of self.${node.attr} in line ${node.line}`,
      cost:
        1.5 -
        (of.unread.attributes.has(name) ? 0.3 : 0) -
        0.4 * betterSuited(parameter, node.attr, name) +
        distance * 0.25,
    }
  }
}

/** A tensor where its length is meant, or one of its sizes: `b = x.size(0)`, `b, t = x.shape`. */
export function* sizeMeant(of: Case): Generator<Candidate> {
  const { type, message } = of.failure
  if (!/^(TypeError|ValueError)$/.test(type) && !/scalar/.test(message)) return
  if (!/Tensor|tensor|unpack|expected .*int|iterat|scalar/.test(message)) return
  for (const { cell, root, frame, distance } of of.regions) {
    if (distance > 1 || root.kind === 'FunctionDef') continue
    const unpacked = root.kind === 'Assign' && root.targets[0].kind === 'Tuple'
    for (const node of expressionsIn(root)) {
      if (!['Name', 'Attribute', 'Call', 'Subscript'].includes(node.kind) || !of.isWhole(cell, node)) continue
      if (of.tensorAt(cell, node, frame) === null) continue
      const text = of.source.textOf(cell, node)
      const whole = root.kind === 'Assign' && root.value === node
      const forms = unpacked && whole ? ['.shape'] : ['.size(0)', '.size(1)', '.item()', '.size(-1)']
      for (const [order, form] of forms.entries())
        yield {
          edits: [inserted(cell, node.endLine, node.endCol, form)],
          what: `${short(text)}${form} in line ${node.line}`,
          cost: (unpacked && whole ? 0.7 : whole ? 1 : 1.2) + order * 0.08 + distance * 0.25,
        }
    }
  }
}

/** Words where their numbers are meant: `word_to_ix[word]`. */
export function* throughMapping(of: Case): Generator<Candidate> {
  if (!/\bstr(ing)?\b/.test(of.message)) return
  for (const { cell, root, frame, distance } of of.regions) {
    if (frame === null) continue
    const mappings = [...namesOf(frame)].filter(([, value]) => value instanceof PyDict && hasWords(value))
    for (const node of mappings.length === 0 ? [] : expressionsIn(root)) {
      if ((node.kind !== 'Name' && node.kind !== 'Subscript') || of.isTarget(cell, node)) continue
      const parent = of.source.parentOf(cell, node)
      if (parent?.kind === 'Attribute' || parent?.kind === 'Subscript') continue
      const text = of.source.textOf(cell, node)
      for (const [name] of mappings)
        if (name !== text)
          yield {
            edits: [replaced(cell, node, `${name}[${text}]`)],
            what: `${name}[${text}], its number, in line ${node.line}`,
            cost: 1.1 + distance * 0.2,
          }
    }
  }
}

/** Does it give words their numbers? */
function hasWords(mapping: PyDict): boolean {
  for (const [key, value] of mapping.entries()) return typeof key === 'string' && typeof value === 'number'
  return false
}
