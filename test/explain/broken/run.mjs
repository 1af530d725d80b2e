/** Runs run.ts. */
import { runTypeScript } from '../../bundle.mjs'

await runTypeScript('test/explain/broken/run.ts')
