/** A comparison of two programs as text and as JSON. */
import { columnsOf, padded } from '../../base/text.js'
import { placeText } from '../chain-text.js'
import { thousands } from '../count.js'
import { originsOf, shapeText } from '../dims.js'
import { axesText, axisName, fullText } from '../origin-text.js'
import type { Event, Sized } from '../recording.js'
import { periodAt } from '../repeats.js'
import { type Link, nameOf, shortened } from '../why.js'
import type { Change, Difference, Effect, LinkPair, Mark, Row } from './compare.js'
import type { Step } from './steps.js'

/** What the two programs are called, how they ended, and how many parameters their models have. */
export interface Titles {
  readonly names: readonly [string, string]
  readonly errors: readonly [string | null, string | null]
  readonly parameters: readonly [number, number]
}

const MARKS: Readonly<Record<Mark, string>> = {
  same: ' ',
  changed: '≠',
  follows: '~',
  removed: '-',
  added: '+',
  unreached: ' ',
}

// --- the rows -----------------------------------------------------------------------------------------------------

/** Longer runs of rows that are alike, or that only follow, are cut in the middle, and so many stay at each end. */
const LONGEST_RUN = 8
const KEPT = 3

const outputText = (event: Event | undefined): string => {
  if (event === undefined) return ''
  if (event.failed) return 'raised'
  const { outputs } = event
  if (outputs.length <= 2) return outputs.map(({ shape }) => shapeText(shape)).join(', ')
  return `${shapeText(outputs[0].shape)}, … (${outputs.length} tensors)`
}

/** `kernel_size (5, 5) → (3, 3)`, `argument 2: 2 → 3`; a layer does not print what it was not told. */
const changeText = ({ name, a, b }: Change): string =>
  `${name}${/\d$/.test(name) ? ':' : ''} ${a ?? 'default'} → ${b ?? 'default'}`

const nameText = ({ a, b }: Row): string =>
  a === null || b === null || a.name === b.name ? (b ?? a)!.name : `${a.name} → ${b.name}`

const timesText = (step: Step | null): string => (step === null || step.times === 1 ? '' : ` × ${step.times}`)

/** The cells of a row, and below them what does not fit beside. `name`: of the block that stands for several. */
function rowLines(row: Row, name = nameText(row)): string[][] {
  const { a, b, mark, changes } = row
  const [first, second] = [outputText(a?.event), outputText(b?.event)]
  const kinds =
    a === null || b === null || a.kind === b.kind ? (b ?? a)!.kind : `${a.kind} → ${b.kind}`.trim()
  const told = changes.filter(({ name }) => name !== '' && name !== 'times')
  const texts = told.map(changeText)
  return [
    [
      `${MARKS[mark]} ${name}`,
      kinds,
      first + timesText(a),
      mark === 'same' ? '=' : second + timesText(b),
      texts[0] ?? '',
    ],
    ...texts.slice(1).map((each) => ['', '', '', '', each]),
  ]
}

/** A row, or a row of a block that stands for all of its kind. */
interface ShownRow {
  readonly mark: Mark
  readonly row: Row
  readonly name: string
  /** How many rows it stands for. */
  readonly stands: number
  readonly hash: number
  alike(other: ShownRow): boolean
}

/** Which block does not matter: `h[0].attn` and `h[1].attn` are alike. */
const blockless = (name: string): string => name.replace(/\[\d+\]/g, '[i]')

/** `h[0–11].attn` of the first name and that of a block `further` on; null where not just one index is as much further. */
function blocksName(first: string, last: string, further: number): string | null {
  const parts = [first, last].map((name) => name.split(/(?<=\[)(\d+)(?=\])/))
  const differing = parts[0].flatMap((part, i) => (part === parts[1][i] ? [] : [i]))
  if (differing.length !== 1) return null
  const [at] = differing
  const [from, to] = parts.map((each) => Number(each[at]))
  if (to - from !== further) return null
  return [...parts[0].slice(0, at), `${from}–${to}`, ...parts[0].slice(at + 1)].join('')
}

/** The rows, blocks that differ in their index alone once: `h[0–11].attn`. */
function folded(rows: readonly Row[]): ShownRow[] {
  const shown = rows.map((row): ShownRow => {
    const name = nameText(row)
    const text = rowLines(row, blockless(name)).flat().join('|')
    let hash = 0
    for (let i = 0; i < text.length; i++) hash = (hash * 31 + text.charCodeAt(i)) | 0
    const alike = (other: ShownRow): boolean =>
      rowLines(other.row, blockless(other.name)).flat().join('|') === text
    return { mark: row.mark, row, name, stands: 1, hash, alike }
  })
  const result: ShownRow[] = []
  for (let at = 0; at < shown.length; ) {
    const { length, times } = periodAt(shown, at) ?? { length: 1, times: 1 }
    const block = shown.slice(at, at + length)
    const names = block.map(({ name }, i) => {
      const last = shown[at + i + (times - 1) * length].name
      return name === last ? name : blocksName(name, last, times - 1)
    })
    const numbered = names.some((name, i) => name !== block[i].name)
    const whole = times > 1 && numbered && names.every((name) => name !== null)
    if (whole) result.push(...block.map((each, i) => ({ ...each, name: names[i]!, stands: times })))
    else result.push(shown[at])
    at += whole ? length * times : 1
  }
  return result
}

/** The rows as lines of a table, long runs cut. */
function tableLines({ rows }: Difference, names: readonly [string, string]): string[] {
  type Line = readonly string[] | string
  const lines: Line[] = [['', '', ...names, '']]
  const shown = folded(rows)
  for (let at = 0; at < shown.length; ) {
    const { mark } = shown[at]
    let end = at
    while (end < shown.length && shown[end].mark === mark) end++
    const run = shown.slice(at, end)
    at = end
    if (mark === 'unreached') {
      const [reached, ended] = run[0].row.a === null ? [names[1], names[0]] : names
      const left = rows.filter((row) => row.mark === mark).length
      lines.push(`  … ${count(left, 'more step')} of ${reached}, which ${ended} did not reach`)
      continue
    }
    const cut = run.length > LONGEST_RUN
    for (const { row, name } of cut ? run.slice(0, KEPT) : run) lines.push(...rowLines(row, name))
    if (cut) {
      const left = run.slice(KEPT, -KEPT).reduce((sum, { stands }) => sum + stands, 0)
      lines.push(`  … ${thousands(left)} more ${WORDS[mark]}`)
      for (const { row, name } of run.slice(-KEPT)) lines.push(...rowLines(row, name))
    }
  }
  const cells = lines.filter((line) => typeof line !== 'string')
  const widths = cells[0].map((_, i) => Math.max(...cells.map((line) => columnsOf(line[i]))))
  return lines.map((line) =>
    typeof line === 'string'
      ? line
      : line
          .map((cell, i) => ({ cell, width: widths[i] }))
          .filter(({ width }) => width > 0)
          .map(({ cell, width }) => padded(cell, width))
          .join('  ')
          .trimEnd(),
  )
}

const count = (n: number, word: string): string => `${thousands(n)} ${word}${n === 1 ? '' : 's'}`

const WORDS: Readonly<Record<Mark, string>> = {
  same: 'alike',
  changed: 'that differ',
  follows: 'that follow',
  removed: 'that only the first has',
  added: 'that only the second has',
  unreached: '',
}

// --- where the shapes part ----------------------------------------------------------------------------------------

/** `H, W` → `⌊(32 + …) / 1⌋ + 1 = 28`, by axis of the first output. */
function formulasOf(output: Sized | undefined): { name: string; size: number; text: string | null }[] {
  if (output === undefined) return []
  return originsOf(output).map((origin, axis) => {
    const size = output.shape[axis]
    const full = origin === null ? null : fullText(origin)
    return { name: axisName(origin, axis), size, text: full === null ? null : `${full} = ${size}` }
  })
}

function partingLines({ rows, parting }: Difference, { names }: Titles): string[] {
  if (parting < 0) return ['Wherever both have a step, its shapes are the same.']
  const row = rows[parting]
  const [a, b] = [row.a!, row.b!]
  const before = rows[parting - 1]
  const alone = before !== undefined && (before.mark === 'removed' || before.mark === 'added')
  const after = alone ? `, after ${nameText(before)}, which only ${names[before.a === null ? 1 : 0]} has` : ''
  const [first, second] = [formulasOf(a.event.outputs[0]), formulasOf(b.event.outputs[0])]
  const dims = new Map<string, string[]>()
  if (first.length === second.length)
    first.forEach(({ name, size, text }, axis) => {
      const other = second[axis]
      if (size === other.size) return
      const formulas =
        text === null || other.text === null
          ? ''
          : `\n      ${names[0]}  ${text}\n      ${names[1]}  ${other.text}`
      const line = `${size} → ${other.size}${formulas}`
      dims.set(line, [...(dims.get(line) ?? []), name])
    })
  const width = Math.max(...names.map(columnsOf))
  return [
    `The shapes part at ${nameText(row)}${after}`,
    ...[a, b].map((each, i) => `  ${place(each).replace(/^In\[/, `${names[i]} $&`)}`),
    ...[...dims].flatMap(([line, axes]) =>
      `  ${axesText(axes)}  ${line}`
        .split('\n')
        .map((each) => each.replace(/^ {6}(\S+) {2}/, (_, name: string) => `      ${padded(name, width)}  `)),
    ),
  ]
}

/** Where a layer was constructed, or where the call stands. */
const place = ({ event, made }: Step): string => {
  const site = made ?? event.call.site
  return site === null ? '' : `${placeText(site)}: ${shortened(site.text)}`
}

// --- effects ------------------------------------------------------------------------------------------------------

/** Effects told as chains; the others by their numbers. */
const MOST_CHAINS = 4

function effectHead({ name, built, given }: Effect, { names }: Titles): string {
  const [rightA, rightB] = [built.a === given.a, built.b === given.b]
  if (rightA && rightB) return `${name}  ${built.a} → ${built.b}`
  if (!rightA && !rightB) return `${name} is ${built.b}, given ${given.a} → ${given.b}: wrong in both`
  return rightA
    ? `${name} is ${built.b} in ${names[1]}, which gives it ${given.b}`
    : `${name} is ${built.a} in ${names[0]}, which gives it ${given.a}`
}

const linkText = (link: Link): string => {
  const name = nameOf(link)
  if (link.computed) return `${link.size} = ${link.text}`
  return name === '' ? `${link.size}` : `${link.size}   ${name}`
}

const byText = ({ a, b, changes }: LinkPair): string =>
  [a.by === b.by ? a.by : `${a.by} → ${b.by}`, changes.map(changeText).join(', ')]
    .filter((each) => each !== '')
    .join('   ')

function effectLines(effect: Effect, titles: Titles): string[] {
  // Of a size that both call the same, the name stands once.
  const left = effect.links.map(({ a, b }) =>
    !a.computed && !b.computed && nameOf(a) === nameOf(b) ? String(a.size) : linkText(a),
  )
  const right = effect.links.map(({ b }) => linkText(b))
  const widths = [left, right].map((column) => Math.max(0, ...column.map(columnsOf)))
  return [
    effectHead(effect, titles),
    ...effect.links.map((pair, i) =>
      `  ${padded(left[i], widths[0])}   ${padded(right[i], widths[1])}   ${byText(pair)}`.trimEnd(),
    ),
  ]
}

/** Layers that follow in the same way, side by side: `32 → 48  h[0].ln_1.normalized_shape, h[0].mlp.c_fc.in_features, … 7 more`. */
function restLines(effects: readonly Effect[], titles: Titles): string[] {
  const groups = new Map<string, string[]>()
  for (const effect of effects) {
    const change = effectHead({ ...effect, name: '' }, titles).trim()
    groups.set(change, [...(groups.get(change) ?? []), effect.name])
  }
  const width = Math.max(...[...groups.keys()].map(columnsOf))
  return [...groups].map(([change, names]) => {
    const more = names.length - MOST_NAMES
    const list = [...names.slice(0, MOST_NAMES), ...(more > 0 ? [`… ${more} more`] : [])]
    return `${padded(change, width)}  ${list.join(', ')}`
  })
}
const MOST_NAMES = 3

// --- all of it ----------------------------------------------------------------------------------------------------

/** What `ishape diff` prints. */
export function differenceText(difference: Difference, titles: Titles): string {
  const { rows, effects, same, meeting } = difference
  const { names, errors, parameters } = titles
  const ended = errors.flatMap((error, i) => (error === null ? [] : [`${names[i]} ended with ${error}`]))
  if (rows.length === 0) return [...ended, 'Neither calls anything that has a shape.'].join('\n')
  if (same) {
    const renamed = rows.filter(({ a, b }) => a!.name !== b!.name).map(nameText)
    return [
      `The same: ${count(rows.length, 'step')}, alike in both.`,
      ...renamed.map((each) => `  ${each}`),
      ...ended,
    ].join('\n')
  }
  const blocks: string[][] = [tableLines(difference, names)]
  blocks.push(partingLines(difference, titles))
  // Chains with arithmetic say more than a number that was passed on.
  const told = [
    ...effects.filter(({ links }) => links.length > 1),
    ...effects.filter(({ links }) => links.length <= 1),
  ].slice(0, MOST_CHAINS)
  for (const effect of told) blocks.push(effectLines(effect, titles))
  const rest = effects.filter((effect) => !told.includes(effect))
  if (rest.length > 0) blocks.push(restLines(rest, titles))
  const last: string[] = []
  if (meeting >= 0)
    last.push(`At ${nameText(rows[meeting])} the shapes meet again: ${outputText(rows[meeting].b!.event)}.`)
  if (errors.every((error) => error === null) && parameters[0] !== parameters[1])
    last.push(`parameters  ${thousands(parameters[0])} → ${thousands(parameters[1])}`)
  last.push(...ended)
  if (last.length > 0) blocks.push(last)
  return blocks.map((lines) => lines.join('\n')).join('\n\n')
}

// --- JSON ---------------------------------------------------------------------------------------------------------

const stepView = (step: Step | null) =>
  step === null
    ? null
    : {
        name: step.name,
        type: step.event.call.type,
        inputs: step.event.inputs.map(({ shape }) => [...shape]),
        outputs: step.event.outputs.map(({ shape }) => [...shape]),
        settings: Object.fromEntries(step.settings),
        times: step.times,
        raised: step.event.failed,
        location: locationOf(step.event.call.site),
      }

const locationOf = (site: Event['call']['site']) =>
  site === null ? null : { file: site.file, line: site.line, column: site.col }

const linkView = (link: Link) => ({
  size: link.size,
  formula: link.computed ? link.text : null,
  full: link.computed ? link.full : null,
  name: nameOf(link) === '' ? null : link.computed ? null : nameOf(link),
  by: link.by,
  location: locationOf(link.site),
})

/** What `--json` prints. `parting` and `meeting` are places in `rows`. */
export const differenceView = (
  { rows, parting, meeting, effects, same }: Difference,
  { names, errors, parameters }: Titles,
) => ({
  version: 1 as const,
  same,
  files: names.map((name, i) => ({ name, error: errors[i], parameters: parameters[i] })),
  rows: rows.map(({ mark, a, b, changes }) => ({
    mark,
    a: stepView(a),
    b: stepView(b),
    changes: changes.map((each) => ({ ...each })),
  })),
  parting: parting < 0 ? null : parting,
  meeting: meeting < 0 ? null : meeting,
  effects: effects.map(({ name, row, built, given, links }) => ({
    name,
    row: rows.indexOf(row),
    built,
    given,
    links: links.map(({ a, b, changes }) => ({ a: linkView(a), b: linkView(b), changes })),
  })),
})
