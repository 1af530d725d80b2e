/**
 * `%why`: the chain behind one size, link by link, back to where somebody wrote the number.
 *
 * A link is one call that computed a size from others; calls that merely pass a size on are not links. A product or a sum has a
 * branch for each factor; branches that say the same are one. Shared parts are built once, so a U-Net's chains stay small.
 */
import { type CallSite, type Derivation, LONGEST_DERIVATION } from '../tensor/derivation.js'
import type { Values } from '../tensor/formula.js'
import { thousands } from './count.js'
import { type Dim, givenBack, type Origin, originOf, sizeOf } from './dims.js'
import { foldedText, fullText } from './origin-text.js'
import { ownedName, ownerOf, shortName } from './owners.js'
import { numbers, type Written } from './written.js'

export interface Link {
  readonly id: number
  readonly size: number
  /** How it was computed, constants folded (`⌊(10 − 2)/2⌋ + 1`), or what it is (`conv2.out_channels`); '' for a size as given. */
  readonly text: string
  /** A tensor of the user's: the dims of it that these are. */
  readonly axes: Set<number>
  /** The same with every number in its place. */
  readonly full: string
  /** Does arithmetic decide, or is `text` a name? */
  readonly computed: boolean
  /** Is it a part split off one dim? */
  readonly split: boolean
  /** The numbers of its formula that came from no dim: kernel, stride, padding. */
  readonly given: Values
  /** What the user called, as written. */
  readonly by: string
  readonly site: CallSite | null
  /** The dim's name in that call, or its number. */
  readonly axis: string
  /** What it was computed from. */
  readonly from: readonly Branch[]
}

/** Dims that share one story. */
export interface Branch {
  readonly link: Link
  /** How many of the factors this is. */
  readonly times: number
}

/** Chains longer than this are cut. */
const LONGEST = 10_000

/** Builds chains; equal ones are one object. */
export class Chains {
  private readonly links = new Map<string, Link>()
  private readonly known = new Map<object, Map<number, Link>>()
  private built = 0

  /** The story of one dim. */
  of(start: Dim): Link {
    // Single sources are followed in a loop: only branches recurse.
    const path: { origin: Origin; dim: Dim }[] = []
    let dim = start
    let end: Link | null = null
    while (end === null) {
      const seen = this.known.get(dim.of.derivation ?? dim.of)?.get(dim.axis)
      if (seen !== undefined) {
        end = seen
        break
      }
      const owner = ownerOf(dim.of.derivation)
      if (owner !== null) {
        end = this.leaf(dim, ownedName(owner, dim.axis))
        break
      }
      const origin = originOf(dim)
      if (origin === null || ++this.built > LONGEST) {
        end = this.leaf(dim, '', null, path.at(-1)?.origin.at)
        break
      }
      const back = givenBack(origin)
      if (back !== null) {
        dim = back
        continue
      }
      path.push({ origin, dim })
      const next = nextOf(origin)
      if (next === null) {
        path.pop()
        end = this.branching(origin, dim)
      } else dim = next
    }
    for (let i = path.length - 1; i >= 0; i--) {
      const { origin, dim: at } = path[i]
      const computed = foldedText(origin)
      // `28 = 28`: padding made up for the kernel, the size merely passed through.
      if (computed !== null && computed !== String(end.size))
        end = this.link(origin, at, [{ link: end, times: 1 }])
      this.remember(at, end)
    }
    return end
  }

  /** A product of dims, as somebody asked for it. */
  product(size: number, text: string, dims: readonly Dim[]): Link {
    const from = this.branches(dims)
    return this.intern({ ...writtenLink(size, text, null), computed: true, full: text, from })
  }

  private remember(dim: Dim, link: Link): void {
    const key = dim.of.derivation ?? dim.of
    const axes = this.known.get(key) ?? new Map<number, Link>()
    axes.set(dim.axis, link)
    this.known.set(key, axes)
  }

  /** A size that came from several, or from none. */
  private branching(origin: Origin, dim: Dim): Link {
    switch (origin.kind) {
      case 'merged':
      case 'sum':
      case 'inferred': {
        const parts = origin.kind === 'merged' ? this.joinedAgain(origin, dim) : null
        if (parts !== null) return parts
        return this.link(origin, dim, this.branches(origin.of))
      }
      case 'formula': {
        const sources = Object.values(origin.from)
        return this.link(
          origin,
          dim,
          sources.length > 0 ? this.branches(sources) : this.numbersIn(origin, dim),
        )
      }
      case 'parameter':
        return this.leaf(dim, origin.name, origin)
      case 'reduced':
        return this.leaf(dim, `kept as 1 by keepdim`, origin)
      case 'given':
        return this.leaf(dim, givenName(origin), origin)
      case 'new':
      case 'data':
        return this.leaf(dim, origin.note, origin)
      default:
        return this.leaf(dim, '', origin)
    }
  }

  /** Factors that were split off the same size, as attention heads are, make that size again. */
  private joinedAgain(
    origin: Origin & { kind: 'merged' | 'sum' | 'inferred'; of: readonly Dim[] },
    dim: Dim,
  ): Link | null {
    const links = origin.of.filter((each) => sizeOf(each) !== 1).map((each) => this.of(each))
    const [first] = links
    if (links.length < 2 || !links.every((each) => each.from.length === 1 && each.split)) return null
    const source = first.from[0].link
    if (source.size !== sizeOf(dim) || !links.every((each) => each.from[0].link === source)) return null
    const text = links.map((each) => `(${each.text})`).join('·')
    return this.link(origin, dim, [{ link: source, times: 1 }], text)
  }

  /** The numbers of a formula that no dim takes part in: `hidden_size` of a recurrent layer, the ends of a slice. */
  private numbersIn(origin: Origin & { kind: 'formula' }, { axis, ...dim }: Dim): Branch[] {
    const { site, serial: before } = origin.at
    if (site === null) return []
    const whole = numbers.writtenAt({ site, parameter: '', axis, size: sizeOf({ ...dim, axis }), before })
    const all =
      whole !== null
        ? [whole]
        : Object.entries(origin.values).flatMap(
            ([parameter, size]) => numbers.writtenAt({ site, parameter, axis, size, before }) ?? [],
          )
    return all.map((each) => ({ link: this.written(each), times: 1 }))
  }

  private branches(dims: readonly Dim[]): Branch[] {
    const counted = new Map<number, { link: Link; times: number }>()
    for (const each of dims) {
      const link = this.of(each)
      const known = counted.get(link.id)
      if (known === undefined) counted.set(link.id, { link, times: 1 })
      else known.times++
    }
    return [...counted.values()]
  }

  private link(origin: Origin, dim: Dim, from: readonly Branch[], text = foldedText(origin) ?? ''): Link {
    return this.intern({
      size: sizeOf(dim),
      text,
      split: origin.kind === 'split' || origin.kind === 'inferred',
      given: givenIn(origin),
      axes: new Set(),
      full: fullText(origin) ?? '',
      computed: true,
      by: callText(origin),
      site: origin.at.site,
      axis: origin.label ?? '',
      from,
    })
  }

  /** Where somebody wrote the number; `user` is the call that was given a tensor without a history. */
  private leaf(dim: Dim, text: string, origin: Origin | null = null, user: Derivation | null = null): Link {
    const derivation = origin?.at ?? dim.of.derivation
    const owner = ownerOf(dim.of.derivation)
    // What has no history and was not handed in was made by the call itself.
    const inner = derivation === null && dim.of.cut !== true && user !== null && user.call?.kind === 'op'
    const site = derivation?.site ?? (inner ? user.site : null)
    const target = site?.target ?? (site === null ? dim.of.name : '')
    const named = text !== '' || owner !== null
    const written =
      derivation === null || site === null || inner || dim.of.cut === true
        ? null
        : numbers.writtenAt({
            site,
            parameter: parameterIn(text, owner !== null),
            axis: dim.axis,
            size: sizeOf(dim),
            before: derivation.serial,
          })
    const link = this.intern({
      size: sizeOf(dim),
      text: named ? text : target,
      axes: new Set(),
      full: '',
      computed: false,
      split: false,
      given: {},
      by:
        dim.of.cut === true
          ? `cut here: a chain keeps ${thousands(LONGEST_DERIVATION)} steps`
          : site === null
            ? 'made outside of the code'
            : inner
              ? `made inside ${shortened(site.text)}`
              : shortened(site.text),
      site,
      axis: '',
      from: written === null ? [] : [{ link: this.written(written), times: 1 }],
    })
    if (!named) link.axes.add(dim.axis)
    return link
  }

  /** A number of the user's code, as far back as it goes. */
  written(source: Written): Link {
    if (source.kind === 'dim') return this.of(source.dim)
    const { size, name, arithmetic, site, of } = source
    const from = of.map((each) => this.written(each))
    return this.intern({
      ...writtenLink(size, arithmetic ?? name, site),
      computed: arithmetic !== null,
      full: arithmetic ?? '',
      from: [...new Set(from)].map((link) => ({ link, times: from.filter((each) => each === link).length })),
    })
  }

  private intern(link: Omit<Link, 'id'>): Link {
    const { site } = link
    const key = [
      link.size,
      link.text,
      link.by,
      site === null ? '' : `${site.file}:${site.line}:${site.col}`,
      link.from.map(({ link: { id }, times }) => `${id}x${times}`).join(','),
    ].join('|')
    let known = this.links.get(key)
    if (known === undefined) {
      known = { ...link, id: this.links.size }
      this.links.set(key, known)
    }
    return known
  }
}

/** The constructor's word in `3·rnn.hidden_size`, with its factor; '' for a dim of a tensor of the user's. */
function parameterIn(text: string, owned: boolean): string {
  if (owned && / dim \d+$/.test(text)) return ''
  return `${/^\d+\u00b7/.exec(text)?.[0] ?? ''}${text.slice(text.lastIndexOf('.') + 1).replace(/^\d+\u00b7/, '')}`
}

/** What a size is, where no arithmetic made it: `conv2.out_channels`, `x dims 2, 3`. */
export const nameOf = ({ text, axes }: Link): string =>
  axes.size === 0
    ? text
    : `${text} dim${axes.size > 1 ? 's' : ''} ${[...axes].sort((a, b) => a - b).join(', ')}`.trim()

/** A number that a layer's constructor was given, as the link that ends a chain. */
export const writtenLink = (size: number, text: string, site: CallSite | null): Link => ({
  id: 0,
  size,
  text,
  axes: new Set(),
  full: '',
  computed: false,
  split: false,
  given: {},
  by: site === null ? '' : shortened(site.text),
  site,
  axis: '',
  from: [],
})

/** The one dim that a size was passed on from or computed from; null at branches and ends. */
function nextOf(origin: Origin): Dim | null {
  switch (origin.kind) {
    case 'kept':
    case 'broadcast':
      return origin.from
    case 'parameter':
      return origin.from.of.derivation === null ? null : origin.from
    case 'split':
      return origin.from
    case 'formula': {
      const sources = Object.values(origin.from)
      return sources.length === 1 ? sources[0] : null
    }
    case 'inferred':
      return origin.of.length === 1 ? origin.of[0] : null
    default:
      return null
  }
}

/** A parameter's name, where it is one of what the user called: inside `F.one_hot` runs an `arange(end)`. */
function givenName({ name, at: { op, call, site } }: Origin & { kind: 'given' }): string {
  if (name === undefined) return ''
  if (call === null || call.kind === 'module' || plainName(call.type) === plainName(op)) return name
  return name.includes(' ') || (site?.text ?? '').includes(name) ? name : ''
}

const plainName = (op: string): string => op.split('.')[0].replace(/^_+/, '')

const givenIn = (origin: Origin): Values =>
  origin.kind === 'formula'
    ? Object.fromEntries(Object.entries(origin.values).filter(([name]) => !(name in origin.from)))
    : {}

/** What the user called there: a layer by its place in the model, anything else as written. */
function callText({ at }: Origin): string {
  const { call, site } = at
  if (call !== null) return call.kind === 'module' ? shortName(call) || call.name : call.name
  return site?.callee ?? at.op.split('.')[0]
}

const MOST_TEXT = 40
export const shortened = (text: string): string =>
  text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT - 1)}…` : text
