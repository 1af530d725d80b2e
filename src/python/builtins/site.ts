/** What CPython's site module adds for people at a prompt, and programs use too: exit, quit, copyright, credits, license. */
import { defineType } from '../object/define.js'
import { raise } from '../object/errors.js'
import { PyObject, type Value } from '../object/object.js'

class PyQuitter extends PyObject {
  constructor(readonly name: string) {
    super()
  }
}

defineType({
  name: 'Quitter',
  module: '_sitebuiltins',
  js: PyQuitter,
  methods: {
    '__call__(self, code=None)': (_: PyQuitter, code: Value) => {
      throw raise('SystemExit', code, { code })
    },
  },
  getset: { name: (self: PyQuitter) => self.name },
  slots: { repr: (self: PyQuitter) => `Use ${self.name}() or Ctrl-D (i.e. EOF) to exit` },
})

/** The names and their values, fresh for each interpreter. */
export const siteNames = (): Record<string, Value> => ({
  exit: new PyQuitter('exit'),
  quit: new PyQuitter('quit'),
})
