/** The magics that every language has. */
import type { Magic } from '../magic.js'
import { absentMagics } from './absent.js'
import { configMagics } from './config.js'
import { errorMagics } from './errors.js'
import { fileMagics } from './files.js'
import { helpMagics } from './help.js'
import { historyMagics } from './history.js'
import { nameMagics } from './names.js'
import { outputMagics } from './output.js'
import { timeMagics } from './time.js'

export const generalMagics: Magic[] = [
  ...helpMagics,
  ...timeMagics,
  ...nameMagics,
  ...historyMagics,
  ...fileMagics,
  ...outputMagics,
  ...errorMagics,
  ...configMagics,
  ...absentMagics,
]
