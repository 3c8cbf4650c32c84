// What the customer lives through, and the mood it leaves.
import { describe, expect, test } from 'vitest'
import type { Input } from '../../src/engine/index.ts'
import {
  did,
  fills,
  finds,
  go,
  intent,
  lived,
  noMatch,
  only,
  play,
  type Run,
  silence,
  unable,
} from './play.ts'

const moods = (run: Run) => only(run, 'experienced').map(({ mood }) => mood)

/** What one experience is by default, and the inputs that bring it about from a mood of 0. */
const EXPERIENCES: readonly (readonly [string, number, string, readonly Input[]])[] = [
  [
    'asked_again code',
    -1,
    '- {id: a, ask: code, say: C?}\n  - {id: b, ask: code, say: C?}',
    [fills({ code: '1' })],
  ],
  ['not_understood', -1, '- {id: a, ask: code, say: C?}', [noMatch]],
  ['not_understood', -1, '- {id: a, confirm: [code], say: C?}', [silence]],
  [
    'told_no look_up',
    -1,
    '- {id: a, do: look_up, outcomes: {failed: a}}',
    [did('look_up', 'failed')],
  ],
  ['told_no look_up', -1, '- {id: a, do: look_up, outcomes: {no: a}}', [did('look_up', 'no')]],
  ['nobody_free t', -1, '- {id: a, handoff: t, unavailable: a}', [finds('t', 'busy')]],
  ['nobody_free t', -1, '- {id: a, handoff: t, unavailable: a}', [finds('t', 'closed')]],
  ['handed_off_cold t', -2, '- {id: a, handoff: t}', [finds('t')]],
  ['handed_off_warm t', 1, '- {id: a, handoff: t, mode: warm}', [finds('t')]],
  ['dead_end', -3, '- {id: a, say: A.}', []],
  [
    'promise_kept p',
    1,
    '- {id: a, promise: p}\n  - {id: b, do: act, fulfils: p, next: b}',
    [did('act')],
  ],
  ['resolved', 2, '- {id: a, end: resolved}', []],
]

describe('an experience', () => {
  test.each(EXPERIENCES)('%s: %i', (experience, effect, steps, inputs) => {
    const run = play(`steps:\n  ${steps}\n`, inputs)
    expect(lived(run)).toEqual([experience])
    expect(moods(run)).toEqual([effect])
    expect(run.state.mood).toBe(effect)
  })

  test.each(EXPERIENCES)("%s starts from the persona's mood", (_, effect, steps, inputs) => {
    const run = play(`steps:\n  ${steps}\n`, inputs, { persona: 'mood: {start: 1}' })
    expect(run.state.mood).toBe(1 + effect)
  })

  test('has the effect that the persona says, if it says one', () => {
    const persona = 'mood: {start: -1}\nreactions: {not_understood: -3, resolved: 0}'
    const journey = `
steps:
  - {id: a, ask: code, say: C?}
  - {id: bye, end: resolved}
`
    expect(moods(play(journey, [noMatch, fills({ code: '1' })], { persona }))).toEqual([-4, -4])
  })

  test('never takes the mood below -5 or above 5', () => {
    const journey = `
steps:
  - {id: a, ask: code, say: C?, max_tries: 9}
  - {id: bye, end: resolved}
`
    const low = play(journey, [noMatch, noMatch, noMatch], { persona: 'mood: {start: -4}' })
    expect(moods(low)).toEqual([-5, -5, -5])
    const high = play(journey, [fills({ code: '1' })], { persona: 'mood: {start: 4}' })
    expect(moods(high)).toEqual([5])
  })

  test('there is none in an unresolved end, in a stop, in silence kept by the system', () => {
    expect(lived(play('steps:\n  - {id: a, end: unresolved}\n'))).toEqual([])
  })
})

describe('asked_again', () => {
  test('is prompting for what was volunteered', () => {
    const journey = `
steps:
  - {id: a, ask: code, say: C?}
  - {id: b, ask: size, say: S?}
`
    expect(lived(play(journey, [fills({ code: '1', size: 3 })]))).toEqual(['asked_again size'])
  })

  test('is not asking for what the organisation or an action knows', () => {
    const journey = `known: [code]
steps:
  - {id: act, do: look_up, learns: [size]}
  - {id: a, ask: code, say: C?}
  - {id: b, ask: size, say: S?}
`
    expect(lived(play(journey, [did('look_up'), fills({ code: '1' })]))).toEqual([])
  })

  test('is not a transient question, a skipped ask, a reprompt or a return to the same ask', () => {
    const journey = `
global_intents:
  - {intent: hello, examples: [hello]}
steps:
  - {id: a, ask: code, say: C?}
  - {id: b, ask: code, skip_if_known: true, say: C?}
  - {id: c, ask: more, say: M?}
  - {id: d, ask: more, say: M?}
  - {id: e, ask: code, say: C?, max_tries: 5}
`
    const run = play(journey, [fills({ code: '1' }), fills({ more: true }), fills({ more: true })])
    expect(lived(run)).toEqual(['asked_again code'])
    const more = go(run, noMatch, intent('hello'), fills({ size: 3 }))
    expect(lived(more)).toEqual(['asked_again code', 'not_understood'])
  })
})

describe('kept_waiting', () => {
  test.each([
    ['4 minutes', false],
    ['5 minutes', false],
    ['6 minutes', true],
    ['1 hour', true],
    ['1 working day', true],
  ])('%s: %s', (wait, long) => {
    const journey = `
steps:
  - {id: hand, handoff: t, mode: warm, wait: ${wait}, unavailable: hand}
`
    expect(lived(play(journey, [finds('t')])).includes('kept_waiting t')).toBe(long)
    expect(lived(play(journey, [finds('t', 'busy')]))).toEqual(['nobody_free t'])
  })
})

describe('acknowledged', () => {
  const feeling = (feels: string) => `
steps:
  - {id: bad, say: Sad news., feels: ${feels}}
  - {id: sorry, say: That is hard., acknowledges: true}
  - {id: again, say: Really., acknowledges: true}
  - {id: end, end: unresolved}
`
  test.each([
    'anxious',
    'confused',
    'frustrated',
    'angry',
    'disappointed',
    'embarrassed',
    'grieving',
    'overwhelmed',
  ])('is once, after a step that feels %s', (feels) => {
    expect(lived(play(feeling(feels)))).toEqual(['acknowledged'])
  })

  test.each(['neutral', 'relieved', 'pleased'])('is not after a step that feels %s', (feels) => {
    expect(lived(play(feeling(feels)))).toEqual([])
  })

  test('is after an outcome other than succeeded', () => {
    const journey = `
steps:
  - {id: act, do: look_up, outcomes: {succeeded: sorry, failed: sorry, refused: sorry}}
  - {id: sorry, say: That is hard., acknowledges: true}
  - {id: end, end: unresolved}
`
    expect(lived(play(journey, [did('look_up', 'refused')]))).toEqual([
      'told_no look_up',
      'acknowledged',
    ])
    expect(lived(play(journey, [did('look_up', 'failed')]))).toContain('acknowledged')
    expect(lived(play(journey, [did('look_up')]))).toEqual([])
  })

  test('is after a feeling that a customer expresses', () => {
    const journey = `
global_intents:
  - {intent: upset, examples: [ugh], feels: angry, next: sorry}
  - {intent: chat, examples: [hm], next: sorry}
steps:
  - {id: ask, ask: code, say: C?, unable: sorry}
  - {id: sorry, say: That is hard., acknowledges: true}
  - {id: end, end: unresolved}
`
    expect(lived(play(journey, [intent('upset')]))).toEqual(['acknowledged'])
    expect(lived(play(journey, [intent('chat')]))).toEqual([])
    expect(lived(play(journey, [unable]))).toEqual([])
  })
})

describe('greeted_by_name', () => {
  const greeting = (first: string, name = 'first_name') => `
slots:
  ${name}: {type: text}
  code: {type: digits}
known: [${name}, code]
steps:
  - {id: silent, next: greet}
  - {id: greet, say: '${first}'}
  - {id: again, say: 'Well, {${name}}.'}
  - {id: end, end: unresolved}
`
  test('is when the first words use a name that is on record', () => {
    expect(lived(play(greeting('Hi {first_name}.')))).toEqual(['greeted_by_name'])
    expect(lived(play(greeting('Hi {name}.', 'name')))).toEqual(['greeted_by_name'])
  })

  test('is not when later words do, or other facts are used', () => {
    expect(lived(play(greeting('Hi.')))).toEqual([])
    expect(lived(play(greeting('Hi {code}.')))).toEqual([])
    expect(lived(play(greeting('Hi {username}.', 'username')))).toEqual([])
  })

  test('is not when the name is not on record', () => {
    const unknown = greeting('Hi {first_name|there}.').replace('known:', 'sometimes_known:')
    expect(lived(play(unknown))).toEqual([])
    expect(lived(play(unknown, [], { given: { first_name: 'Ana' } }))).toEqual(['greeted_by_name'])
  })
})

test('a mood in what happened is the mood after it', () => {
  const journey = `known: [first_name]
steps:
  - {id: greet, say: 'Hi {first_name}.'}
  - {id: ask, ask: code, say: C?, max_tries: 3}
  - {id: act, do: look_up}
`
  const run = play(journey, [noMatch, silence, fills({ code: '1' }), did('look_up', 'failed')], {
    persona: 'mood: {start: 1}',
  })
  expect(lived(run)).toEqual([
    'greeted_by_name',
    'not_understood',
    'not_understood',
    'told_no look_up',
    'dead_end',
  ])
  expect(moods(run)).toEqual([2, 1, 0, -1, -4])
})
