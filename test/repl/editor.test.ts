/** The editor's reducer, as a table: keys → the text, `|` where the cursor stands. Keys in angle brackets, the rest is typed. */
import { describe, expect, test } from 'vitest'
import { checkCell } from '../../src/repl/complete.js'
import { press } from '../../src/repl/editor/reducer.js'
import { type Effect, initialState } from '../../src/repl/editor/state.js'
import type { KeyEvent } from '../../src/repl/keys.js'

const HISTORY = ['ab1 = 1', 'zz = 3', 'ab2 = 2', 'yy = 4']

const events = (keys: string): KeyEvent[] =>
  keys
    .split(/(<[^<> ]+>)/)
    .filter((part) => part !== '')
    .flatMap((part): KeyEvent[] => {
      if (part.startsWith('<paste:')) return [{ type: 'paste', text: JSON.parse(`"${part.slice(7, -1)}"`) }]
      if (/^<.+>$/.test(part)) return [{ type: 'key', key: part.slice(1, -1) }]
      return [...part].map((text): KeyEvent => ({ type: 'text', text }))
    })

const play = (keys: string): { shown: string; effects: Effect[] } => {
  let state = initialState(HISTORY)
  const effects: Effect[] = []
  for (const event of events(keys)) {
    const step = press(state, event, { check: checkCell })
    state = step.state
    if (step.effect) effects.push(step.effect)
  }
  const { text, cursor } = state.doc
  return { shown: text.slice(0, cursor) + '|' + text.slice(cursor), effects }
}

const TABLE: [what: string, keys: string, shown: string][] = [
  ['typing', 'abc', 'abc|'],
  ['left and insert', '13<Left>2', '12|3'],
  ['start and end', '2<C-a>4<C-e>!', '42!|'],
  ['words', '1 + 23<C-Left>9', '1 + 9|23'],
  ['word right stops at the end of the word', '11 + 22<C-a><C-Right>0', '110| + 22'],
  ['kill to the end', '12345<Left><Left><C-k>', '123|'],
  ['kill to white space', '10 + foo.x<C-w>', '10 + |'],
  ['kill a word', 'foo.bar<M-Backspace>', 'foo.|'],
  ['kills in a row are one', 'a b c<C-w><C-w><C-y>', 'a b c|'],
  ['yank what was cut before', 'a<C-u>b<C-u><C-y><M-y>', 'a|'],
  ['transpose', '漢あ<Left><C-t>', 'あ漢|'],
  ['undo a kill', '12345<C-u><C-_>', '12345|'],
  ['undo goes character by character, redo comes back', 'ab cd<C-_><C-_><M-_>', 'ab c|'],
  ['signs are words', 'f(a, 12)<M-b><M-b>x', 'f(a, x|12)'],
  ['a word forward, from its last letter to the next one', 'a.bc<C-a><M-f>x', 'a.x|bc'],
  ['killing words back, signs and letters in turn', "o('a/b')<M-Backspace><M-Backspace>", "o('a/|"],
  ['undo down to nothing', 'abc<C-_><C-_><C-_>', '|'],
  ['backspace takes a whole family', 'a👩‍👩‍👧<Backspace>', 'a|'],
  ['Enter indents after a colon', 'if x:<Enter>y', 'if x:\n    y|'],
  ['Enter keeps the indentation', 'def f():<Enter>a<Enter>b', 'def f():\n    a\n    b|'],
  ['backspace deletes single blanks', 'if x:<Enter><Backspace><Backspace>', 'if x:\n  |'],
  ['Tab in the indentation', 'if x:<Enter><Tab>y', 'if x:\n        y|'],
  ['Shift-Tab goes back', 'if x:<Enter><Tab><S-Tab>y', 'if x:\n    y|'],
  ['Alt-Enter is a new line', 'a = 1<M-Enter>b', 'a = 1\nb|'],
  ['Ctrl-O keeps the cursor', 'a<C-o>', 'a|\n'],
  ['Up within the text first', 'for i in [1]:<Enter>pass<Up>', 'for i in| [1]:\n    pass'],
  ['Up in the history', '<Up>', 'yy = 4|'],
  ['Up with a prefix', 'ab<Up><Up>', 'ab1 = 1|'],
  ['no match leaves the line', 'qq<Up>', 'qq|'],
  ['Down gives the line back', 'a<Up><Down>', 'a|'],
  ['search', '<C-r>= 3<Enter>', 'zz |= 3'],
  ['search again', '<C-r>ab<C-r><Enter>', '|ab1 = 1'],
  ['search cancelled', 'x<C-r>ab<C-g>', 'x|'],
  ['the suggestion is taken with Right', 'yy<Right>', 'yy = 4|'],
  ['a word of the suggestion', 'yy<M-f>', 'yy = 4|'],
  ['the last word of the cell before', 'x = <M-.>', 'x = 4|'],
  ['the last words of older cells', 'x = <M-.><M-.><M-.>', 'x = 3|'],
  ['a capital', 'foo barBaz<M-b><M-c>', 'foo Barbaz|'],
  ['no blanks', 'a    b<Left><Left><M-\\>', 'a|b'],
  ['lines become comments', 'a = 1<C-j>b<M-#>', '# a = 1\n# b|'],
  ['and code again', 'a = 1<C-j>b<M-#><M-#>', 'a = 1\nb|'],
  ['start and end of the cell', 'ab<C-j>cd<C-Home>1<C-End>2', '1ab\ncd2|'],
  ['Ctrl-X Ctrl-U undoes', '12345<C-u><C-x><C-u>', '12345|'],
  ['Ctrl-X with anything else is nothing', 'a<C-x>bc', 'ac|'],
  ['Ctrl-C clears', 'abc<C-c>', '|'],
  ['a paste keeps its lines', '<paste:a\\n\\n\\tb>', 'a\n\n\tb|'],
  ['prompts go', '<paste:In\\u0020[3]:\\u0020x\\nOut[3]:\\u00204\\nIn\\u0020[4]:\\u0020y>', 'x\ny|'],
  [
    'a fragment comes to the margin',
    '<paste:\\u0020\\u0020u = 5\\n\\u0020\\u0020u>'.replaceAll(' ', '\\u0020'),
    'u = 5\nu|',
  ],
]

describe('editor', () => {
  test.each(TABLE)('%s', (_what, keys, shown) => {
    expect(play(keys).shown).toBe(shown)
  })

  test.each<[string, Effect[]]>([
    ['3 + 4<C-a><Enter>', [{ type: 'submit', text: '3 + 4' }]],
    ['x = (1 +<Enter>2)<Enter>', [{ type: 'submit', text: 'x = (1 +\n2)' }]],
    ['for i in a:<Enter>f(i)<Enter><Enter>', [{ type: 'submit', text: 'for i in a:\n    f(i)\n    ' }]],
    ['%%time<Enter>x<Enter><Enter>', [{ type: 'submit', text: '%%time\nx\n' }]],
    ['x?<Enter>', [{ type: 'submit', text: 'x?' }]],
    ['%timeit f(<Enter>', [{ type: 'submit', text: '%timeit f(' }]],
    ['<C-d>', [{ type: 'eof' }]],
    ['<C-c>', [{ type: 'cancel' }]],
    ['a.b<Tab>', [{ type: 'complete', doc: { text: 'a.b', cursor: 3 } }]],
  ])('%s', (keys, effects) => {
    expect(play(keys).effects).toEqual(effects)
  })
})
