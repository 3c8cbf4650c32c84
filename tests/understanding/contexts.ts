// Slots and moments of a conversation, made by hand for the tests of this room.
import type { Slot, SlotType } from '../../src/model/index.ts'
import type { HearingContext } from '../../src/understanding/index.ts'

const file = {
  path: '/journeys/test.yaml',
  text: '',
  hash: '',
  locate: () => ({ start: { line: 1, column: 1 }, end: { line: 1, column: 1 } }),
}

export const slot = (name: string, type: SlotType, more: Partial<Slot> = {}): Slot => ({
  name,
  type,
  demands: [],
  transient: false,
  values: [],
  allow: {},
  file,
  path: ['slots', name],
  ...more,
})

type Values = Readonly<
  Record<string, readonly string[] | { label?: string; key?: string; examples?: readonly string[] }>
>

const isList = (value: Values[string]): value is readonly string[] => Array.isArray(value)

/** A choice as the file has it: value to phrases, or to label, key and examples. */
export const choice = (name: string, values: Values, more: Partial<Slot> = {}): Slot =>
  slot(name, 'choice', {
    values: Object.entries(values).map(([value, given]) => {
      const { label, key, examples } = isList(given) ? { examples: given } : given
      return {
        value,
        label: label ?? value.replaceAll('_', ' '),
        ...(key === undefined ? {} : { key }),
        examples: examples ?? [],
      }
    }),
    ...more,
  })

export const wants = choice('wants', {
  explanation: ['what is this charge', 'why is my bill so high'],
  refund: ['I want my money back', 'please refund it'],
})
export const accountNumber = slot('account_number', 'digits', { length: 8 })
export const anythingElse = slot('anything_else', 'yes_no', { transient: true })
export const refundAmount = slot('refund_amount', 'money')

export const intents = [
  { intent: 'asks_for_a_person', examples: ['let me talk to someone', 'agent', 'human please'] },
  { intent: 'upset', examples: ['this is ridiculous', "I'm really angry"] },
]

export const moment = (more: Partial<HearingContext>): HearingContext => ({
  language: 'en-NZ',
  named: [],
  confirming: false,
  volunteerable: [],
  intents,
  today: '2026-07-10',
  ...more,
})

export const ask = (asked: Slot, volunteerable: readonly Slot[] = [], language = 'en-NZ') =>
  moment({ asked, volunteerable, language })

export const confirm = (...named: readonly Slot[]) => moment({ confirming: true, named })
