/** All that makes candidates. */

import { asItsLike, asTheLineBeside, insteadOfDefault } from './alike-fixes.js'
import { missingArguments } from './argument-fixes.js'
import { otherAxes } from './axis-fixes.js'
import { splitBatch, turnHeads } from './batch-fixes.js'
import { alignAxes, asMuchAsNeeded, expandToJoin, oddOneOut } from './broadcast-fixes.js'
import { leftOut, otherFlags, withoutCall } from './call-fixes.js'
import type { Candidate, Case } from './case.js'
import { asOtherParts, asOthersAre, otherKey } from './elsewhere-fixes.js'
import { otherSibling } from './family-fixes.js'
import { evaluation, moreEntries, offByOne, otherInputs } from './input-fixes.js'
import { otherOwner, otherSort, sizeMeant, throughMapping } from './kind-fixes.js'
import {
  batchFirst,
  divideEvenly,
  divisors,
  giveWhatIsTaken,
  giveWhatIsViewed,
  meetInChannels,
  otherLayer,
  passOn,
  swapSizes,
  takeWhatCame,
  unusedLayer,
} from './layer-fixes.js'
import { otherNumbers } from './literal-fixes.js'
import { pickedByTurn } from './loop-fixes.js'
import { targets } from './loss-fixes.js'
import { otherSpelling } from './missing-fixes.js'
import { evenly, namedSizes, otherSizes } from './number-fixes.js'
import { forgottenStar, otherOperator } from './operator-fixes.js'
import { advised, collated, otherParameter } from './parameter-fixes.js'
import { afterwards, oneSize, otherIndices, otherPatterns } from './part-fixes.js'
import { projected } from './residual-fixes.js'
import { leftOutBridge, leftOutLayer, otherCount, otherRow, reversed } from './sequence-fixes.js'
import {
  classForObject,
  forgottenCall,
  joinedAsList,
  otherBrackets,
  otherKeyword,
  tooManyArguments,
} from './signature-fixes.js'
import { meetInSize, otherSquare, splitSizes } from './size-fixes.js'
import { brackets, carriedOn, otherComposition, otherConditions, throughOnceMore } from './structure-fixes.js'
import { indexedAlike, otherAttribute, otherName, otherOrder } from './swap-fixes.js'
import { convert, otherDim, otherTranspose, rearrange, turnMatrices, unpackTuples } from './tensor-fixes.js'
import { namedInstead, simplerTerms, timesAnother } from './term-fixes.js'
import { otherUnpacking, twiceGiven } from './unpack-fixes.js'
import { throughUnread } from './unread-fixes.js'
import {
  cutOff,
  forgottenImport,
  forgottenInClass,
  madeReady,
  otherIndex,
  otherModule,
} from './usage-fixes.js'
import { otherFlatten, resize } from './view-fixes.js'
import { flattenBetween, otherWindows, passedWindows } from './window-fixes.js'

const MAKERS = [
  takeWhatCame,
  swapSizes,
  giveWhatIsTaken,
  meetInChannels,
  batchFirst,
  divisors,
  divideEvenly,
  giveWhatIsViewed,
  otherLayer,
  unusedLayer,
  passOn,
  rearrange,
  alignAxes,
  expandToJoin,
  turnMatrices,
  convert,
  unpackTuples,
  resize,
  otherTranspose,
  otherFlatten,
  otherDim,
  targets,
  flattenBetween,
  otherWindows,
  passedWindows,
  meetInSize,
  splitSizes,
  otherSquare,
  splitBatch,
  turnHeads,
  otherInputs,
  moreEntries,
  offByOne,
  evaluation,
  otherNumbers,
  otherSizes,
  namedSizes,
  simplerTerms,
  namedInstead,
  timesAnother,
  otherComposition,
  otherConditions,
  throughOnceMore,
  carriedOn,
  brackets,
  otherOrder,
  otherName,
  otherAttribute,
  otherUnpacking,
  twiceGiven,
  indexedAlike,
  evenly,
  otherAxes,
  leftOut,
  otherFlags,
  otherSibling,
  withoutCall,
  afterwards,
  otherIndices,
  reversed,
  otherPatterns,
  otherSpelling,
  otherModule,
  otherIndex,
  forgottenImport,
  forgottenInClass,
  madeReady,
  cutOff,
  missingArguments,
  tooManyArguments,
  otherKeyword,
  otherBrackets,
  joinedAsList,
  classForObject,
  forgottenCall,
  asItsLike,
  insteadOfDefault,
  throughUnread,
  otherOwner,
  advised,
  otherParameter,
  collated,
  oddOneOut,
  asMuchAsNeeded,
  asTheLineBeside,
  otherSort,
  throughMapping,
  sizeMeant,
  oneSize,
  leftOutLayer,
  leftOutBridge,
  otherRow,
  otherCount,
  otherOperator,
  forgottenStar,
  asOthersAre,
  asOtherParts,
  otherKey,
  projected,
  pickedByTurn,
] as const

/** The candidates of a failure, the likeliest first. */
export function candidatesOf(of: Case): Candidate[] {
  const found = new Map<string, Candidate>()
  for (const make of MAKERS) {
    for (const candidate of make(of)) {
      const key = JSON.stringify(candidate.edits)
      const known = found.get(key)
      if (known === undefined || known.cost > candidate.cost) found.set(key, candidate)
    }
  }
  return [...found.values()].sort((a, b) => a.cost - b.cost)
}
