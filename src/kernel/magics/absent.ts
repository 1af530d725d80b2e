/**
 * IPython's magics that ishape does not have, by name: what a pasted notebook may say without harm is passed over with a note; what
 * the notebook would miss is refused with the reason.
 */
import { defineMagic, type Magic, rest, UsageError } from '../magic.js'

const PROCESSES = 'ishape is a sandbox and starts no processes'
const PACKAGES = 'what ishape has is built in, and nothing can be installed'
const DEBUGGER = 'there is no debugger; %tb shows the last traceback, name? explains a shape'

/** Name → why not. */
const REFUSED: Readonly<Record<string, [kind: Magic['kind'], reason: string]>> = {
  pdb: ['line', DEBUGGER],
  debug: ['both', DEBUGGER],
  pip: ['line', PACKAGES],
  conda: ['line', PACKAGES],
  mamba: ['line', PACKAGES],
  uv: ['line', PACKAGES],
  sx: ['both', PROCESSES],
  system: ['both', PROCESSES],
  sc: ['line', PROCESSES],
  bash: ['cell', PROCESSES],
  sh: ['cell', PROCESSES],
  script: ['cell', PROCESSES],
  perl: ['cell', PROCESSES],
  ruby: ['cell', PROCESSES],
  python2: ['cell', PROCESSES],
  cython: ['cell', PROCESSES],
  js: ['cell', 'results are text here, no scripts'],
  javascript: ['cell', 'results are text here, no scripts'],
  html: ['cell', 'results are text here, no web pages'],
  latex: ['cell', 'results are text here, no formulas'],
  svg: ['cell', 'results are text here, no pictures'],
  prun: ['both', 'there is no profiler; %timeit times a statement'],
  lprun: ['line', 'there is no profiler; %timeit times a statement'],
  mprun: ['line', 'there is no profiler; data is computed when it is first read'],
  memit: ['line', 'there is no profiler; data is computed when it is first read'],
  edit: ['line', `${PROCESSES}; %recall puts a cell back into the prompt`],
  store: ['line', 'variables are not kept; %save keeps the cells that make them, and replays them'],
  pylab: ['line', 'there are no plots and no numpy names; import what you need'],
}

/** What only tunes a front end or an environment that is not here. */
const IGNORED: Readonly<Record<string, string>> = {
  matplotlib: 'there are no plots',
  reload_ext: 'there are no extensions',
  unload_ext: 'there are no extensions',
  tensorboard: 'there are no extensions',
  gui: 'there is no event loop to join',
  colors: 'the colours are the terminal’s own; NO_COLOR turns them off',
  autoawait: 'await is not needed at the prompt',
}

const statement = rest('…', 'whatever follows')

export const absentMagics: Magic[] = [
  ...Object.entries(REFUSED).map(([name, [kind, reason]]) =>
    defineMagic({
      name,
      kind,
      absent: true,
      doc: `Not in ishape: ${reason}.`,
      args: { statement },
      run: (_args, { body }) => {
        throw new UsageError(`${body === undefined ? '%' : '%%'}${name} is not in ishape: ${reason}.`)
      },
    }),
  ),
  ...Object.entries(IGNORED).map(([name, reason]) =>
    defineMagic({
      name,
      kind: 'line',
      absent: true,
      doc: `Does nothing in ishape: ${reason}.`,
      args: { statement },
      run: (_args, { host }) => host.write('stderr', `%${name} does nothing here: ${reason}.\n`),
    }),
  ),
]
