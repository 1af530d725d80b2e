/** time: the host's clock and calendar arithmetic in UTC. */
import { defineFunctions } from '../object/define.js'
import { raise } from '../object/errors.js'
import type { NativeModule } from '../object/module.js'
import type { Value } from '../object/object.js'
import { toArray } from '../object/protocol.js'
import { checkInterrupt, runtime } from '../object/runtime.js'
import { asStr, PyFloat, tuple } from '../object/values.js'
import { fromFloat } from '../text/integer.js'
import { realOf } from '../types/float.js'
import { formatTime, type Moment, momentOf, secondsOf } from './calendar.js'
import { structType } from './struct_sequence.js'
import { fromDialect } from './support.js'

/** The processor time of this process. */
function processorTime(): number {
  const { user, system } = runtime.host.clock.processor()
  return user + system
}

const nanoseconds = (seconds: number) => fromFloat(Math.round(seconds * 1e9))

export function time(): NativeModule {
  const struct = structType('time', 'struct_time', [
    'tm_year',
    'tm_mon',
    'tm_mday',
    'tm_hour',
    'tm_min',
    'tm_sec',
    'tm_wday',
    'tm_yday',
    'tm_isdst',
  ])
  const asStruct = (m: Moment) =>
    struct.make([m.year, m.month, m.day, m.hour, m.minute, m.second, m.weekday, m.yearDay, 0])
  const asMoment = (value: Value): Moment => {
    const [year, month, day, hour, minute, second] = toArray(value).map((item) => Number(item))
    return momentOf(secondsOf(year!, month!, day!, hour!, minute!, second!))
  }
  const moment = (seconds: Value) => momentOf(seconds === null ? runtime.host.clock.now() : realOf(seconds))
  const attributes = defineFunctions(
    {
      'time()': () => new PyFloat(runtime.host.clock.now()),
      'time_ns()': () => nanoseconds(runtime.host.clock.now()),
      'perf_counter()': () => new PyFloat(runtime.host.clock.monotonic()),
      'perf_counter_ns()': () => nanoseconds(runtime.host.clock.monotonic()),
      'monotonic()': () => new PyFloat(runtime.host.clock.monotonic()),
      'monotonic_ns()': () => nanoseconds(runtime.host.clock.monotonic()),
      'process_time()': () => new PyFloat(processorTime()),
      'process_time_ns()': () => nanoseconds(processorTime()),
      'thread_time()': () => new PyFloat(processorTime()),
      'sleep(secs, /)': (seconds: Value) => {
        const wait = realOf(seconds)
        if (wait < 0) throw raise('ValueError', 'sleep length must be non-negative')
        runtime.host.clock.sleep(wait)
        checkInterrupt()
      },
      'gmtime(seconds=None, /)': (seconds: Value) => asStruct(moment(seconds)),
      'localtime(seconds=None, /)': (seconds: Value) => asStruct(moment(seconds)),
      'mktime(t, /)': (value: Value) => {
        const [year, month, day, hour, minute, second] = toArray(value).map((item) => Number(item))
        return new PyFloat(secondsOf(year!, month!, day!, hour!, minute!, second!))
      },
      'strftime(format, t=None, /)': (format: Value, value: Value) =>
        formatTime(asStr(format) ?? '', value === null ? moment(null) : asMoment(value)),
      'ctime(seconds=None, /)': (seconds: Value) => formatTime('%a %b %e %H:%M:%S %Y', moment(seconds)),
      'asctime(t=None, /)': (value: Value) =>
        formatTime('%a %b %e %H:%M:%S %Y', value === null ? moment(null) : asMoment(value)),
    },
    { module: 'time' },
  )
  return {
    lazy: fromDialect('_strptime', ['strptime']),
    attributes: {
      ...attributes,
      struct_time: struct.type,
      timezone: 0,
      altzone: 0,
      daylight: 0,
      tzname: tuple('UTC', 'UTC'),
    },
  }
}
