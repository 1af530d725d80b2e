/** %config, %automagic: this session's settings. */
import { defineMagic, type MagicContext, optional, rest, UsageError } from '../magic.js'

interface Setting {
  help: string
  get(context: MagicContext): string
  /** UsageError: not a value of it. */
  set(context: MagicContext, text: string): void
}

const truth = (text: string): boolean => {
  if (/^(true|on|1|yes)$/i.test(text)) return true
  if (/^(false|off|0|no)$/i.test(text)) return false
  throw new UsageError(`expected True or False, got ${text}`)
}
const shown = (value: boolean | undefined): string => (value ? 'True' : 'False')
const unquoted = (text: string): string => /^(['"])(.*)\1$/.exec(text)?.[2] ?? text

/** Each goes with a magic of its own, which says more. */
const SETTINGS: Record<string, Setting> = {
  trail: {
    help: 'the rows of shapes under each cell (%trail)',
    get: ({ host }) => shown(host.trail),
    set: ({ host }, text) => {
      host.trail = truth(text)
    },
  },
  pprint: {
    help: 'long results on several lines (%pprint)',
    get: ({ language }) => shown(language.pretty),
    set: ({ language }, text) => {
      language.pretty = truth(text)
    },
  },
  precision: {
    help: 'how floats in results look (%precision)',
    get: ({ language }) => `'${language.floatFormat ?? '%r'}'`,
    set: (context, text) => {
      context.magics.get('precision')!.run({ format: unquoted(text) }, context)
    },
  },
  xmode: {
    help: 'how tracebacks look (%xmode)',
    get: ({ language }) => `'${language.tracebacks ?? 'Plain'}'`,
    set: (context, text) => {
      context.magics.get('xmode')!.run({ mode: unquoted(text) }, context)
    },
  },
  automagic: {
    help: 'magics without their % (%automagic)',
    get: ({ automagic }) => shown(automagic.on),
    set: ({ automagic }, text) => {
      automagic.on = truth(text)
    },
  },
}

export const configMagics = [
  defineMagic({
    name: 'config',
    kind: 'line',
    doc: 'Shows the settings of this session, or one of them, or changes it: %config trail = False.',
    args: { assignment: rest('[NAME [= VALUE]]', 'the setting', Object.keys(SETTINGS)) },
    run: ({ assignment }, context) => {
      const { host, language } = context
      if (assignment === '') {
        const rows = Object.entries(SETTINGS).map(
          ([name, { get, help }]) => `${name.padEnd(10)} = ${get(context).padEnd(10)}  # ${help}\n`,
        )
        return host.write('stdout', rows.join(''))
      }
      const [, name, value] = /^([\w.]+)\s*(?:=\s*(.*))?$/.exec(assignment) ?? []
      // `InlineBackend.figure_format = 'retina'` and its like: of front ends that are not here.
      if (name?.includes('.'))
        return host.write('stderr', `%config does nothing here: ${name} is none of ishape's settings.\n`)
      if (name === undefined || !Object.hasOwn(SETTINGS, name))
        throw new UsageError(`there is no setting ${assignment}; %config lists them.`)
      if (value === undefined) return language.text(unquoted(SETTINGS[name].get(context)))
      SETTINGS[name].set(context, value)
    },
  }),
  defineMagic({
    name: 'automagic',
    kind: 'line',
    doc: 'Whether magics work without their %, where no name of yours hides them.',
    args: { state: optional('STATE', 'on or off; the other one if not given', ['on', 'off']) },
    run: ({ state }, { automagic, host }) => {
      automagic.on = state === undefined ? !automagic.on : truth(state)
      host.write(
        'stdout',
        `\nAutomagic is ${automagic.on ? 'ON, % prefix IS NOT' : 'OFF, % prefix IS'} needed for line magics.\n`,
      )
    },
  }),
]
