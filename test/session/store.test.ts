/** Every action of the session store: what it does, and that its patches lead there and back. */
import { applyPatches, enablePatches } from 'immer'
import { describe, expect, test } from 'vitest'
import {
  type ActionName,
  initialState,
  reducers,
  type SessionAction,
  type SessionState,
} from '../../src/session/actions.js'
import { codeCell, proseCell } from '../../src/session/cell.js'
import { reduce, SessionStore } from '../../src/session/store.js'

enablePatches()

const printed = (text: string) => ({ output_type: 'stream', name: 'stdout', text }) as const
const shown = (text: string, display_id: string) =>
  ({ output_type: 'display_data', data: { 'text/plain': text }, metadata: {}, display_id }) as const

/** A markdown cell `m`, a finished cell `a` with two outputs, a running cell `b`. */
const state: SessionState = {
  cells: [
    proseCell('markdown', 'm', '# LeNet'),
    { ...codeCell('a', 'print(1)'), count: 1, status: 'ok', outputs: [printed('1\n'), shown('⧖', 'd')] },
    { ...codeCell('b', 'x.shape', { tags: ['t'] }), count: 2, status: 'running' },
  ],
  metadata: { ishape: { seed: '7' } },
  count: 2,
}

type Brief = Record<string, unknown>

/** Per action: examples with what must be true afterwards of the state's cells (by id) or of the state itself. */
const examples: {
  [A in ActionName]: [Extract<SessionAction, { type: A }>['payload'], (next: SessionState) => Brief, Brief][]
} = {
  submit: [
    [
      { id: 'c', source: 'y' },
      (s) => ({ last: s.cells.at(-1) }),
      { last: { ...codeCell('c', 'y'), status: 'running' } },
    ],
  ],
  rerun: [[{ id: 'a' }, cell('a'), { count: null, status: 'running', outputs: [] }]],
  publish: [
    [
      { id: 'b', publication: { type: 'execute_input', content: { code: 'x', execution_count: 9 } } },
      (s) => ({ ...cell('b')(s), last: s.count }),
      { count: 9, last: 9 },
    ],
    [
      { id: 'a', publication: { type: 'stream', content: { name: 'stdout', text: '2\n' } } },
      cell('a'),
      { outputs: [printed('1\n'), shown('⧖', 'd'), printed('2\n')] },
    ],
    [
      {
        id: 'b',
        publication: {
          type: 'execute_result',
          content: { execution_count: 2, data: { 'text/plain': 'r' }, metadata: {} },
        },
      },
      cell('b'),
      {
        outputs: [
          { output_type: 'execute_result', execution_count: 2, data: { 'text/plain': 'r' }, metadata: {} },
        ],
      },
    ],
    [
      { id: 'b', publication: { type: 'error', content: { ename: 'E', evalue: 'v', traceback: ['t'] } } },
      cell('b'),
      { outputs: [{ output_type: 'error', ename: 'E', evalue: 'v', traceback: ['t'] }] },
    ],
    [
      {
        id: 'b',
        publication: {
          type: 'update_display_data',
          content: { data: { 'text/plain': '✓' }, metadata: {}, transient: { display_id: 'd' } },
        },
      },
      cell('a'),
      { outputs: [printed('1\n'), shown('✓', 'd')] },
    ],
    [
      { id: 'a', publication: { type: 'clear_output', content: { wait: false } } },
      cell('a'),
      { outputs: [] },
    ],
    [
      { id: 'a', publication: { type: 'clear_output', content: { wait: true } } },
      cell('a'),
      { clearing: true, outputs: [printed('1\n'), shown('⧖', 'd')] },
    ],
  ],
  finish: [
    [
      { id: 'b', status: 'error', count: 3 },
      (s) => ({ ...cell('b')(s), last: s.count }),
      { status: 'error', count: 3, last: 3 },
    ],
    [{ id: 'b', status: 'aborted', count: null }, cell('b'), { status: 'aborted', count: 2 }],
  ],
  insert: [[{ at: 1, cell: proseCell('raw', 'r', 'x') }, ids, { ids: ['m', 'r', 'a', 'b'] }]],
  edit: [[{ id: 'm', source: '# AlexNet' }, cell('m'), { source: '# AlexNet' }]],
  delete: [[{ id: 'a' }, ids, { ids: ['m', 'b'] }]],
  move: [[{ id: 'm', to: 2 }, ids, { ids: ['a', 'b', 'm'] }]],
  clear: [
    [{}, (s) => ({ ...cell('a')(s), last: s.count }), { outputs: [], count: null, status: 'idle', last: 0 }],
  ],
  truncate: [[{ length: 2 }, (s) => ({ ...ids(s), last: s.count }), { ids: ['m', 'a'], last: 1 }]],
  load: [
    [
      { document: { cells: [proseCell('raw', 'r', '')], metadata: { title: 't' } } },
      (s) => ({ ...ids(s), metadata: s.metadata, last: s.count }),
      { ids: ['r'], metadata: { title: 't' }, last: 0 },
    ],
  ],
  describe: [
    [
      { changes: { ishape: null, title: 't' } },
      (s) => ({ metadata: s.metadata }),
      { metadata: { title: 't' } },
    ],
  ],
  annotate: [[{ id: 'b', changes: { tags: null, k: 1 } }, cell('b'), { metadata: { k: 1 } }]],
}

function cell(id: string) {
  return (next: SessionState): Brief => ({ ...next.cells.find((one) => one.id === id) })
}
function ids(next: SessionState): Brief {
  return { ids: next.cells.map(({ id }) => id) }
}

test('every action has an example', () => {
  expect(Object.keys(examples).sort()).toEqual(Object.keys(reducers).sort())
})

for (const [type, rows] of Object.entries(examples)) {
  for (const [index, [payload, look, expected]] of rows.entries()) {
    describe(`${type} ${index + 1}`, () => {
      const action = { type, payload } as SessionAction
      const [next, change] = reduce(state, action)
      test('does what it says', () => expect(look(next)).toMatchObject(expected))
      test('replayable', () => expect(applyPatches(state, change.patches)).toEqual(next))
      test('reversible', () => expect(applyPatches(next, change.inverse)).toEqual(state))
      test('deterministic', () => expect(reduce(state, action)[0]).toEqual(next))
    })
  }
}

test('a store replays from its actions and goes back by its changes', () => {
  const store = new SessionStore()
  const actions: SessionAction[] = []
  store.subscribe((_, { action }) => actions.push(action))
  store.dispatch('submit', { id: 'a', source: 'x' })
  const before = store.state
  const change = store.dispatch('edit', { id: 'a', source: 'y' })
  const replayed = actions.reduce((current, action) => reduce(current, action)[0], initialState)
  expect(replayed).toEqual(store.state)
  store.revert(change)
  expect(store.state).toEqual(before)
})

test('an action on a cell that is not there changes nothing', () => {
  const store = new SessionStore(state)
  expect(() => store.dispatch('edit', { id: 'zz', source: '' })).toThrow("no cell 'zz' in this session")
  expect(() => store.dispatch('rerun', { id: 'm' })).toThrow("cell 'm' is markdown, not code")
  expect(store.state).toBe(state)
})
