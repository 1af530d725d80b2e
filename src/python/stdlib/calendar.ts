/** Calendar arithmetic (proleptic Gregorian, UTC) and strftime, shared by time and datetime. */

export interface Moment {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  second: number
  microsecond: number
  /** Monday is 0. */
  weekday: number
  /** 1 to 366. */
  yearDay: number
}

export const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

export const isLeap = (year: number) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
export const daysIn = (year: number, month: number) =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31

/** Days since 0001-01-01, which is day 1, as `date.toordinal`. */
export function ordinal(year: number, month: number, day: number): number {
  const before = year - 1
  let days = before * 365 + Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400)
  for (let m = 1; m < month; m++) days += daysIn(year, m)
  return days + day
}

/** Year, month, day of an ordinal. */
export function fromOrdinal(days: number): [number, number, number] {
  let year = Math.max(1, Math.floor(days / 365.2425))
  while (ordinal(year + 1, 1, 1) <= days) year++
  while (ordinal(year, 1, 1) > days) year--
  let rest = days - ordinal(year, 1, 1)
  let month = 1
  while (rest >= daysIn(year, month)) rest -= daysIn(year, month++)
  return [year, month, rest + 1]
}

const EPOCH = 719163

/** Seconds since 1970; fields may be out of their ranges. */
export const secondsOf = (
  year: number,
  month: number,
  day: number,
  hour = 0,
  minute = 0,
  second = 0,
): number => {
  const months = month - 1
  const inYear = ((months % 12) + 12) % 12
  return (
    (ordinal(year + Math.floor(months / 12), inYear + 1, 1) + day - 1 - EPOCH) * 86400 +
    hour * 3600 +
    minute * 60 +
    second
  )
}

export function momentOf(seconds: number): Moment {
  const whole = Math.floor(seconds)
  const days = Math.floor(whole / 86400) + EPOCH
  const rest = whole - (days - EPOCH) * 86400
  const [year, month, day] = fromOrdinal(days)
  return {
    year,
    month,
    day,
    hour: Math.floor(rest / 3600),
    minute: Math.floor(rest / 60) % 60,
    second: rest % 60,
    microsecond: Math.round((seconds - whole) * 1e6),
    weekday: (days + 6) % 7,
    yearDay: days - ordinal(year, 1, 1) + 1,
  }
}

const two = (n: number) => String(n).padStart(2, '0')

/** ISO year, week and weekday (Monday 1). */
export function isoWeek(m: Pick<Moment, 'year' | 'month' | 'day'>): [number, number, number] {
  const day = ordinal(m.year, m.month, m.day)
  const weekday = (day + 6) % 7
  const thursday = fromOrdinal(day - weekday + 3)
  const first = ordinal(thursday[0], 1, 1)
  return [thursday[0], Math.floor((day - weekday + 3 - first) / 7) + 1, weekday + 1]
}

/** `strftime`, in the C locale. */
export function formatTime(
  format: string,
  m: Moment,
  zone: { offset: string; name: string } = { offset: '', name: '' },
): string {
  return format.replace(/%([a-zA-Z%])/g, (all, code: string) => {
    switch (code) {
      case 'a':
        return DAYS[m.weekday]!.slice(0, 3)
      case 'A':
        return DAYS[m.weekday]!
      case 'b':
      case 'h':
        return MONTHS[m.month - 1]!.slice(0, 3)
      case 'B':
        return MONTHS[m.month - 1]!
      case 'c':
        return formatTime('%a %b %e %H:%M:%S %Y', m, zone)
      case 'd':
        return two(m.day)
      case 'D':
      case 'x':
        return formatTime('%m/%d/%y', m, zone)
      case 'e':
        return String(m.day).padStart(2)
      case 'f':
        return String(m.microsecond).padStart(6, '0')
      case 'F':
        return formatTime('%Y-%m-%d', m, zone)
      case 'G':
        return String(isoWeek(m)[0])
      case 'H':
        return two(m.hour)
      case 'I':
        return two(m.hour % 12 || 12)
      case 'j':
        return String(m.yearDay).padStart(3, '0')
      case 'm':
        return two(m.month)
      case 'M':
        return two(m.minute)
      case 'n':
        return '\n'
      case 'p':
        return m.hour < 12 ? 'AM' : 'PM'
      case 'R':
        return formatTime('%H:%M', m, zone)
      case 's':
        return String(secondsOf(m.year, m.month, m.day, m.hour, m.minute, m.second))
      case 'S':
        return two(m.second)
      case 't':
        return '\t'
      case 'T':
      case 'X':
        return formatTime('%H:%M:%S', m, zone)
      case 'u':
        return String(m.weekday + 1)
      case 'U':
        return two(Math.floor((m.yearDay + 6 - ((m.weekday + 1) % 7)) / 7))
      case 'V':
        return two(isoWeek(m)[1])
      case 'w':
        return String((m.weekday + 1) % 7)
      case 'W':
        return two(Math.floor((m.yearDay + 6 - m.weekday) / 7))
      case 'y':
        return two(m.year % 100)
      case 'Y':
        return String(m.year)
      case 'z':
        return zone.offset
      case 'Z':
        return zone.name
      case '%':
        return '%'
      default:
        return all
    }
  })
}
