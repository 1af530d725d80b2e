/**
 * The session's state and its changes: an immer store. Each action gives the next state and patches both ways; listeners hear of every
 * action, so a view can follow a flood of output without comparing states.
 */
import { applyPatches, enablePatches, type Patch, produceWithPatches } from 'immer'
import {
  type ActionName,
  type Actions,
  initialState,
  reducers,
  type SessionAction,
  type SessionState,
} from './actions.js'

enablePatches()

/** One action, with the ways there and back. */
export interface Change {
  action: SessionAction
  patches: Patch[]
  inverse: Patch[]
}
export type ChangeListener = (state: SessionState, change: Change) => void

/** What an action makes of a state. The state itself is frozen and stays as it was. */
export const reduce = (state: SessionState, action: SessionAction): [SessionState, Change] => {
  const reducer = reducers[action.type] as (draft: SessionState, payload: Actions[ActionName]) => void
  const [next, patches, inverse] = produceWithPatches(state, (draft) =>
    reducer(draft as SessionState, action.payload),
  )
  return [next, { action, patches, inverse }]
}

export class SessionStore {
  #state: SessionState
  readonly #listeners = new Set<ChangeListener>()

  constructor(state: SessionState = initialState) {
    this.#state = state
  }

  get state(): SessionState {
    return this.#state
  }

  /** Applies an action and tells the listeners. RangeError: it names a cell that is not there. */
  dispatch<A extends ActionName>(type: A, payload: Actions[A]): Change {
    const [state, change] = reduce(this.#state, { type, payload } as SessionAction)
    this.#state = state
    for (const listener of this.#listeners) listener(state, change)
    return change
  }

  /** Takes a change back. It must be the latest that touched what it touched. */
  revert(change: Change): void {
    this.#state = applyPatches(this.#state, change.inverse)
    for (const listener of this.#listeners) {
      listener(this.#state, { action: change.action, patches: change.inverse, inverse: change.patches })
    }
  }

  /** Calls the listener after every change; returns the function that ends it. */
  subscribe(listener: ChangeListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
