// Given these files, this is the journey that the engine and the analysis see.
import { describe, expect, test } from 'vitest'
import { type Journey, loadTexts, type Step } from '../../src/model/index.ts'
import { ANA, QUERY_A_CHARGE, REFUSED } from './whole-journey.ts'

const load = (journey: string): Journey => {
  const project = loadTexts({ 'journeys/a.yaml': journey })
  expect(project.diagnostics.map(({ message }) => message)).toEqual([])
  const [only] = project.journeys.values()
  if (only === undefined) throw new Error('the journey is meant to be sound')
  return only
}

const step = <K extends Step['kind']>(journey: Journey, id: string, kind: K) => {
  const found = journey.stepById.get(id)
  if (found?.kind !== kind) throw new Error(`${id} is meant to be ${kind}`)
  return found as Extract<Step, { kind: K }>
}

const HEAD = `journey: a
title: T
channels: [chat]
slots:
  first_name: {type: text}
  n: {type: number}
  sure: {type: yes_no}
  wants: {type: choice, values: {a_refund: [money], help: {label: some help, key: 2, examples: [h]}, nothing: }}
`

describe('the whole journey of the format', () => {
  const project = loadTexts({
    'journeys/query-a-charge.yaml': QUERY_A_CHARGE,
    'personas/ana.yaml': ANA,
    'scenarios/refused.yaml': REFUSED,
  })
  const journey = project.journeys.get('query-a-charge')
  if (journey === undefined) throw new Error('the journey is meant to be sound')

  test('loads without a diagnostic', () => {
    expect(project.diagnostics).toEqual([])
    expect([...project.broken.keys()]).toEqual([])
    expect(project.entries).toEqual(['query-a-charge'])
    expect(project.files).toEqual([
      '/journeys/query-a-charge.yaml',
      '/personas/ana.yaml',
      '/scenarios/refused.yaml',
    ])
  })

  test('a step without `next` goes to the one that follows; the last goes nowhere', () => {
    expect(step(journey, 'greet', 'say').next).toEqual([
      { forget: [], go: 'ask-wants', path: ['steps', 0, 'next'] },
    ])
    expect(step(journey, 'promise-email', 'promise').next[0]?.go).toBe('bye-for-now')
    expect(step(journey, 'bye', 'end').next).toEqual([])
    expect(step(journey, 'to-a-person', 'handoff').next).toEqual([])
  })

  test('routes keep their conditions and what they forget', () => {
    expect(step(journey, 'anything-else', 'ask').next).toEqual([
      {
        when: [[{ slot: 'anything_else', op: 'in', values: [true] }]],
        forget: ['wants'],
        go: 'ask-wants',
        path: ['steps', 9, 'next', 0],
      },
      { forget: [], go: 'bye', path: ['steps', 9, 'next', 1] },
    ])
  })

  test('silence and inability go where misunderstanding goes, unless they say otherwise', () => {
    const asked = step(journey, 'anything-else', 'ask')
    expect([asked.noMatch, asked.noInput, asked.unable]).toEqual(['bye', 'bye', 'bye'])
    const account = step(journey, 'ask-account', 'ask')
    expect([account.noMatch, account.noInput, account.unable]).toEqual([
      undefined,
      undefined,
      'to-a-person',
    ])
    expect(account.skipIfKnown).toBe(true)
    expect(asked.skipIfKnown).toBe(false)
    expect(asked.maxTries).toBe(2)
  })

  test('an action has both standard outcomes; what it learns and keeps belongs to success', () => {
    expect(step(journey, 'check-refund', 'do').outcomes).toMatchObject([
      { name: 'succeeded', go: 'confirm-refund', learns: ['refund_amount'] },
      { name: 'failed', learns: [] },
      { name: 'not_eligible', go: 'sorry-no-refund', learns: [] },
    ])
    expect(step(journey, 'check-refund', 'do').outcomes[1]).not.toHaveProperty('go')
    const callback = step(journey, 'book-callback', 'do').outcomes
    expect(callback.map(({ fulfils }) => fulfils)).toEqual(['callback', undefined])
  })

  test('a handoff that is closed goes where one without anybody free goes', () => {
    const handoff = step(journey, 'to-a-person', 'handoff')
    expect(handoff).toMatchObject({ team: 'billing team', mode: 'warm', passes: 'all' })
    expect(handoff.wait).toEqual({ amount: 3, unit: 'minutes', text: '3 minutes' })
    expect([handoff.unavailable, handoff.closed]).toEqual(['book-callback', 'book-callback'])
  })

  test('`resume` is the absence of a step to go to', () => {
    expect(journey.globalIntents.map(({ intent, next }) => [intent, next])).toEqual([
      ['asks_for_a_person', 'to-a-person'],
      ['upset', undefined],
    ])
  })

  test('a promise with an owner anywhere is owned', () => {
    expect([...project.promises.values()]).toEqual([
      { id: 'callback', owned: false },
      { id: 'email', owned: true },
      { id: 'refund-on-bill', owned: false },
    ])
  })

  test('nodes are found again in the file', () => {
    const asked = step(journey, 'ask-account', 'ask')
    const line = QUERY_A_CHARGE.split('\n').indexOf('    ask: account_number') + 1
    expect(journey.file.locate([...asked.path, 'ask'])).toEqual({
      start: { line, column: 10 },
      end: { line, column: 24 },
    })
    expect(journey.file.locate([...asked.path, 'ask'], 'key').start.column).toBe(5)
    expect(journey.file.locate([...asked.path, 'nowhere', 3]).start.line).toBe(line - 1)
  })

  test('the persona and the scenario have their values and defaults', () => {
    const ana = project.personas.get('ana')
    expect(ana).toMatchObject({
      mood: { start: -1, patience: 4 },
      onRecord: { first_name: 'Ana' },
      knows: { wants: 'refund' },
      context: { attention: ['eyes_busy'], timePressure: 'high', atHand: [] },
      reactions: { asked_again: -2 },
    })
    expect(project.scenarios[0]).toMatchObject({
      actions: {
        check_refund: [{ outcome: 'not_eligible', learns: {} }],
        post_refund: [{ outcome: 'succeeded', learns: { refund_amount: 48 } }],
      },
      turns: [
        { says: expect.any(String), means: { fills: { wants: 'refund' } } },
        { says: '41229011' },
        { silent: true },
      ],
    })
  })
})

describe('texts', () => {
  const said = (written: string) =>
    load(`${HEAD}steps:\n  - {id: x, say: ${written}}\n`).steps[0]?.say.map(({ parts }) => parts)

  test('slots, words where a slot has no value, braces that are words', () => {
    expect(said('"Hi {first_name|there}, {{x}} by {channel}{first_name}"')).toEqual([
      [
        { kind: 'words', words: 'Hi ' },
        { kind: 'slot', slot: 'first_name', otherwise: 'there' },
        { kind: 'words', words: ', {x}} by ' },
        { kind: 'slot', slot: 'channel' },
        { kind: 'slot', slot: 'first_name' },
      ],
    ])
  })

  test.each(['01229011', 'no', '1.10', '1_000', '0x1F', 'null', '~', '2024-01-01', 'true', '.inf'])(
    '%s keeps its spelling',
    (written) => {
      expect(said(written)).toEqual([[{ kind: 'words', words: written }]])
    },
  )

  test('block, folded and plain texts of several lines are one text', () => {
    const journey = load(
      `${HEAD}steps:\n  - id: a\n    say: |\n      One\n      two\n  - id: b\n    say: >-\n      One\n      two\n  - id: c\n    say: One\n      two\n`,
    )
    expect(journey.steps.map(({ say }) => say[0]?.source)).toEqual([
      'One\ntwo\n',
      'One two',
      'One two',
    ])
  })

  test('an anchor repeats a text, a comment is none of it', () => {
    const journey = load(
      `${HEAD}steps:\n  - {id: a, say: &hi Hello there}  # not said\n  - {id: b, say: *hi}\n`,
    )
    expect(journey.steps.map(({ say }) => say[0]?.source)).toEqual(['Hello there', 'Hello there'])
  })

  test('a byte order mark and Windows line ends change nothing', () => {
    const plain = `${HEAD}steps:\n  - {id: a, say: Hello}\n  - {id: b, end: resolved}\n`
    const journey = load(`\uFEFF${plain.replaceAll('\n', '\r\n')}`)
    expect(journey.steps.map(({ id }) => id)).toEqual(['a', 'b'])
    expect(journey.file.locate(['steps', 1, 'id']).start).toEqual({ line: 11, column: 10 })
  })
})

describe('values are read as the types of their slots', () => {
  const tests = (condition: string) =>
    load(
      `${HEAD}steps:\n  - {id: a, next: [{if: ${condition}, go: b}]}\n  - {id: b, end: resolved}\n`,
    ).steps[0]?.next[0]?.when

  test('numbers, yes and no, choices, channels', () => {
    expect(tests('{n: 1.10, sure: no, wants: [a_refund, help], channel: {not: chat}}')).toEqual([
      [
        { slot: 'n', op: 'in', values: [1.1] },
        { slot: 'sure', op: 'in', values: [false] },
        { slot: 'wants', op: 'in', values: ['a_refund', 'help'] },
        { slot: 'channel', op: 'not_in', values: ['chat'] },
      ],
    ])
  })

  test('bounds, known, and any of several groups', () => {
    expect(tests('[{n: {over: 3, at_most: 5}}, {wants: {known: false}}]')).toEqual([
      [
        { slot: 'n', op: 'over', bound: 3 },
        { slot: 'n', op: 'at_most', bound: 5 },
      ],
      [{ slot: 'wants', op: 'known', known: false }],
    ])
  })

  test('a text keeps its spelling', () => {
    expect(tests('{first_name: 0110}')).toEqual([
      [{ slot: 'first_name', op: 'in', values: ['0110'] }],
    ])
  })

  test('a choice has labels, in words where the file has none', () => {
    const journey = load(`${HEAD}steps:\n  - {id: a, end: resolved}\n`)
    expect(journey.slots.get('wants')?.values).toEqual([
      { value: 'a_refund', label: 'a refund', examples: ['money'] },
      { value: 'help', label: 'some help', key: '2', examples: ['h'] },
      { value: 'nothing', label: 'nothing', examples: [] },
    ])
  })
})

describe('steps', () => {
  test('reprompts as a list serve both; as a map, each its own', () => {
    const journey = load(
      `${HEAD}steps:\n  - {id: a, ask: n, say: N, reprompts: [One]}\n  - {id: b, ask: n, say: N, reprompts: {no_input: [Two]}}\n`,
    )
    const said = (id: string) => {
      const { noMatch, noInput } = step(journey, id, 'ask').reprompts
      return [noMatch, noInput].map((wording) => wording.map(({ source }) => source))
    }
    expect(said('a')).toEqual([['One'], ['One']])
    expect(said('b')).toEqual([[], ['Two']])
  })

  test('a journey’s `skip_if_known` is the default of its asks', () => {
    const journey = load(
      `${HEAD}skip_if_known: true\nsteps:\n  - {id: a, ask: n, say: N}\n  - {id: b, ask: n, say: N, skip_if_known: false}\n`,
    )
    expect(journey.steps.map((one) => one.kind === 'ask' && one.skipIfKnown)).toEqual([true, false])
  })

  test('what is passed is told apart: slots and promises', () => {
    const journey = load(
      `${HEAD}steps:\n  - {id: a, promise: call, say: We call, within: 2 working days}\n  - {id: b, handoff: team, passes: [n, call], unavailable: c}\n  - {id: c, end: unresolved}\n`,
    )
    expect(step(journey, 'b', 'handoff').passes).toEqual({ slots: ['n'], promises: ['call'] })
    expect(step(journey, 'b', 'handoff').mode).toBe('cold')
    expect(step(journey, 'a', 'promise').within).toEqual({
      amount: 2,
      unit: 'working days',
      text: '2 working days',
    })
  })

  test('an outcome adds to what success learns and keeps', () => {
    const journey = load(
      `${HEAD}steps:\n  - {id: a, promise: p, say: P}\n  - {id: b, do: x, learns: [n], outcomes: {failed: {go: c, forget: [n]}, succeeded: {learns: [n, wants], fulfils: p}}}\n  - {id: c, end: resolved}\n`,
    )
    expect(step(journey, 'b', 'do').outcomes).toMatchObject([
      { name: 'succeeded', learns: ['n', 'wants'], fulfils: 'p', forget: [] },
      { name: 'failed', go: 'c', learns: [], forget: ['n'] },
    ])
  })
})

describe('includes', () => {
  const shared = `slots:\n  n: {type: number, describe: shared}\n  m: {type: money}\nglobal_intents:\n  - {intent: upset, examples: [shared]}\n  - {intent: lost, examples: [lost]}\n`
  const project = loadTexts({
    'journeys/a.yaml': `journey: a\ntitle: T\nchannels: [chat]\ninclude: [../parts/all.yaml]\nslots:\n  n: {type: number, describe: own}\nglobal_intents:\n  - {intent: upset, examples: [own]}\nsteps:\n  - {id: x, ask: m, say: M}\n`,
    'parts/all.yaml': shared,
  })
  const journey = project.journeys.get('a')

  test('share slots and intents; the journey’s own win', () => {
    expect(project.diagnostics).toEqual([])
    expect(journey?.slots.get('n')?.describe).toBe('own')
    expect(journey?.slots.get('m')?.file.path).toBe('/parts/all.yaml')
    expect(journey?.globalIntents.map(({ intent, examples }) => [intent, examples])).toEqual([
      ['upset', ['own']],
      ['lost', ['lost']],
    ])
    expect(journey?.includes.map(({ path }) => path)).toEqual(['/parts/all.yaml'])
  })
})

describe('where a conversation can start', () => {
  const journey = (id: string, step: string, keys = '') =>
    `journey: ${id}\ntitle: T\nchannels: [chat]\n${keys}steps:\n  - {id: x, ${step}}\n`
  const entries = (...texts: readonly string[]) =>
    loadTexts(Object.fromEntries(texts.map((text, index) => [`journeys/${index}.yaml`, text])))
      .entries

  test('at journeys that no other refers to', () => {
    expect(
      entries(
        journey('a', 'subjourney: b'),
        journey('b', 'continue_in: c'),
        journey('c', 'end: resolved'),
      ),
    ).toEqual(['a'])
  })
  test('at all, where every one is referred to', () => {
    expect(entries(journey('a', 'continue_in: b'), journey('b', 'continue_in: a'))).toEqual([
      'a',
      'b',
    ])
  })
  test('at those that say so, and not at those that say not', () => {
    expect(
      entries(journey('a', 'continue_in: b'), journey('b', 'end: resolved', 'entry: true\n')),
    ).toEqual(['a', 'b'])
    expect(
      entries(journey('a', 'continue_in: b', 'entry: false\n'), journey('b', 'continue_in: a')),
    ).toEqual(['b'])
  })
  test('a broken journey still refers to others', () => {
    expect(
      entries(journey('a', 'subjourney: b', 'shar: 3\n'), journey('b', 'end: resolved')),
    ).toEqual([])
  })
})

test('a name of JavaScript’s own is a name like any other', () => {
  const project = loadTexts({
    'journeys/a.yaml': `journey: a\ntitle: T\nchannels: [chat]\nslots:\n  constructor: {type: choice, values: {__proto__: [x], constructor: [y]}}\nsteps:\n  - {id: constructor, do: constructor, learns: [constructor], outcomes: {constructor: constructor}}\n  - {id: b, next: [{if: {constructor: __proto__}, go: b}]}\n`,
    'personas/p.yaml': 'persona: p\nname: P\nsummary: P\nknows: {constructor: constructor}\n',
  })
  expect(project.diagnostics).toEqual([])
  expect(project.slots.get('constructor')?.values.map(({ value }) => value)).toEqual([
    '__proto__',
    'constructor',
  ])
  expect(project.personas.get('p')?.knows.constructor).toBe('constructor')
  expect(project.personas.get('p')?.onRecord.constructor).toBeUndefined()
})
