import { readFileSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

/** Library modules written in the dialect are text to the bundle, and to the tests. */
const pythonAsText = {
  name: 'python-as-text',
  enforce: 'pre' as const,
  load: (id: string) => (id.endsWith('.py') ? `export default ${JSON.stringify(readFileSync(id, 'utf8'))}` : undefined),
}

// Pure code shares one module graph; what starts processes, workers or terminals is kept apart. No limit is a measure of speed: machines are noisy.
const apart = ['test/{repl,worker,commands,jupyter,session,e2e}/**/*.test.{ts,tsx}']

export default defineConfig({
  plugins: [pythonAsText],
  test: {
    pool: 'threads',
    projects: [
      {
        extends: true,
        test: { name: 'pure', include: ['test/**/*.test.ts'], exclude: apart, testTimeout: 60_000, isolate: false, pool: 'threads' },
      },
      { extends: true, test: { name: 'apart', include: apart, testTimeout: 120_000, pool: 'forks' } },
    ],
  },
})
