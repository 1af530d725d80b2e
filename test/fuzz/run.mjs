/** Runs run.ts. */
import { runTypeScript } from '../bundle.mjs'

await runTypeScript('test/fuzz/run.ts')
