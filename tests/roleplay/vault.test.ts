// Sensitive values: only ever tokens in what is recorded, however they are said.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Sensitivity, Slot, SlotType, Understood } from '../../src/model/index.ts'
import { createVault, type HeardWords } from '../../src/roleplay/vault.ts'

const file = {
  path: '/a.yaml',
  text: '',
  hash: '',
  locate: () => ({ start: { line: 1, column: 1 }, end: { line: 1, column: 1 } }),
}
const slot = (name: string, type: SlotType, sensitive?: Sensitivity, length?: number): Slot => ({
  name,
  type,
  demands: [],
  transient: false,
  values: [],
  allow: {},
  file,
  path: [],
  ...(sensitive === undefined ? {} : { sensitive }),
  ...(length === undefined ? {} : { length }),
})

const card = slot('card', 'digits', 'payment_card', 16)
const pin = slot('pin', 'digits', 'pin', 4)
const password = slot('password', 'text', 'password')
const pregnant = slot('pregnant', 'yes_no', 'health')
const account = slot('account', 'digits', undefined, 8)
const slots = new Map([card, pin, password, pregnant, account].map((one) => [one.name, one]))

const CARD = '4111111111111111'
const words = (
  text: string,
  understood: Understood,
  asked?: Slot,
  more: Partial<HeardWords> & { readonly said?: readonly [string, string][] } = {},
): HeardWords => ({
  text,
  hearing: {
    understood,
    spans: (more.said ?? []).map(([name, part]) => ({
      slot: name,
      start: text.indexOf(part),
      end: text.indexOf(part) + part.length,
    })),
  },
  inQuestion: asked === undefined ? [] : [asked],
  volunteerable: more.volunteerable ?? [],
})

describe('a value that was understood', () => {
  it('is a token in the words and in what they mean', () => {
    const vault = createVault(slots)
    const said = '4111 1111 1111 1111'
    expect(
      vault.maskHeard(
        words(`it is ${said} ok`, { fills: { card: CARD } }, card, { said: [['card', said]] }),
      ),
    ).toEqual({ text: 'it is «card» ok', understood: { fills: { card: '«card»' } } })
  })

  it('keeps its token when it is said again; another value gets another', () => {
    const vault = createVault(slots)
    expect(vault.seal('pin', '1234')).toBe('«pin»')
    expect(vault.seal('pin', '5678')).toBe('«pin 2»')
    expect(vault.seal('pin', '12 34')).toBe('«pin»')
    expect(vault.seal('account', '41229011')).toBe('41229011')
    expect(vault.sealAll({ pin: '5678', account: '1' })).toEqual({ pin: '«pin 2»', account: '1' })
  })

  it('leaves invented tokens as they are', () => {
    expect(createVault(slots).seal('pin', '«pin»')).toBe('«pin»')
    expect(createVault(slots).seal('pin', '«pin 3»')).toBe('«pin 3»')
  })

  it('counts on after a resume', () => {
    expect(createVault(slots, new Map([['pin', 2]])).seal('pin', '1234')).toBe('«pin 3»')
  })
})

describe('a value said again later', () => {
  it.each([
    [`you have my card ${CARD}!`, 'you have my card «card»!'],
    ['I said 4111-1111-1111-1111 already', 'I said «card» already'],
    ['xx4111111111111111xx', 'xx«card»xx'],
  ])('%s', (text, masked) => {
    const vault = createVault(slots)
    vault.seal('card', CARD)
    expect(vault.maskHeard(words(text, { intent: 'upset' })).text).toBe(masked)
  })

  it('is found in the form in which it was first put', () => {
    const vault = createVault(slots)
    vault.maskHeard(
      words('four double one', { fills: { pin: '411' } }, pin, {
        said: [['pin', 'four double one']],
      }),
    )
    expect(vault.maskHeard(words('as I said, FOUR double-one.', 'no_match')).text).toBe(
      'as I said, «pin».',
    )
  })

  it('does not black out parts of words for a short value', () => {
    const vault = createVault(slots)
    vault.seal('password', 'me')
    expect(vault.maskHeard(words('tell me some', 'no_match')).text).toBe('tell «password» some')
  })
})

describe('words that were not understood', () => {
  it.each([
    ['it is 41 11', 'it is «card»'],
    ['41-11 or 42', '«card» or «card»'],
    ['room 7', 'room 7'],
    ['four one one one', '«card»'],
  ])('asked for a card number: %s', (text, masked) => {
    expect(createVault(slots).maskHeard(words(text, 'no_match', card)).text).toBe(masked)
  })

  it('hide a password whole', () => {
    expect(createVault(slots).maskHeard(words('um, hunter two?', 'no_match', password))).toEqual({
      text: '«password»',
      understood: 'no_match',
    })
  })

  it('hide digits beside an intent, too', () => {
    expect(
      createVault(slots).maskHeard(words(`ridiculous, it is ${CARD}`, { intent: 'upset' }, card))
        .text,
    ).toBe('ridiculous, it is «card»')
  })

  it('hide what could have been volunteered, and any card number', () => {
    const vault = createVault(slots)
    const volunteerable = [card]
    expect(
      vault.maskHeard(words('4111 1111 on bill 12', 'no_match', account, { volunteerable })).text,
    ).toBe('«card» on bill 12')
    expect(vault.maskHeard(words(`here: ${CARD}`, 'no_match', account)).text).toBe(
      'here: «card number»',
    )
    expect(vault.maskHeard(words('it is 41229011', 'no_match', account)).text).toBe(
      'it is 41229011',
    )
  })
})

it('keeps what is not sensitive while a secret is asked for', () => {
  expect(
    createVault(slots).maskHeard(
      words('41229011', { fills: { account: '41229011' } }, pin, {
        said: [['account', '41229011']],
      }),
    ),
  ).toEqual({ text: '41229011', understood: { fills: { account: '41229011' } } })
})

it('keeps a plain yes or no, and hides the rest of what is said about health', () => {
  const vault = createVault(slots)
  expect(vault.maskHeard(words('', 'no_input', pregnant)).text).toBe('')
  expect(vault.maskHeard(words('yes', { fills: { pregnant: true } }, pregnant))).toEqual({
    text: '«pregnant»',
    understood: { fills: { pregnant: '«pregnant»' } },
  })
  expect(vault.maskHeard(words('no', 'no', password)).text).toBe('no')
})

it('never lets a card number through once it was given, wherever it stands', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (before, after) => {
      const vault = createVault(slots)
      vault.seal('card', CARD)
      const { text } = vault.maskHeard(words(before + CARD + after, 'no_match'))
      expect(text).not.toContain(CARD)
    }),
  )
})

it('takes no time over 50,000 hostile characters', () => {
  const vault = createVault(slots)
  vault.seal('card', CARD)
  const texts = [
    '1'.repeat(50_000),
    'one '.repeat(12_500),
    `one${' '.repeat(50_000)}`,
    '1 - '.repeat(12_500),
  ]
  const started = performance.now()
  for (const text of texts) vault.maskHeard(words(text, 'no_match', pin))
  expect(performance.now() - started).toBeLessThan(2000)
})
