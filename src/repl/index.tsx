/** The bundle that is loaded behind the first prompt. */
export const REPL_BUNDLE = 'repl'
export { Repl } from './repl.js'
