/** collections: namedtuple, deque, Counter, OrderedDict, defaultdict, ChainMap, UserDict's kin. */
import { defineFunction } from '../../object/define.js'
import type { NativeModule } from '../../object/module.js'
import { defineChainMap } from './chainmap.js'
import { defineCounter } from './counter.js'
import { defineDeque } from './deque.js'
import { defineDefaultDict, defineOrderedDict } from './dicts.js'
import { namedtuple } from './namedtuple.js'

export function collections(): NativeModule {
  return {
    isPackage: true,
    attributes: {
      namedtuple: defineFunction(
        'namedtuple(typename, field_names, *, rename=False, defaults=None, module=None)',
        namedtuple,
        { module: 'collections', style: 'python' },
      ),
      deque: defineDeque(),
      defaultdict: defineDefaultDict(),
      OrderedDict: defineOrderedDict(),
      Counter: defineCounter(),
      ChainMap: defineChainMap(),
    },
  }
}
