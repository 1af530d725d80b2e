/** Runs features.ts. */
import { runTypeScript } from '../bundle.mjs'

await runTypeScript('test/record/features.ts')
