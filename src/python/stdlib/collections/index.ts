/** collections: namedtuple, deque, Counter, OrderedDict, defaultdict; ChainMap and UserDict's kin from the dialect. */
import { defineFunction } from '../../object/define.js'
import type { NativeModule } from '../../object/module.js'
import { fromDialect } from '../support.js'
import { defineCounter } from './counter.js'
import { defineDeque } from './deque.js'
import { defineDefaultDict, defineOrderedDict } from './dicts.js'
import { namedtuple } from './namedtuple.js'

export function collections(): NativeModule {
  return {
    isPackage: true,
    lazy: fromDialect('_collections', ['ChainMap', 'UserDict', 'UserList', 'UserString']),
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
    },
  }
}
