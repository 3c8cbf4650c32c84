// What holds for any words at all, and where in the words a value stood.
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Slot } from '../../src/model/index.ts'
import { createEar, type Ear, type HearingContext } from '../../src/understanding/index.ts'
import {
  accountNumber,
  anythingElse,
  ask,
  confirm,
  intents,
  moment,
  refundAmount,
  slot,
  wants,
} from './contexts.ts'

let ear: Ear
beforeAll(async () => {
  ear = await createEar()
})

const everyType: readonly Slot[] = [
  slot('first_name', 'text'),
  slot('booking', 'text', { pattern: '([A-Z]+)+\\d{4}' }),
  wants,
  anythingElse,
  slot('people', 'number'),
  accountNumber,
  slot('visit_date', 'date'),
  slot('visit_time', 'time'),
  refundAmount,
  slot('callback_number', 'phone'),
  slot('email', 'email'),
]

const fragments = [
  'I want my money back',
  "don't",
  'no',
  'yes',
  'agent',
  '41229011',
  '$48',
  '1,200.50',
  'half past two',
  '3 July',
  'tomorrow',
  '+64 21 555 0123',
  'ana@example.com',
  "it's",
  'double',
  'four',
  'hundred',
  'and',
  '\u0000',
  '\u001b[31m',
  '\u202e',
  '👍🏽',
  'مرحبا',
  '你好',
  '.*+?^${}()|[]\\',
  '-',
  '--',
  "'",
  '"',
  '…',
  '\n',
  '__proto__',
  'constructor',
  'toString',
  'e\u0301',
  '\ud800',
  '９',
  '٣',
  'a'.repeat(300),
] as const

const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.array(fc.constantFrom(...fragments), { maxLength: 20 }).map((parts) => parts.join(' ')),
  fc.array(fc.constantFrom(...fragments), { maxLength: 20 }).map((parts) => parts.join('')),
)

const contexts: fc.Arbitrary<HearingContext> = fc
  .record({
    at: fc.nat(everyType.length - 1),
    confirming: fc.boolean(),
    language: fc.constantFrom('en', 'en-NZ', 'de-DE', 'ar', 'zh', 'sm', 'not a tag', ''),
    today: fc.constantFrom('2026-07-10', '2026-02-29', 'today', ''),
  })
  .map(({ at, confirming, language, today }) => {
    const asked = everyType[at] ?? wants
    return confirming
      ? moment({ confirming, named: everyType, language, today })
      : moment({ asked, volunteerable: everyType, language, today })
  })

describe('any words', () => {
  it('never make it throw, and mean the same the second time', () => {
    fc.assert(
      fc.property(words, contexts, (text, context) => {
        const first = ear.hear(text, context)
        expect(ear.hear(text, context)).toEqual(first)
        expect(first.score).toBeGreaterThanOrEqual(0)
        expect(first.score).toBeLessThanOrEqual(1)
        for (const { start, end } of first.spans) {
          expect(start).toBeGreaterThanOrEqual(0)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(text.length)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('fill only what may be filled, with values of the right type', () => {
    fc.assert(
      fc.property(words, contexts, (text, context) => {
        const { understood } = ear.hear(text, context)
        if (typeof understood === 'string' || !('fills' in understood)) return
        const names = Object.keys(understood.fills)
        expect(names.length).toBeGreaterThan(0)
        for (const [name, value] of Object.entries(understood.fills)) {
          const filled = everyType.find((one) => one.name === name)
          expect(filled).toBeDefined()
          const volunteered = name !== context.asked?.name && !context.confirming
          if (volunteered) expect(['anything_else', 'first_name', 'people']).not.toContain(name)
          switch (filled?.type) {
            case 'yes_no':
              expect(value).toBeTypeOf('boolean')
              break
            case 'number':
            case 'money':
              expect(Number.isFinite(value)).toBe(true)
              break
            case 'digits':
              expect(value).toMatch(/^\d{8}$/)
              break
            case 'date':
              expect(value).toMatch(/^\d{4}-\d\d-\d\d$/)
              break
            case 'time':
              expect(value).toMatch(/^([01]\d|2[0-3]):[0-5]\d$/)
              break
            default:
              expect(value).toMatch(/\S/)
          }
        }
      }),
      { numRuns: 300 },
    )
  })

  it.each([
    ['one word', 'a'.repeat(10_000)],
    ['digits', '1 '.repeat(5_000)],
    ['one long number', '7'.repeat(10_000)],
    ['phrases', 'I want my money back '.repeat(500)],
    ['negations', 'not '.repeat(2_500)],
    ['amounts', '$48 dollars and 50 cents '.repeat(400)],
    ['addresses', 'a@b.'.repeat(2_500)],
    ['at signs', '@'.repeat(10_000)],
    ['dots', 'a dot '.repeat(1_600)],
    ['brackets', '('.repeat(10_000)],
    ['quotes', "it's ".repeat(2_000)],
    ['days', '3 July '.repeat(1_400)],
    ['phones', '+64 21 555 0123 '.repeat(600)],
    ['numbers in words', 'one hundred and two thousand '.repeat(350)],
    ['emoji', '👍🏽'.repeat(2_500)],
    ['Chinese', '你好世界'.repeat(2_500)],
    ['joined marks', 'e\u0301'.repeat(5_000)],
    ['unable', "I don't know the ".repeat(600)],
    ['white space', `${' '.repeat(5_000)}x${' '.repeat(5_000)}`],
  ])('take no time to speak of: 10,000 characters of %s', (_, text) => {
    const context = moment({ asked: slot('first_name', 'text'), volunteerable: everyType })
    ear.hear(text, context)
    const times = [1, 2, 3].map(() => {
      const start = performance.now()
      ear.hear(text, context)
      return performance.now() - start
    })
    // A tenth of a second when the machine has nothing else to do.
    expect(Math.min(...times)).toBeLessThan(250)
  })

  it('cannot hang on a pattern that takes for ever', () => {
    const evil = slot('code', 'text', { pattern: '(a+)+b' })
    const start = performance.now()
    expect(ear.hear('a'.repeat(150), ask(evil)).understood).toBe('no_match')
    expect(performance.now() - start).toBeLessThan(1_500)
  })

  it('are compared with a broken pattern without throwing', () => {
    expect(ear.hear('x', ask(slot('code', 'text', { pattern: '([' }))).understood).toBe('no_match')
  })
})

describe('where a value stood', () => {
  const stood = (text: string, context: HearingContext) =>
    ear
      .hear(text, context)
      .spans.map(({ slot: name, start, end }) => [name, text.slice(start, end)])

  it.each([
    ["it's 4122 9011 I think", ask(accountNumber), [['account_number', '4122 9011']]],
    [
      'four one double two nine oh one one',
      ask(accountNumber),
      [['account_number', 'four one double two nine oh one one']],
    ],
    [
      'refund $48, account 41229011',
      ask(wants, [accountNumber, refundAmount]),
      [
        ['wants', 'refund'],
        ['refund_amount', '$48'],
        ['account_number', '41229011'],
      ],
    ],
    ['\u001b[1m４１２２９０１１', ask(accountNumber), [['account_number', '４１２２９０１１']]],
    [
      '👍🏽 my name is Ana',
      ask(slot('first_name', 'text')),
      [['first_name', '👍🏽 my name is Ana']],
    ],
    ["no, it's 50 dollars", confirm(refundAmount), [['refund_amount', '50 dollars']]],
    ['ring me on 021 555 0123', ask(slot('callback', 'phone')), [['callback', '021 555 0123']]],
  ] as const)('%s', (text, context, spans) => {
    expect(stood(text, context)).toEqual(spans)
  })

  const pin = slot('card_pin', 'digits', { length: 4, sensitive: 'pin' })
  const condition = slot('condition', 'choice', {
    sensitive: 'health',
    values: [{ value: 'asthma', label: 'asthma', examples: ['I have asthma'] }],
  })
  it.each([
    ['a PIN of the wrong length', 'my pin is 12345', ask(pin), '12345'],
    ['a PIN beside a request', 'agent! my pin is 1234', ask(pin), '1234'],
    ['a PIN nobody asked for', 'I want a refund, the pin is 1234', ask(wants, [pin]), '1234'],
  ] as const)('is known for %s', (_, text, context, secret) => {
    expect(stood(text, context)).toContainEqual(['card_pin', secret])
  })

  it('is all of what is said about health', () => {
    const text = 'I have asthma, rather badly'
    expect(stood(text, ask(condition))).toEqual([['condition', text]])
  })

  it('is never in the reason', () => {
    for (const text of ['my pin is 12345', 'agent! my pin is 1234', '1234 or 4321'])
      expect(ear.hear(text, ask(pin)).why).not.toMatch(/\d{4}/)
  })
})

describe('what is told beside', () => {
  it('says how near it came', () => {
    const hearing = ear.hear('is my bill due today', ask(wants))
    expect(hearing.understood).toBe('no_match')
    expect(hearing.why).toMatch(/^nearest is explanation \(0\.\d\d, takes 0\.58\)$/)
  })
  it('says between what it could not choose', () => {
    expect(ear.hear('refund and an explanation', ask(wants)).why).toMatch(
      /^could be (refund or explanation|explanation or refund)$/,
    )
  })
  it('gives the next best', () => {
    const own = [...intents, { intent: 'thanks', examples: ['thank you so much someone'] }]
    const hearing = ear.hear('let me talk to someone', moment({ asked: wants, intents: own }))
    expect(hearing.score).toBe(1)
    expect(hearing.runnerUp?.what).toBe('thanks')
  })
})
