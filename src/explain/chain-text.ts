/**
 * Chains as text, as HTML's parts and as JSON: the runs of links that follow one another, and where they branch.
 */
import type { CallSite } from '../tensor/derivation.js'
import { type Link, nameOf } from './why.js'

/** `In[3] line 2`; `net.py line 12`. */
export function placeText(site: CallSite | null): string {
  if (site === null || site.file === '<help>') return ''
  const cell = /^<(In\[\d+\]|torchvision[\w.]*)>$/.exec(site.file)
  const file = cell?.[1] ?? site.file.slice(site.file.lastIndexOf('/') + 1)
  return `${file} line ${site.line}`
}

/** Links that follow one another, up to an end or to where several sizes make one; a link told before ends its run. */
export interface Run {
  readonly steps: readonly { readonly link: Link; readonly again: boolean }[]
  readonly branches: readonly Run[]
}

/** A chain as runs, in the order in which they are told. */
export function runOf(start: Link, seen = new Set<number>()): Run {
  const steps: { link: Link; again: boolean }[] = []
  for (let link = start; ; ) {
    const again = seen.has(link.id) && link.from.length > 0
    steps.push({ link, again })
    seen.add(link.id)
    if (again || link.from.length === 0) return { steps, branches: [] }
    const next = onlySource(link)
    if (next === null) return { steps, branches: link.from.map((each) => runOf(each.link, seen)) }
    link = next
  }
}

/** What follows the size: ` = 16·5·5`, or the name of what it is. */
export function equalsText(link: Link): string {
  const name = nameOf(link)
  return link.computed ? ` = ${link.text}` : name === '' ? '' : `   ${name}`
}

export interface Line {
  readonly text: string
  readonly by: string
  readonly place: string
}

/** A chain as lines: each size (in a column of at least `least`), how it came about, what was called, and where. */
export function chainLines(start: Link, least = 0): Line[] {
  const lines: Line[] = []
  const put = ({ steps, branches }: Run, first: string, rest: string, least: number): void => {
    const sizes = Math.max(least, columnWidth(steps[0].link))
    steps.forEach(({ link, again }, i) => {
      lines.push({
        text: `${i === 0 ? first : rest}${String(link.size).padStart(sizes)}${again ? '   as above' : equalsText(link)}`,
        by: again ? '' : link.by,
        place: again ? '' : placeText(link.site),
      })
    })
    const inner = Math.max(...branches.map((each) => columnWidth(each.steps[0].link)))
    branches.forEach((each, i) => {
      const last = i === branches.length - 1
      put(each, rest + (last ? '└ ' : '├ '), rest + (last ? '  ' : '│ '), inner)
    })
  }
  put(runOf(start), '', '', least)
  return lines
}

const onlySource = ({ from }: Link): Link | null =>
  from.length === 1 && from[0].times === 1 ? from[0].link : null

/** Sizes of a run of single links stand in one column. */
export function columnWidth(start: Link): number {
  let widest = 0
  for (let at: Link | null = start; at !== null; at = onlySource(at))
    widest = Math.max(widest, String(at.size).length)
  return widest
}

// --- JSON ---------------------------------------------------------------------------------------------------------

export interface LinkView {
  id: number
  size: number
  /** With constants folded. */
  formula: string | null
  /** With every number in its place. */
  full: string | null
  /** What the size is, where no formula made it. */
  name: string | null
  by: string
  location: { file: string; line: number; col: number; endLine: number; endCol: number } | null
  /** The links it was computed from, by id, as often as they take part. */
  from: number[]
}

/** A chain as a list of links, the one asked for first; a link that several share stands once. */
export function linkViews(link: Link): LinkView[] {
  const views = new Map<number, LinkView>()
  const waiting = [link]
  for (let each = waiting.shift(); each !== undefined; each = waiting.shift()) {
    const { id, size, text, full, computed, by, site, from } = each
    const name = nameOf(each)
    if (views.has(id)) continue
    views.set(id, {
      id,
      size,
      formula: computed ? text : null,
      full: computed ? full : null,
      name: computed || name === '' ? null : name,
      by,
      location:
        site === null
          ? null
          : { file: site.file, line: site.line, col: site.col, endLine: site.endLine, endCol: site.endCol },
      from: from.flatMap(({ link: source, times }) => new Array<number>(times).fill(source.id)),
    })
    waiting.push(...from.map(({ link: source }) => source))
  }
  return [...views.values()]
}
