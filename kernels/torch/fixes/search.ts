/**
 * Proved fixes of a program that fails: candidate edits, each run again on shapes alone; what does not run to the end is not offered.
 *
 * That an edit runs does not make it right. So candidates carry a cost (how much they change, how well the meaning of every axis is kept)
 * and come in its order; an edit that only moves the failure is tried with a second one behind it.
 */

import type { Host } from '../../../src/python/host.js'
import { numel, type Shape, sameShape } from '../../../src/tensor/shape.js'
import { type Candidate, Case, isElementwise, isLoss } from './case.js'
import type { CellSource } from './cell-text.js'
import { candidatesOf } from './makers.js'
import { type Failure, type Run, ShapeRunner, traceOf } from './run.js'
import { type Edit, ProgramSource } from './source.js'
import { otherChoices, withChange } from './steadiness.js'
import { contradicted, toldShapes } from './told.js'

export interface Fix {
  readonly edits: readonly Edit[]
  readonly what: string
  readonly cost: number
  /** The shape that the last call of the program gives then. */
  readonly result: Shape | null
}

export interface Diagnosis {
  readonly failure: Failure | null
  readonly fixes: readonly Fix[]
  /** How many edits were run. */
  readonly tried: number
  readonly milliseconds: number
}

export interface Limits {
  /** Time for the whole search. */
  readonly milliseconds: number
  /** Fixes after which it ends. */
  readonly most: number
}

/** One proof may take as long; the first ones longer, which import what the program uses after its failure. */
const PROOF_MILLISECONDS = 1000
const FIRST_PROOFS = 3
const FIRST_MILLISECONDS = 3000
/** Edits run in the first round. */
const MOST_TRIED = 1200
/** Edits run after the first that helped. */
const MOST_AFTER = 450
/** Edits that moved the failure on, tried with a second edit. */
const MOST_FOLLOWED = 12
/** However cheap a fix is, dearer ones than this are looked at beside it. */
const SURE = 0.8
/** What a fix costs more for each size that may not be another. */
const UNSTEADY = 0.2
/** What a fix costs more for each comment that it makes untrue. */
const CONTRADICTED = 0.25
/** What a fix costs more with which less runs than did before the failure: a loop that no longer turns hides a mistake. */
const LESS = 0.6
/** What a second edit costs more. */
const SECOND = 1

/** The output of the last call of the user's model, or of the last operator. */
const resultOf = (run: Run): Shape | null => run.steps.at(-1)?.outputs[0]?.shape ?? null

/** An edit that turns another axis into the batch, or adds one, keeps less of what the axes mean. */
function strangeness(before: Run, after: Run): number {
  const batchOf = ({ steps }: Run) =>
    steps.find(({ depth, kind }) => kind === 'layer' || depth > 0)?.inputs[0]?.shape[0]
  const batch = batchOf(before)
  const result = resultOf(after)
  if (batch === undefined || result === null || result.length === 0 || result[0] === batch) return 0
  return result[0] === 1 && batchOf(after) === 1 ? 0 : 0.4
}

/** Operands that met in the failing call and now broadcast each other: more pairs than anybody meant. */
function broadcast(before: Run, after: Run): number {
  const site = before.failure?.step?.site
  if (site === undefined || site === null) return 0
  const step = after.steps.find(
    (each) =>
      each.site?.line === site.line &&
      each.site.file === site.file &&
      each.name === before.failure!.step!.name,
  )
  if (step === undefined || step.inputs.length < 2) return 0
  const [a, b] = step.inputs.map(({ shape }) => shape)
  if (a.length === 0 || b.length === 0 || !isElementwise(step.name) || sameShape(a, b)) return 0
  if (isLoss(step.name)) return 0.6
  const whole = numel(a) < numel(b) ? b : a
  const result = step.outputs[0]?.shape
  return result !== undefined && numel(result) > numel(whole) ? 0.3 : 0
}

/** Has the failure moved on, as far as one can tell? */
const movedOn = (before: Run, after: Run): boolean =>
  after.failure !== null &&
  (after.completed > before.completed ||
    after.steps.length > before.steps.length ||
    (after.steps.length === before.steps.length && after.failure.message !== before.failure!.message))

/** What a fix costs more for each cheaper one that writes the same in another place: of three that are shown, each is to be a reading of its own. */
const ALIKE = 0.15

/** The first `most` fixes, the cheapest first, with what they cost beside those before them. */
function* ranked(
  fixes: readonly Fix[],
  most: number,
): Generator<{ readonly fix: Fix; readonly cost: number }> {
  const before: Fix[] = []
  const left = new Set(fixes)
  while (before.length < most && left.size > 0) {
    let next: { readonly fix: Fix; readonly cost: number } | null = null
    for (const fix of left) {
      const cost = fix.cost + ALIKE * before.filter((other) => writesTheSame(fix, other)).length
      if (next === null || cost < next.cost) next = { fix, cost }
    }
    left.delete(next!.fix)
    before.push(next!.fix)
    yield next!
  }
}

/** The last thing that is done: `.unsqueeze(0)` of `self.embedding(x).unsqueeze(0)`. */
const LAST_CALL = /(\.\w+\([^()]*\)|\[[^[\]]*\])$/

function writesTheSame({ edits: [one, ...more] }: Fix, { edits: [other] }: Fix): boolean {
  if (more.length > 0) return false
  const [a, b] = [one, other].map(({ replacement }) => LAST_CALL.exec(replacement)?.[0] ?? replacement)
  return a === b
}

/** What the nth fix costs. */
const nth = (fixes: readonly Fix[], n: number): number =>
  [...ranked(fixes, n)][n - 1]?.cost ?? Number.POSITIVE_INFINITY

/** Two numbers for one place are two fixes: how many heads a layer has is in no shape. */
const areOtherNumbers = ({ edits: [one, ...more] }: Candidate, { edits: [other] }: Candidate): boolean =>
  more.length === 0 &&
  one.cell === other.cell &&
  one.line === other.line &&
  one.col === other.col &&
  /^\d+$/.test(one.replacement) &&
  /^\d+$/.test(other.replacement)

/** Far-fetched edits only where nothing near has helped. */
function worthwhile(fixes: readonly Fix[], { cost }: Candidate, most: number): boolean {
  if (fixes.length === 0) return true
  if (fixes.length < 3) return cost < Math.max(SURE, nth(fixes, 1)) + 0.9
  const third = nth(fixes, 3)
  return fixes.length < most ? cost < third + 1 : cost < third
}

/** A run on shapes; where that does not fail, with the data. */
function failing(runner: ShapeRunner, cells: readonly CellSource[], milliseconds: number): Run {
  const onShapes = runner.run(cells, milliseconds, true)
  return onShapes.failure === null ? runner.run(cells, milliseconds, false) : onShapes
}

/** Runs the program and, if it fails, proves fixes. */
export function diagnose(
  host: Host,
  cells: readonly CellSource[],
  { milliseconds, most }: Limits,
): Diagnosis {
  const started = host.clock.monotonic()
  const left = (): number => milliseconds - (host.clock.monotonic() - started) * 1000
  const source = new ProgramSource(cells)
  const runner = new ShapeRunner(host)
  const first = failing(runner, cells, milliseconds)
  const done = (fixes: Fix[], tried: number): Diagnosis => ({
    failure: first.failure,
    fixes: fixes.sort((a, b) => a.cost - b.cost).slice(0, most),
    tried,
    milliseconds: (host.clock.monotonic() - started) * 1000,
  })
  if (first.failure === null || first.exhausted) return done([], 0)
  const fixes: Fix[] = []
  const moved: { readonly candidate: Candidate; readonly cells: readonly CellSource[]; readonly run: Run }[] =
    []
  const traces = new Map<string, Candidate>()
  let tried = 0
  let enough = MOST_TRIED
  const prove = (
    candidate: Candidate,
    base: ProgramSource,
  ): { readonly cells: readonly CellSource[]; readonly run: Run } => {
    tried++
    const budget = tried > FIRST_PROOFS ? PROOF_MILLISECONDS : FIRST_MILLISECONDS
    const edited = base.edited(candidate.edits)
    return { cells: edited, run: runner.run(edited, Math.min(budget, left()), first.unread) }
  }
  const choices = otherChoices(source)
  const told = toldShapes(cells)
  /** How much dearer a fix is for the sizes with which it does not hold. */
  const unsteadiness = ({ edits }: Candidate): number => {
    let failed = 0
    for (const change of choices) {
      if (left() <= 0) break
      const cells = source.edited(withChange(edits, change))
      if (!works(runner.run(cells, Math.min(PROOF_MILLISECONDS, left()), first.unread))) failed++
    }
    return UNSTEADY * Math.min(failed, 3)
  }
  const works = (run: Run): boolean => run.failure === null && !run.exhausted
  for (const candidate of candidatesOf(new Case(source, first))) {
    if (left() < milliseconds * 0.3 || tried >= Math.min(MOST_TRIED, enough)) break
    if (!worthwhile(fixes, candidate, most)) break
    const proof = prove(candidate, source)
    if (works(proof.run)) {
      const trace = traceOf(proof.run)
      // The same done another way: the first is the one that changes least.
      const known = traces.get(trace)
      if (known !== undefined && !areOtherNumbers(known, candidate)) continue
      if (known === undefined) traces.set(trace, candidate)
      if (fixes.length === 0) enough = tried + MOST_AFTER
      const cost =
        candidate.cost +
        strangeness(first, proof.run) +
        broadcast(first, proof.run) +
        CONTRADICTED * Math.min(2, contradicted(told, proof.run)) +
        (proof.run.steps.length < first.steps.length ? LESS : 0)
      fixes.push({
        ...candidate,
        cost: cost < nth(fixes, most) ? cost + unsteadiness(candidate) : cost,
        result: resultOf(proof.run),
      })
    } else if (movedOn(first, proof.run) && moved.length < MOST_FOLLOWED) moved.push({ candidate, ...proof })
  }
  // One mistake is the rule: two edits only where none helps alone.
  for (const { candidate, cells: edited, run } of fixes.length > 0 ? [] : moved) {
    if (left() <= 0) break
    const base = new ProgramSource(edited)
    for (const second of candidatesOf(new Case(base, run)).slice(0, 12)) {
      if (left() <= 0) break
      const edits = together(candidate.edits, second.edits)
      if (edits === null) continue
      const proof = prove(second, base)
      if (works(proof.run))
        fixes.push({
          edits,
          what: `${candidate.what}; ${second.what}`,
          cost: candidate.cost + second.cost * 0.5 + SECOND + strangeness(first, proof.run),
          result: resultOf(proof.run),
        })
    }
  }
  return done(confirmed(runner, source, fixes, most, left), tried)
}

/** The first `most` fixes that also run with their data: some calls look at it. What takes too long is taken at its shapes' word. */
function confirmed(
  runner: ShapeRunner,
  source: ProgramSource,
  fixes: readonly Fix[],
  most: number,
  left: () => number,
): Fix[] {
  const kept: Fix[] = []
  for (const { fix } of ranked(fixes, fixes.length)) {
    if (kept.length === most) break
    const time = Math.min(PROOF_MILLISECONDS, left())
    const run = time > 0 ? runner.run(source.edited(fix.edits), time, false) : null
    if (run === null || run.failure === null || run.exhausted) kept.push(fix)
  }
  return kept
}

/** Two edits as edits of the first text; null where the second touches what the first wrote. */
function together(first: readonly Edit[], second: readonly Edit[]): Edit[] | null {
  const mapped: Edit[] = []
  for (const edit of second) {
    let { col, endCol } = edit
    for (const before of first) {
      if (before.replacement.includes('\n') || before.line !== before.endLine) return null
      if (before.cell !== edit.cell || before.line !== edit.line) continue
      if (edit.line !== edit.endLine) return null
      const shift = before.replacement.length - (before.endCol - before.col)
      const writtenEnd = before.endCol + shift
      if (col < writtenEnd && endCol > before.col) return null
      if (col >= writtenEnd) [col, endCol] = [col - shift, endCol - shift]
    }
    mapped.push({ ...edit, col, endCol })
  }
  return [...first, ...mapped]
}
