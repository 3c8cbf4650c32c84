// What a language tag says about how people write numbers, days and phone numbers.

/** A language tag that every part of `Intl` can read; `en` when it cannot be read. */
export function readableTag(language: string): string {
  try {
    return new Intl.Locale(language).toString()
  } catch {
    return 'en'
  }
}

export interface Habits {
  /** `en`, `de`. */
  readonly language: string
  /** ISO 3166, for phone numbers: `en-NZ` is NZ; `en` alone is US. */
  readonly region: string
  readonly decimal: '.' | ','
  /** 3/7 is the 7th of March. */
  readonly monthFirst: boolean
}

const known = new Map<string, Habits>()

export function habitsOf(language: string): Habits {
  const tag = readableTag(language)
  const before = known.get(tag)
  if (before !== undefined) return before
  const locale = new Intl.Locale(tag)
  const number = new Intl.NumberFormat(tag).formatToParts(1.5)
  const order = new Intl.DateTimeFormat(tag, { dateStyle: 'short', timeZone: 'UTC' })
    .formatToParts(0)
    .map((part) => part.type)
  const habits: Habits = {
    language: locale.language,
    region: locale.maximize().region ?? 'US',
    decimal: number.some((part) => part.type === 'decimal' && part.value === ',') ? ',' : '.',
    // Where the year stands first nobody writes 3/7/2026; those who do mean the day first.
    monthFirst:
      order.indexOf('month') < order.indexOf('day') &&
      order.indexOf('year') > 0 &&
      order.indexOf('month') < order.indexOf('year'),
  }
  known.set(tag, habits)
  return habits
}
