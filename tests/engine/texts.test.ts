// What is said: values in their place, variations, and the channel.
import { describe, expect, test } from 'vitest'
import type { Value } from '../../src/model/index.ts'
import { fills, go, intent, noMatch, only, path, play, said } from './play.ts'

/** What a text says where these slots have these values; narrow spaces read as plain ones. */
function reads(text: string, given: Readonly<Record<string, Value>> = {}, language?: string) {
  const run = play(
    `${language === undefined ? '' : `language: ${language}\n`}
sometimes_known: [first_name, code, pick, size, cost, day, hour, sure, tel, mail, pin]
steps:
  - id: say
    say: ${JSON.stringify(text)}
  - {id: bye, end: resolved}
`,
    [],
    { given },
  )
  return said(run)[0]?.replaceAll(/[\u00a0\u202f]/g, ' ')
}

describe('a value is said by its type', () => {
  test.each([
    ['text', '{first_name}', { first_name: 'Ana' }, 'Ana'],
    ['digits as they are', '{code}', { code: '0042' }, '0042'],
    ['a choice by its value in words', '{pick}', { pick: 'sky_blue' }, 'sky blue'],
    ['a number', '{size}', { size: 12500.5 }, '12,500.5'],
    ['a whole amount of money', '{cost}', { cost: 48 }, '$48'],
    ['money with cents', '{cost}', { cost: 48.5 }, '$48.50'],
    ['a date', '{day}', { day: '2026-07-03' }, 'July 3, 2026'],
    ['a date that is none', '{day}', { day: '2026-02-31' }, '2026-02-31'],
    ['a date in words', '{day}', { day: 'next week' }, 'next week'],
    ['a time', '{hour}', { hour: '14:30' }, '2:30 PM'],
    ['a time in words', '{hour}', { hour: 'noon' }, 'noon'],
    ['a yes', '{sure}', { sure: true }, 'yes'],
    ['a no', '{sure}', { sure: false }, 'no'],
    ['a phone number', '{tel}', { tel: '+64 21 555 0100' }, '+64 21 555 0100'],
    ['an address', '{mail}', { mail: 'a@example.com' }, 'a@example.com'],
    ['a sensitive value as its token', '{pin}', { pin: '«pin»' }, '«pin»'],
    ['the channel', '{channel}', {}, 'chat'],
  ] as const)('%s', (_, text, given, words) => {
    expect(reads(`It is ${text}, then.`, given)).toBe(`It is ${words}, then.`)
  })

  test('a choice by its label, where it has one', () => {
    const run = play(
      `
slots:
  plan: {type: choice, values: {pro: {label: the Pro plan, examples: [pro]}}}
known: [plan]
steps:
  - {id: say, say: 'You have {plan}.'}
  - {id: bye, end: resolved}
`,
    )
    expect(said(run)).toEqual(['You have the Pro plan.'])
  })

  test.each([
    ['en-NZ', '$48', '3 July 2026', '2:30 pm', '12,500.5'],
    ['en-GB', '£48', '3 July 2026', '14:30', '12,500.5'],
    ['de', '48 €', '3. Juli 2026', '14:30', '12.500,5'],
  ])('in the language of the journey: %s', (language, cost, day, hour, size) => {
    const given = { cost: 48, day: '2026-07-03', hour: '14:30', size: 12500.5 }
    expect(reads('{cost}|{day}|{hour}|{size}', given, language)).toBe(
      `${cost}|${day}|${hour}|${size}`,
    )
  })
})

describe('without a value', () => {
  test('a slot is said by the words it has for that', () => {
    expect(reads('Hello {first_name|there}.')).toBe('Hello there.')
    expect(reads('Hello {first_name|there}.', { first_name: 'Ana' })).toBe('Hello Ana.')
    expect(reads('Hello{first_name|}.')).toBe('Hello.')
  })

  test('and without words for that the gap shows', () => {
    expect(reads('Hello {first_name}.')).toBe('Hello {first_name}.')
  })
})

test('{{ is a brace', () => {
  expect(reads('Type {{code} or {{{code}.', { code: '0042' })).toBe('Type {code} or {0042.')
})

test('a value is never taken apart as a text: braces in it are words', () => {
  expect(reads('Hello {first_name}.', { first_name: '{code} {{' })).toBe('Hello {code} {{.')
})

test('{options} reads out the labels of the asked slot, in its prompt and reprompts', () => {
  const journey = (language: string) => `
language: ${language}
slots:
  plan: {type: choice, values: {small: [small one], mid_size: [middle one], pro: {label: the Pro plan, examples: [pro]}}}
steps:
  - {id: ask, ask: plan, say: 'Which one: {options}?', reprompts: ['{options}?']}
  - {id: bye, end: resolved}
`
  expect(said(play(journey('en'), [noMatch]))).toEqual([
    'Which one: small, mid size, or the Pro plan?',
    'small, mid size, or the Pro plan?',
  ])
  expect(said(play(journey('de')))).toEqual(['Which one: small, mid size oder the Pro plan?'])
})

describe('variations', () => {
  const journey = `
steps:
  - id: ask
    ask: code
    say: [One., Two., Three.]
    next: ask
    no_match: ask
`
  const first = (seed: number) => said(play(journey, [], { seed }))[0]

  test('one is said, the same for the same seed, and every one for some seed', () => {
    for (const seed of [0, 1, 2, 7, -1, 4294967295]) expect(first(seed)).toBe(first(seed))
    const seen = new Set(Array.from({ length: 40 }, (_, seed) => first(seed)))
    expect([...seen].sort()).toEqual(['One.', 'Three.', 'Two.'])
  })

  test('are said in turn where a step comes again: none a second time before all were said', () => {
    const run = play(
      journey,
      ['1', '2', '3', '4', '5'].map((code) => fills({ code })),
    )
    const words = said(run)
    expect(new Set(words.slice(0, 3)).size).toBe(3)
    expect(words.slice(3)).toEqual(words.slice(0, 3))
  })

  test('are recorded by their place in the list and by what chose them', () => {
    const run = play(journey, [], { seed: 3 })
    const [event] = only(run, 'said')
    expect(event?.chosen_by).toBe('seed')
    expect(['One.', 'Two.', 'Three.'][event?.variation ?? -1]).toBe(event?.text)
  })

  test('are those for the channel; where none fits, the first', () => {
    const channels = `
steps:
  - id: ask
    ask: code
    say:
      - {text: By text., channels: [sms]}
      - {text: Spoken., channels: [voice]}
      - {text: Written., channels: [chat, sms]}
`
    const words = (channel: 'chat' | 'voice' | 'email' | 'sms') =>
      new Set(
        Array.from({ length: 20 }, (_, seed) => said(play(channels, [], { channel, seed }))[0]),
      )
    expect(words('chat')).toEqual(new Set(['Written.']))
    expect(words('voice')).toEqual(new Set(['Spoken.']))
    expect(words('sms')).toEqual(new Set(['By text.', 'Written.']))
    expect(words('email')).toEqual(new Set(['By text.']))
    const [event] = only(play(channels, [], { channel: 'chat' }), 'said')
    expect(event?.variation).toBe(2)
  })

  test('follow the channel a `continue_in` changes to', () => {
    const run = play({
      main: 'steps:\n  - {id: on, continue_in: other, channel: voice}\n',
      other: `
steps:
  - {id: say, say: [{text: Written., channels: [chat]}, {text: Spoken., channels: [voice]}]}
  - {id: bye, end: resolved}
`,
    })
    expect(said(run)).toEqual(['Spoken.'])
  })

  test('of a reprompt are by channel too', () => {
    const run = (channel: 'chat' | 'voice') =>
      said(
        play(
          `
steps:
  - id: ask
    ask: code
    say: Code?
    max_tries: 3
    reprompts: [{text: Type it., channels: [chat]}, {text: Say it., channels: [voice]}, Last.]
`,
          [noMatch, noMatch],
          { channel },
        ),
      )
    expect(run('chat')).toEqual(['Code?', 'Type it.', 'Last.'])
    expect(run('voice')).toEqual(['Code?', 'Say it.', 'Last.'])
  })
})

describe('via', () => {
  test("sends the words there beside the conversation, in that channel's variation", () => {
    const run = play(
      `
steps:
  - id: link
    via: sms
    say: [{text: In the app., channels: [voice]}, {text: By text., channels: [sms]}]
  - {id: ask, ask: code, say: [{text: Spoken., channels: [voice]}, Written.]}
`,
      [],
      { channel: 'voice' },
    )
    const [link, ask] = only(run, 'said')
    expect(link).toMatchObject({ text: 'By text.', via: 'sms' })
    expect(ask).not.toHaveProperty('via')
    expect(ask?.chosen_by).toBe('seed')
    expect(run.state.situation.channel).toBe('voice')
  })
})

test('steps without words say nothing', () => {
  const run = play(`
global_intents:
  - {intent: hello, examples: [hello]}
steps:
  - {id: fork, next: ask}
  - {id: ask, ask: code}
  - {id: bye, end: resolved}
`)
  const over = go(run, intent('hello'), fills({ code: '1' }))
  expect(said(over)).toEqual([])
  expect(path(over)).toBe('fork ask bye')
})
