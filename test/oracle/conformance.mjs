/** Runs conformance.ts. */
import { runTypeScript } from '../bundle.mjs'

await runTypeScript('test/oracle/conformance.ts')
