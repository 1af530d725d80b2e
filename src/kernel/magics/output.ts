/** %%capture, %pprint, %precision: where output goes and how results look. */
import { defineMagic, flag, optional, UsageError } from '../magic.js'

export const outputMagics = [
  defineMagic({
    name: 'capture',
    kind: 'cell',
    doc: 'Runs the cell without showing what it prints; the name gets the printed text.',
    args: {
      noStderr: flag('--no-stderr', 'let stderr through'),
      noStdout: flag('--no-stdout', 'let stdout through'),
      name: optional('NAME', 'gets the text'),
    },
    run: ({ noStderr, noStdout, name }, { body = '', capture, language, host }) => {
      const { stdout, stderr } = capture(() => language.run(body, '<captured>'))
      if (noStdout) host.write('stdout', stdout)
      if (noStderr) host.write('stderr', stderr)
      if (name === undefined) return
      const kept = [noStdout ? '' : stdout, noStderr ? '' : stderr] as const
      language.bind(name, language.captured?.(...kept) ?? language.text(kept.join('')))
    },
  }),
  defineMagic({
    name: 'pprint',
    kind: 'line',
    doc: 'Turns pretty printing of results on or off.',
    args: { state: optional('STATE', 'on or off; the other one if not given', ['on', 'off']) },
    run: ({ state }, { language, host }) => {
      if (state !== undefined && state !== 'on' && state !== 'off')
        throw new UsageError(`expected on or off, got ${state}`)
      language.pretty = state === undefined ? !language.pretty : state === 'on'
      host.write('stdout', `Pretty printing has been turned ${language.pretty ? 'ON' : 'OFF'}\n`)
    },
  }),
  defineMagic({
    name: 'precision',
    kind: 'line',
    doc: 'Sets how floats in results look: a number of digits, or a format such as %.2e; nothing: all digits.',
    args: { format: optional('DIGITS', 'digits after the point, or a printf format') },
    run: ({ format }, { language }) => {
      if (language.floatFormat === undefined) throw new UsageError('%precision: not in this language.')
      if (format === undefined) language.floatFormat = null
      else if (/^\d+$/.test(format)) language.floatFormat = `%.${format}f`
      else if (/^%[-+ 0#]*\d*(\.\d+)?[eEfFgGr]$/.test(format)) language.floatFormat = format
      else throw new UsageError(`expected a number of digits or a format such as %.3e, got ${format}`)
      return language.text(language.floatFormat ?? '%r')
    },
  }),
]
