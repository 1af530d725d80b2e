/** The table of keys. The help screen is printed from it, so that neither can be wrong about the other. */
import type { ActionName } from './actions.js'

export interface Binding {
  keys: readonly string[]
  action: ActionName
  /** What it does, for the help screen; without it the keys are not listed. */
  help?: string
}

export const BINDINGS: readonly { title: string; keys: readonly Binding[] }[] = [
  {
    title: 'Running',
    keys: [
      { keys: ['Enter'], action: 'enter', help: 'run the cell when it is complete, else a new line' },
      { keys: ['M-Enter', 'C-j', 'S-Enter'], action: 'newline', help: 'a new line in any case' },
      { keys: ['C-o'], action: 'newlineAfter', help: 'a new line after the cursor' },
      { keys: ['C-c'], action: 'cancel', help: 'clear the line; stop what runs' },
      { keys: ['C-d'], action: 'deleteOrEnd', help: 'delete a character; leave on an empty line' },
      { keys: ['C-z'], action: 'suspend', help: 'suspend' },
      { keys: ['C-l'], action: 'clearScreen', help: 'clear the screen' },
      { keys: ['F3', 'C-x C-t'], action: 'unfold', help: 'unfold the last trail; again: fold it' },
      {
        keys: ['M-1', 'C-x 1'],
        action: 'fix1',
        help: 'after an error: the first proved fix into the prompt',
      },
      { keys: ['M-2', 'C-x 2'], action: 'fix2', help: 'the second, and so on up to Alt-5' },
      { keys: ['M-3', 'C-x 3'], action: 'fix3' },
      { keys: ['M-4', 'C-x 4'], action: 'fix4' },
      { keys: ['M-5', 'C-x 5'], action: 'fix5' },
      { keys: ['F1'], action: 'help', help: 'this screen (also: ? on a line of its own)' },
    ],
  },
  {
    title: 'Completion and history',
    keys: [
      {
        keys: ['Tab'],
        action: 'tab',
        help: 'complete, with types and shapes; indent at the start of a line',
      },
      { keys: ['S-Tab'], action: 'dedent', help: 'back in the menu; less indentation' },
      { keys: ['Up', 'C-p'], action: 'up', help: 'the line above, or an older cell that starts like this' },
      { keys: ['Down', 'C-n'], action: 'down', help: 'the line below, or a newer cell' },
      { keys: ['C-r'], action: 'search', help: 'search the history' },
      { keys: ['C-s'], action: 'searchForward', help: 'search forward' },
      { keys: ['PgUp', 'C-Up'], action: 'older' },
      { keys: ['PgDn', 'C-Down'], action: 'newer' },
      { keys: ['M-<'], action: 'oldest', help: 'the oldest cell' },
      { keys: ['M->'], action: 'newest', help: 'back to the line being written' },
    ],
  },
  {
    title: 'Moving',
    keys: [
      { keys: ['Left', 'C-b'], action: 'left', help: 'a character left' },
      { keys: ['Right', 'C-f'], action: 'right', help: 'a character right; take the grey suggestion' },
      { keys: ['C-Left', 'M-b', 'M-Left'], action: 'wordLeft', help: 'a word left' },
      {
        keys: ['C-Right', 'M-f', 'M-Right'],
        action: 'wordRight',
        help: 'a word right; a word of the suggestion',
      },
      { keys: ['C-a', 'Home'], action: 'lineStart', help: 'to the start of the line' },
      { keys: ['C-e', 'End'], action: 'lineEnd', help: 'to the end of the line; take the suggestion' },
      { keys: ['C-Home'], action: 'textStart', help: 'to the start of the cell' },
      { keys: ['C-End'], action: 'textEnd', help: 'to the end of the cell' },
    ],
  },
  {
    title: 'Changing',
    keys: [
      { keys: ['Backspace', 'C-h'], action: 'backspace', help: 'delete the character before' },
      { keys: ['Delete'], action: 'delete', help: 'delete the character under the cursor' },
      { keys: ['C-k'], action: 'killToEnd', help: 'cut to the end of the line' },
      { keys: ['C-u'], action: 'killToStart', help: 'cut to the start of the line' },
      { keys: ['C-w'], action: 'killShellWord', help: 'cut back to white space' },
      { keys: ['M-d', 'C-Delete'], action: 'killWord', help: 'cut a word' },
      { keys: ['M-Backspace', 'C-M-h', 'C-Backspace'], action: 'killWordBack', help: 'cut the word before' },
      { keys: ['C-y'], action: 'yank', help: 'put back what was cut' },
      { keys: ['M-y'], action: 'yankOlder', help: 'instead, what was cut before that' },
      { keys: ['C-t'], action: 'transpose', help: 'swap two characters' },
      { keys: ['M-u'], action: 'upperCase' },
      { keys: ['M-l'], action: 'lowerCase' },
      { keys: ['M-c'], action: 'capitalise' },
      {
        keys: ['M-.'],
        action: 'lastArgument',
        help: 'the last word of an older cell',
      },
      { keys: ['M-\\'], action: 'deleteBlanks' },
      { keys: ['M-#'], action: 'comment', help: 'make the lines comments, or code again' },
      { keys: ['C-_', 'C-x C-u'], action: 'undo', help: 'undo' },
      { keys: ['M-_', 'M-/'], action: 'redo', help: 'redo' },
    ],
  },
]

/** Key → action. */
export const KEYMAP: ReadonlyMap<string, ActionName> = new Map(
  BINDINGS.flatMap(({ keys }) =>
    keys.flatMap((binding) => binding.keys.map((key) => [key, binding.action] as const)),
  ),
)

/** A key as a person names it: `Alt-1`. */
export const spoken = (key: string): string =>
  key.replaceAll('C-', 'Ctrl-').replaceAll('M-', 'Alt-').replaceAll('S-', 'Shift-')

/** Keys that begin a longer one. */
export const BEGINNINGS: ReadonlySet<string> = new Set(
  [...KEYMAP.keys()].filter((key) => key.includes(' ')).map((key) => key.split(' ')[0]),
)

/** The help screen: the table as text. */
export const keysHelp = (): string => {
  const sections = BINDINGS.map(({ title, keys }) => {
    const rows = keys
      .filter(({ help }) => help)
      .map(({ keys, help }) => `  ${keys.map(spoken).join(', ').padEnd(30)}  ${help}`)
    return [title, ...rows].join('\n')
  })
  return sections.join('\n\n') + '\n'
}
