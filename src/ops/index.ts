/** Loads every operator family: importing this fills the registry. */
import './arithmetic.js'
import './axes.js'
import './copy.js'
import './factory.js'
import './install.js'
import './reduce.js'
import './repeat.js'
import './view.js'
