/**
 * _datetime: what `datetime.timedelta`, `date` and `datetime` hold, and their arithmetic and comparisons. The classes themselves extend these
 * in the dialect, where their texts, readings and time zones stand.
 */
import { defineFunctions, defineType, type TypeSpec } from '../object/define.js'
import { raise } from '../object/errors.js'
import type { NativeModule } from '../object/module.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import { adopt, type Kwargs, PyObject, type PyType, type Value } from '../object/object.js'
import { call, callMethod, hash, toCount } from '../object/protocol.js'
import { asInt, NotImplemented, normalizeInt, tuple } from '../object/values.js'
import { daysIn, fromOrdinal, ordinal } from './calendar.js'

const MICROS = 1_000_000
const DAY = 86400
const LAST_ORDINAL = 3652059
const LARGEST = 999_999_999

/** The dialect's classes, which arithmetic gives. */
const classes = {} as Record<'delta' | 'date' | 'moment', PyType>

export class PyDelta extends PyObject {
  constructor(
    readonly days: number,
    readonly seconds: number,
    readonly micros: number,
  ) {
    super()
  }
}

export class PyDate extends PyObject {
  /** `toordinal()`, −1 until somebody asks. */
  private counted = -1
  constructor(
    readonly year: number,
    readonly month: number,
    readonly day: number,
  ) {
    super()
  }
  get ordinal(): number {
    if (this.counted < 0) this.counted = ordinal(this.year, this.month, this.day)
    return this.counted
  }
}

export class PyMoment extends PyDate {
  constructor(
    year: number,
    month: number,
    day: number,
    readonly hour: number,
    readonly minute: number,
    readonly second: number,
    readonly micro: number,
    readonly zone: Value,
    readonly fold: number,
  ) {
    super(year, month, day)
  }
  /** Seconds since the day before year 1. */
  get seconds(): number {
    return this.ordinal * DAY + this.hour * 3600 + this.minute * 60 + this.second
  }
}

// --- differences ----------------------------------------------------------------------------------------------------

/** A timedelta of parts that may be out of their ranges. */
function delta(days: number, seconds: number, micros: number, cls = classes.delta): PyDelta {
  const moreSeconds = Math.floor(micros / MICROS)
  const allSeconds = seconds + moreSeconds
  const moreDays = Math.floor(allSeconds / DAY)
  const allDays = days + moreDays
  if (Math.abs(allDays) > LARGEST)
    throw raise('OverflowError', `days=${allDays}; must have magnitude <= ${LARGEST}`)
  return adopt(new PyDelta(allDays, allSeconds - moreDays * DAY, micros - moreSeconds * MICROS), cls)
}

/** One of so many microseconds. */
function deltaOf(cls: PyType, total: Value): PyDelta {
  const count = asInt(total)
  if (count === undefined) throw newTypeError(`an integer is required, not ${typeNameOf(total)}`)
  const micros = BigInt(count)
  const days = micros / 86400000000n
  return delta(Number(days), 0, Number(micros - days * 86400000000n), cls)
}

const totalMicros = (self: PyDelta): number | bigint => {
  const seconds = self.days * DAY + self.seconds
  return Math.abs(seconds) < 9e9
    ? seconds * MICROS + self.micros + 0
    : normalizeInt(BigInt(seconds) * 1000000n + BigInt(self.micros))
}

/** Units of the constructor's arguments, in its order: days, seconds and microseconds of each. */
const UNITS: readonly (readonly [name: string, days: number, seconds: number, micros: number])[] = [
  ['days', 1, 0, 0],
  ['seconds', 0, 1, 0],
  ['microseconds', 0, 0, 1],
  ['milliseconds', 0, 0, 1000],
  ['minutes', 0, 60, 0],
  ['hours', 0, 3600, 0],
  ['weeks', 7, 0, 0],
]
/** Below this nothing that is added up leaves the integers that doubles have. */
const SMALL = 2 ** 36

function newDelta(cls: PyType, args: Value[], kwargs: Kwargs | null): Value {
  const parts = [0, 0, 0]
  const add = (index: number, value: Value): boolean => {
    if (typeof value !== 'number' || Math.abs(value) > SMALL) return false
    const unit = UNITS[index]
    for (let i = 0; i < 3; i++) parts[i] += value * (unit[i + 1] as number)
    return true
  }
  let plain = args.length <= UNITS.length && args.every((value, index) => add(index, value))
  if (plain && kwargs !== null) {
    for (const [name, value] of kwargs) {
      const index = UNITS.findIndex(([unit]) => unit === name)
      if (index < args.length || !add(index, value)) {
        plain = false
        break
      }
    }
  }
  // Fractions, large numbers and errors are the dialect's.
  if (!plain) return deltaOf(cls, callMethod(classes.delta, '_micros', args, kwargs))
  return delta(parts[0], parts[1], parts[2], cls)
}

const compareDeltas = (a: PyDelta, b: PyDelta): number =>
  a.days - b.days || a.seconds - b.seconds || a.micros - b.micros

/** The six comparisons of a kind: `compare` gives what decides, or undefined where the two are never equal. */
function comparisons<T>(
  other: (self: T, value: Value) => T | undefined,
  compare: (a: T, b: T, equality: boolean) => number | undefined,
): TypeSpec['slots'] {
  const slot = (holds: (difference: number) => boolean, equality: boolean) => (self: T, value: Value) => {
    const partner = other(self, value)
    if (partner === undefined) return NotImplemented
    const difference = compare(self, partner, equality)
    return difference === undefined ? !holds(0) : holds(difference)
  }
  return {
    eq: slot((d) => d === 0, true),
    ne: slot((d) => d !== 0, true),
    lt: slot((d) => d < 0, false),
    le: slot((d) => d <= 0, false),
    gt: slot((d) => d > 0, false),
    ge: slot((d) => d >= 0, false),
  }
}

const asDelta = (value: Value): PyDelta | undefined => (value instanceof PyDelta ? value : undefined)

const deltaSum = (a: PyDelta, b: Value, sign: 1 | -1) =>
  b instanceof PyDelta
    ? delta(a.days + sign * b.days, a.seconds + sign * b.seconds, a.micros + sign * b.micros)
    : NotImplemented

const deltaType = () =>
  defineType({
    name: 'timedelta',
    module: '_datetime',
    js: PyDelta,
    new: newDelta,
    instanceDict: false,
    getset: {
      days: (self: PyDelta) => self.days,
      seconds: (self: PyDelta) => self.seconds,
      microseconds: (self: PyDelta) => self.micros,
    },
    methods: { '_us(self, /)': totalMicros },
    classMethods: { '_of(us, /)': (cls: PyType, total: Value) => deltaOf(cls, total) },
    slots: {
      ...comparisons<PyDelta>((_, value) => asDelta(value), compareDeltas),
      hash: (self: PyDelta) => hash(tuple(self.days, self.seconds, self.micros)),
      bool: (self: PyDelta) => self.days !== 0 || self.seconds !== 0 || self.micros !== 0,
      add: (self: PyDelta, other) => deltaSum(self, other, 1),
      radd: (self: PyDelta, other) => deltaSum(self, other, 1),
      sub: (self: PyDelta, other) => deltaSum(self, other, -1),
      rsub: (self: PyDelta, other) => (other instanceof PyDelta ? deltaSum(other, self, -1) : NotImplemented),
      neg: (self: PyDelta) => delta(-self.days, -self.seconds, -self.micros),
      pos: (self: PyDelta) => delta(self.days, self.seconds, self.micros),
      abs: (self: PyDelta) =>
        self.days < 0
          ? delta(-self.days, -self.seconds, -self.micros)
          : delta(self.days, self.seconds, self.micros),
    },
  })

// --- dates and moments ----------------------------------------------------------------------------------------------

const ARGUMENTS = [
  'year',
  'month',
  'day',
  'hour',
  'minute',
  'second',
  'microsecond',
  'tzinfo',
  'fold',
] as const
const LIMITS = { hour: 23, minute: 59, second: 59, microsecond: 999999 } as const

/** The constructor's arguments by position; `positional` says how many may stand so. */
function boundTo(
  positional: number,
  last: number,
  args: Value[],
  kwargs: Kwargs | null,
): (Value | undefined)[] {
  if (args.length > positional)
    throw newTypeError(
      `function takes at most ${last} ${kwargs === null ? 'positional ' : ''}arguments (${args.length + (kwargs?.size ?? 0)} given)`,
    )
  const bound: (Value | undefined)[] = [...args]
  for (const [name, value] of kwargs ?? []) {
    const index = (ARGUMENTS as readonly string[]).indexOf(name)
    if (index < 0 || index >= last)
      throw newTypeError(`'${name}' is an invalid keyword argument for this function`)
    if (index < args.length)
      throw newTypeError(`argument for function given by name ('${name}') and position (${index + 1})`)
    bound[index] = value
  }
  return bound
}

function checkedDate(bound: readonly (Value | undefined)[]): [number, number, number] {
  for (let i = 0; i < 3; i++)
    if (bound[i] === undefined)
      throw newTypeError(`function missing required argument '${ARGUMENTS[i]}' (pos ${i + 1})`)
  const [year, month, day] = bound.slice(0, 3).map((value) => toCount(value!)) as [number, number, number]
  if (!(year >= 1 && year <= 9999)) throw raise('ValueError', `year ${year} is out of range`)
  if (!(month >= 1 && month <= 12)) throw raise('ValueError', 'month must be in 1..12')
  if (!(day >= 1 && day <= daysIn(year, month))) throw raise('ValueError', 'day is out of range for month')
  return [year, month, day]
}

function newDate(cls: PyType, args: Value[], kwargs: Kwargs | null): Value {
  return adopt(new PyDate(...checkedDate(boundTo(3, 3, args, kwargs))), cls)
}

function newMoment(cls: PyType, args: Value[], kwargs: Kwargs | null): Value {
  const bound = boundTo(8, 9, args, kwargs)
  const date = checkedDate(bound)
  const clock = [0, 0, 0, 0]
  for (let i = 0; i < 4; i++) {
    const value = bound[i + 3]
    if (value === undefined) continue
    const name = ARGUMENTS[i + 3] as keyof typeof LIMITS
    const count = toCount(value)
    if (!(count >= 0 && count <= LIMITS[name]))
      throw raise('ValueError', `${name} must be in 0..${LIMITS[name]}`)
    clock[i] = count
  }
  const zone = bound[7] ?? null
  if (zone !== null) callMethod(classes.moment, '_check_zone', [zone])
  const fold = bound[8] === undefined ? 0 : toCount(bound[8])
  if (fold !== 0 && fold !== 1) throw raise('ValueError', 'fold must be either 0 or 1')
  const [hour, minute, second, micro] = clock
  return adopt(new PyMoment(...date, hour, minute, second, micro, zone, fold), cls)
}

/** A date or moment of the same class, with `fields`: what a subclass overrides is called. */
function made(cls: PyType, fields: Value[]): Value {
  if (cls === classes.date) return adopt(new PyDate(...(fields as [number, number, number])), cls)
  if (cls !== classes.moment) return call(cls, fields)
  const [year, month, day, hour, minute, second, micro, zone] = fields as number[]
  return adopt(new PyMoment(year, month, day, hour, minute, second, micro, zone as Value, 0), cls)
}

function dateAfter(self: PyDate, days: number): Value {
  const wanted = self.ordinal + days
  if (!(wanted >= 1 && wanted <= LAST_ORDINAL)) throw raise('OverflowError', 'date value out of range')
  return made(self.cls, fromOrdinal(wanted))
}

function momentAfter(self: PyMoment, other: PyDelta, sign: 1 | -1): Value {
  const micros = self.micro + sign * other.micros
  const carried = Math.floor(micros / MICROS)
  const seconds = self.hour * 3600 + self.minute * 60 + self.second + sign * other.seconds + carried
  const moreDays = Math.floor(seconds / DAY)
  const days = self.ordinal + sign * other.days + moreDays
  if (!(days >= 1 && days <= LAST_ORDINAL)) throw raise('OverflowError', 'date value out of range')
  const rest = seconds - moreDays * DAY
  const [hour, minute] = [Math.floor(rest / 3600), Math.floor(rest / 60) % 60]
  return made(self.cls, [...fromOrdinal(days), hour, minute, rest % 60, micros - carried * MICROS, self.zone])
}

/** The distance from UTC, null for a naive moment. */
function offsetOf(moment: PyMoment): PyDelta | null {
  return moment.zone === null ? null : ((asDelta(callMethod(moment, 'utcoffset', [])) as PyDelta) ?? null)
}

/** How two moments differ: by days, seconds and microseconds; undefined between a naive one and another. */
function difference(a: PyMoment, b: PyMoment): PyDelta | undefined {
  let [seconds, micros] = [a.seconds - b.seconds, a.micro - b.micro]
  if (a.zone !== b.zone) {
    const [own, others] = [offsetOf(a), offsetOf(b)]
    if ((own === null) !== (others === null)) return undefined
    if (own !== null && others !== null) {
      seconds += (others.days - own.days) * DAY + others.seconds - own.seconds
      micros += others.micros - own.micros
    }
  }
  return delta(0, seconds, micros)
}

const comparedMoments = (a: PyMoment, b: PyMoment, equality: boolean): number | undefined => {
  if (a.zone === b.zone) return a.seconds - b.seconds || a.micro - b.micro
  const found = difference(a, b)
  if (found !== undefined) return found.days || found.seconds || found.micros
  if (equality) return undefined
  throw newTypeError("can't compare offset-naive and offset-aware datetimes")
}

/** A moment to compare with; a mere date is equal to none and stands in no order with any. */
function momentBeside(self: PyMoment, value: Value, equality: boolean): PyMoment | undefined {
  if (value instanceof PyMoment) return value
  if (value instanceof PyDate && !equality)
    throw newTypeError(`can't compare ${typeNameOf(self)} to ${typeNameOf(value)}`)
  return undefined
}

function momentComparisons(): TypeSpec['slots'] {
  const compared = comparisons<PyMoment>(
    (_, value) => (value instanceof PyMoment ? value : undefined),
    comparedMoments,
  )!
  const entries = Object.entries(compared) as [string, (self: PyMoment, value: Value) => Value][]
  return Object.fromEntries(
    entries.map(([name, slot]) => {
      const equality = name === 'eq' || name === 'ne'
      return [
        name,
        (self: PyMoment, value: Value) => {
          if (momentBeside(self, value, equality) === undefined && value instanceof PyDate)
            return name === 'ne'
          return slot(self, value)
        },
      ]
    }),
  )
}

const dateType = () =>
  defineType({
    name: 'date',
    module: '_datetime',
    js: PyDate,
    new: newDate,
    instanceDict: false,
    getset: {
      year: (self: PyDate) => self.year,
      month: (self: PyDate) => self.month,
      day: (self: PyDate) => self.day,
    },
    methods: {
      'toordinal(self, /)': (self: PyDate) => self.ordinal,
      'weekday(self, /)': (self: PyDate) => (self.ordinal + 6) % 7,
      'isoweekday(self, /)': (self: PyDate) => ((self.ordinal + 6) % 7) + 1,
    },
    slots: {
      ...comparisons<PyDate>(
        (_, value) => (value instanceof PyDate && !(value instanceof PyMoment) ? value : undefined),
        (a, b) => a.ordinal - b.ordinal,
      ),
      hash: (self: PyDate) => hash(tuple(self.year, self.month, self.day)),
      add: (self: PyDate, other) => (other instanceof PyDelta ? dateAfter(self, other.days) : NotImplemented),
      radd: (self: PyDate, other) =>
        other instanceof PyDelta ? dateAfter(self, other.days) : NotImplemented,
      sub: (self: PyDate, other) => {
        if (other instanceof PyDelta) return dateAfter(self, -other.days)
        return other instanceof PyDate && !(other instanceof PyMoment)
          ? delta(self.ordinal - other.ordinal, 0, 0)
          : NotImplemented
      },
    },
  })

const two = (value: number): string => (value < 10 ? `0${value}` : String(value))

const momentType = (date: PyType) =>
  defineType({
    name: 'datetime',
    module: '_datetime',
    base: date,
    js: PyMoment,
    new: newMoment,
    getset: {
      hour: (self: PyMoment) => self.hour,
      minute: (self: PyMoment) => self.minute,
      second: (self: PyMoment) => self.second,
      microsecond: (self: PyMoment) => self.micro,
      tzinfo: (self: PyMoment) => self.zone,
      fold: (self: PyMoment) => self.fold,
    },
    methods: {
      /** The time of day as `isoformat` has it by default, without the zone. */
      '_clock(self, /)': (self: PyMoment) =>
        `${two(self.hour)}:${two(self.minute)}:${two(self.second)}${self.micro === 0 ? '' : `.${String(self.micro).padStart(6, '0')}`}`,
    },
    slots: {
      ...momentComparisons(),
      hash: (self: PyMoment) => {
        const offset = offsetOf(self)
        const utc = offset === null ? self.seconds : self.seconds - offset.days * DAY - offset.seconds
        return hash(tuple(utc, self.micro - (offset?.micros ?? 0)))
      },
      add: (self: PyMoment, other) =>
        other instanceof PyDelta ? momentAfter(self, other, 1) : NotImplemented,
      radd: (self: PyMoment, other) =>
        other instanceof PyDelta ? momentAfter(self, other, 1) : NotImplemented,
      sub: (self: PyMoment, other) => {
        if (other instanceof PyDelta) return momentAfter(self, other, -1)
        if (!(other instanceof PyMoment)) return NotImplemented
        const found = difference(self, other)
        if (found === undefined) throw newTypeError("can't subtract offset-naive and offset-aware datetimes")
        return found
      },
    },
  })

export const moments = (): NativeModule => {
  const date = dateType()
  return {
    attributes: {
      timedelta: deltaType(),
      date,
      datetime: momentType(date),
      ...defineFunctions({
        'use(name, cls, /)': (name: 'delta' | 'date' | 'moment', cls: PyType) => {
          classes[name] = cls
          return null
        },
        'ordinal(year, month, day, /)': (year: number, month: number, day: number) =>
          ordinal(year, month, day),
        'from_ordinal(n, /)': (n: number) => tuple(...fromOrdinal(n)),
      }),
    },
  }
}
