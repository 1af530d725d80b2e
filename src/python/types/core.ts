/** What every other type leans on: object, type, functions, descriptors, exceptions, None. */
import './object.js'
import './type.js'
import './callables.js'
import './descriptors.js'
import './exceptions.js'
import './exception_groups.js'
import './singletons.js'
