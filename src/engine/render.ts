// A text with its values in place, in the journey's language.
import countryToCurrency from 'country-to-currency'
import type { Slot, Text, TextPart, Value } from '../model/index.ts'

/** Looks up a slot and its value; an undefined value is one the slot does not have. */
export interface Reading {
  readonly language: string
  readonly slot: (name: string) => Slot | undefined
  readonly value: (name: string) => Value | undefined
  /** The slot whose labels `{options}` reads out. */
  readonly asked?: Slot
}

/** The words of a text. A slot without value or words of its own shows as `{slot}`. */
export const renderText = (text: Text, reading: Reading): string =>
  text.parts.map((part) => renderPart(part, reading)).join('')

function renderPart(part: TextPart, reading: Reading): string {
  switch (part.kind) {
    case 'words':
      return part.words
    case 'options':
      return renderOptions(reading)
    case 'slot': {
      const value = reading.value(part.slot)
      if (value === undefined) return part.otherwise ?? `{${part.slot}}`
      return renderValue(reading.slot(part.slot), value, reading.language)
    }
  }
}

/** A value as it is said: a label, an amount, a day in words. */
export function renderValue(slot: Slot | undefined, value: Value, language: string): string {
  if (slot === undefined || slot.sensitive !== undefined) return String(value)
  switch (slot.type) {
    case 'choice':
      return slot.values.find((choice) => choice.value === value)?.label ?? String(value)
    case 'yes_no':
      return value === true ? 'yes' : 'no'
    case 'number':
      return typeof value === 'number'
        ? format(numbers, language, 'number').format(value)
        : value.toString()
    case 'money':
      return typeof value === 'number'
        ? format(money, language, 'money').format(value)
        : value.toString()
    case 'date':
      return renderDate(String(value), language)
    case 'time':
      return renderTime(String(value), language)
    default:
      return String(value)
  }
}

function renderOptions(reading: Reading): string {
  const labels = reading.asked?.values.map((choice) => choice.label) ?? []
  return new Intl.ListFormat(reading.language, { type: 'disjunction' }).format(labels)
}

/** Currency by the region of the language; `en` alone reads as `en-US`. */
function currencyOf(language: string): string {
  const region = new Intl.Locale(language).maximize().region ?? 'US'
  return (countryToCurrency as Readonly<Record<string, string>>)[region] ?? 'USD'
}

const numbers = (language: string) => new Intl.NumberFormat(language)

// Whole amounts are said without cents: "$48", but "$48.50".
const money = (language: string) =>
  new Intl.NumberFormat(language, {
    style: 'currency',
    currency: currencyOf(language),
    currencyDisplay: 'narrowSymbol',
    trailingZeroDisplay: 'stripIfInteger',
  })

const made = new Map<string, Intl.NumberFormat>()

/** Formatters are slow to make, so each is made once. */
function format(
  make: (language: string) => Intl.NumberFormat,
  language: string,
  kind: string,
): Intl.NumberFormat {
  const key = `${kind} ${language}`
  let formatter = made.get(key)
  if (formatter === undefined) {
    formatter = make(language)
    made.set(key, formatter)
  }
  return formatter
}

function renderDate(value: string, language: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return value
  const date = new Date(`${value}T00:00:00Z`)
  // 31 February would read as a day of March.
  if (Number.isNaN(date.getTime()) || !date.toISOString().startsWith(value)) return value
  return new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(date)
}

function renderTime(value: string, language: string): string {
  if (!/^\d{2}:\d{2}$/.test(value)) return value
  const date = new Date(`1970-01-01T${value}:00Z`)
  if (Number.isNaN(date.getTime())) return value
  return new Intl.DateTimeFormat(language, { timeStyle: 'short', timeZone: 'UTC' }).format(date)
}
