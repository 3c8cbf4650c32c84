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
const reason = slot('reason', 'text')
const colour = slot('colour', 'choice')
const condition: Slot = {
  ...slot('condition', 'choice', 'health'),
  values: [
    { value: 'diabetes', label: 'Diabetes', examples: ['diabetic', 'high sugar'] },
    { value: 'none', label: 'None', examples: ['no', 'other'] },
  ],
}
const all = [card, pin, password, pregnant, account, reason, colour, condition]
const slots = new Map(all.map((one) => [one.name, one]))

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
    ).toEqual({ text: '«card»', understood: { fills: { card: '«card»' } } })
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
    'it is 41 11',
    'four one one one',
    '4 then 1 then 1 then 1',
    '4️⃣1️⃣1️⃣',
    '４１１',
    'fouroneone',
    'twelve hundred thirty four',
    'vier eins eins',
  ])('asked for a card number: %s', (text) => {
    expect(createVault(slots).maskHeard(words(text, 'no_match', card)).text).toBe('«card»')
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
    ).toBe('«card»')
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
    'one'.repeat(16_000),
    'my pin is '.repeat(5_000),
    'high sugar '.repeat(4_500),
    `one${' '.repeat(50_000)}`,
    '1 - '.repeat(12_500),
  ]
  const started = performance.now()
  for (const text of texts)
    for (const asked of [pin, account])
      for (const understood of ['no_match', { intent: 'upset' }] as const)
        vault.maskHeard({ ...words(text, understood, asked), volunteerable: [card] })
  expect(performance.now() - started).toBeLessThan(2000)
})

describe('an intent where a secret is asked for', () => {
  it.each([
    ['let me talk to someone', 'let me talk to someone'],
    ['oh, this is ridiculous', 'oh, this is ridiculous'],
    ['agent, 4 then 3 then 2', '«pin»'],
    ['agent fourthreetwoone', '«pin»'],
    ['agent ４３２１', '«pin»'],
    ['agent oh oh', '«pin»'],
  ])('%s', (text, masked) => {
    for (const understood of [{ intent: 'asks_for_a_person' }, 'unable'] as const)
      expect(createVault(slots).maskHeard(words(text, understood, pin)).text).toBe(masked)
  })

  it('hides all beside a password, and all numbers beside a yes', () => {
    const vault = createVault(slots)
    expect(vault.maskHeard(words('hunter two, agent', { intent: 'agent' }, password)).text).toBe(
      '«password»',
    )
    expect(vault.maskHeard(words('yes that is right', 'yes', pin)).text).toBe('yes that is right')
    expect(vault.maskHeard(words('yes 4 then 3', 'yes', pin)).text).toBe('«pin»')
  })
})

describe('a free text', () => {
  const told = (text: string, vault = createVault(slots)) =>
    vault.maskHeard(words(text, { fills: { reason: text } }, reason, { said: [['reason', text]] }))

  it('hides a secret given before, in the words and in what they fill', () => {
    const vault = createVault(slots)
    vault.seal('password', 'correcthorse')
    const masked = 'I typed «password» and it failed'
    expect(told('I typed CorrectHorse and it failed', vault)).toEqual({
      text: masked,
      understood: { fills: { reason: masked } },
    })
  })

  it('hides a card number, also a mistyped one where the project takes cards', () => {
    for (const digits of [
      '4111 1111 1111 1111',
      '4111 1111 1111 1112',
      '４１１１１１１１１１１１１１１１',
    ]) {
      const masked = 'someone used «card number» twice'
      expect(told(`someone used ${digits} twice`)).toEqual({
        text: masked,
        understood: { fills: { reason: masked } },
      })
    }
    expect(told('my card 4111 1111 1111 1111 was stolen').text).toBe('my card «card» was stolen')
    expect(told('my card was stolen on a bus')).toEqual({
      text: 'my card was stolen on a bus',
      understood: { fills: { reason: 'my card was stolen on a bus' } },
    })
  })

  it('hides what stands where a secret was heard or nearly heard', () => {
    const text = 'it is 4 3 2 I think'
    expect(
      createVault(slots).maskHeard(
        words(text, { fills: { reason: text } }, reason, {
          said: [
            ['reason', text],
            ['pin', '4 3 2'],
          ],
        }),
      ),
    ).toEqual({
      text: 'it is «pin» I think',
      understood: { fills: { reason: 'it is «pin» I think' } },
    })
  })
})

describe('a sensitive choice', () => {
  it.each([
    ["red and I'm diabetic", "red and I'm «condition»"],
    ['red, HIGH   sugar!', 'red, «condition»!'],
    ['red like all diabetics', 'red like all «condition»'],
    ['red, no other', 'red, no other'],
  ])('is hidden beside another slot: %s', (text, masked) => {
    expect(
      createVault(slots).maskHeard(
        words(text, { fills: { colour: 'red' } }, colour, { said: [['colour', 'red']] }),
      ),
    ).toEqual({ text: masked, understood: { fills: { colour: 'red' } } })
  })

  it('is hidden beside an intent and where nothing was understood', () => {
    for (const understood of ['no_match', 'unable', { intent: 'upset' }] as const)
      expect(createVault(slots).maskHeard(words('diabetes', understood, account)).text).toBe(
        '«condition»',
      )
  })
})

describe('a secret that is announced', () => {
  it.each([
    ['my password is hunter2', 'my password is «password»'],
    ['red, password: red horse', 'red, password: «password»'],
    ['my pin is 4 then 3 then 2 then 1', 'my pin is «pin»'],
    ['PIN number is vier drei zwei', 'PIN number is «pin»'],
    ['the passcode hunter', 'the passcode «pin»'],
    ['the security code is one 2 and 3', 'the security code is «card»'],
    ['hunter2 is my password', '«password» is my password'],
    ['what is my password?', 'what is my password?'],
    ['I am spinning', 'I am spinning'],
  ])('%s', (text, masked) => {
    expect(createVault(slots).maskHeard(words(text, 'no_match', account)).text).toBe(masked)
  })

  it('is no secret where the project has none of that sort', () => {
    const vault = createVault(new Map([[account.name, account]]))
    const text = 'my pin is 1, my password hunter2'
    expect(vault.maskHeard(words(text, 'no_match', account)).text).toBe(text)
  })
})
