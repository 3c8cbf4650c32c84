// A value as written, read as its slot's type. Choices, texts, digits, dates, times, phone numbers
// and addresses keep the spelling of the file.
import type { Channel, SlotType, Value } from './journey.ts'

export const CHANNELS: readonly Channel[] = ['chat', 'voice', 'sms', 'email', 'in_person']

export const SLOT_TYPES: readonly SlotType[] = [
  'text',
  'choice',
  'yes_no',
  'number',
  'digits',
  'date',
  'time',
  'money',
  'phone',
  'email',
]

const NUMBER = /^[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?$/i

/** Undefined: this is no value of the type. */
export function readValue(written: unknown, type: SlotType): Value | undefined {
  const spelt = String(written).trim()
  switch (type) {
    case 'number':
    case 'money': {
      const number = NUMBER.test(spelt) ? Number(spelt) : Number.NaN
      return Number.isFinite(number) ? number : undefined
    }
    case 'yes_no': {
      const word = spelt.toLowerCase()
      if (word === 'true' || word === 'yes') return true
      if (word === 'false' || word === 'no') return false
      return undefined
    }
    case 'choice':
    case 'text':
    case 'digits':
    case 'date':
    case 'time':
    case 'phone':
    case 'email':
      return String(written)
  }
}
