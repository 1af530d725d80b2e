import { defineConfig } from 'vitest/config'

// Pure code shares one module graph; what starts processes, workers or terminals is kept apart and gets more time.
const apart = ['test/{repl,worker,commands,jupyter,session,e2e}/**/*.test.{ts,tsx}']

export default defineConfig({
  test: {
    pool: 'threads',
    projects: [
      {
        test: { name: 'pure', include: ['test/**/*.test.ts'], exclude: apart, isolate: false, pool: 'threads' },
      },
      { test: { name: 'apart', include: apart, testTimeout: 30_000, pool: 'forks' } },
    ],
  },
})
