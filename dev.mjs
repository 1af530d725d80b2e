// Runs the sources without a build: `npm run dev` loads TypeScript through ts-node's ESM hooks, transpile only.
import { register } from 'node:module'
import { pathToFileURL } from 'node:url'

register('ts-node/esm', pathToFileURL('./'))
