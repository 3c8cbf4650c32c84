// Asking: what is heard at an ask, tries and reprompts, being unable, and what need not be asked.
import { describe, expect, test } from 'vitest'
import {
  ending,
  fills,
  go,
  intent,
  lastSaid,
  lived,
  no,
  noMatch,
  only,
  path,
  play,
  refusal,
  said,
  silence,
  sources,
  told,
  unable,
  values,
  yes,
} from './play.ts'

const ASK = `
steps:
  - {id: ask, ask: code, say: The code?}
  - {id: bye, end: resolved}
`

describe('an answer', () => {
  test('fills the slot, is told, and goes on', () => {
    const run = play(ASK, [fills({ code: '1234' })])
    expect(path(run)).toBe('ask bye')
    expect(values(run)).toEqual({ code: '1234' })
    expect(sources(run)).toEqual({ code: 'answer' })
    expect(told(run)).toEqual(['code'])
  })

  test('goes where its value leads', () => {
    const journey = `
steps:
  - {id: ask, ask: pick, say: Which one?, next: [{if: {pick: red}, go: warm}, {go: cool}]}
  - {id: warm, end: resolved}
  - {id: cool, end: unresolved}
`
    expect(ending(play(journey, [fills({ pick: 'red' })]))).toBe('resolved')
    expect(ending(play(journey, [fills({ pick: 'sky_blue' })]))).toBe('unresolved')
  })

  test('replaces the value there was', () => {
    const twice = `
steps:
  - {id: ask, ask: code, say: The code?}
  - {id: again, ask: code, say: The code again?}
  - {id: bye, end: resolved}
`
    const run = play(twice, [fills({ code: '1234' }), fills({ code: '5678' })])
    expect(values(run)).toEqual({ code: '5678' })
  })

  test('that the organisation has on record already is told, and its source stays', () => {
    const journey = `
known: [code]
${ASK}`
    const run = play(journey, [fills({ code: '1234' })], { given: { code: '1234' } })
    expect(path(run)).toBe('ask bye')
    expect(sources(run)).toEqual({ code: 'organisation' })
    expect(told(run)).toEqual(['code'])
  })

  test('that differs from what is on record replaces it', () => {
    const journey = `
known: [code]
${ASK}`
    const run = play(journey, [fills({ code: '5678' })], { given: { code: '1234' } })
    expect(values(run)).toEqual({ code: '5678' })
    expect(sources(run)).toEqual({ code: 'answer' })
  })
})

describe('volunteered facts', () => {
  const journey = `
known: [first_name]
steps:
  - {id: ask, ask: code, say: The code?, reprompts: [Four digits.], no_match: lost}
  - {id: ask-size, ask: size, say: The size?}
  - {id: bye, end: resolved}
  - {id: lost, end: unresolved}
`

  test('come with the answer, and go on with it', () => {
    const run = play(journey, [fills({ code: '1234', size: 3 })])
    expect(path(run)).toBe('ask ask-size')
    expect(values(run)).toMatchObject({ code: '1234', size: 3 })
    expect(sources(run)).toMatchObject({ code: 'answer', size: 'volunteered' })
    expect(told(run)).toEqual(['code'])
  })

  test('alone bring the prompt again and use no try', () => {
    const run = play(journey, [fills({ size: 3 })])
    expect(path(run)).toBe('ask')
    expect(said(run)).toEqual(['The code?', 'The code?'])
    expect(values(run)).toMatchObject({ size: 3 })
    expect(run.state.situation.tries).toEqual({ noMatch: 0, noInput: 0 })
    expect(lived(run)).toEqual([])
  })

  test('alone use no try however often they are new, and keep the tries used before', () => {
    const run = play(journey, [noMatch, fills({ size: 3 }), fills({ size: 4 }), fills({ size: 3 })])
    expect(said(run)).toEqual(['The code?', 'Four digits.', 'The code?', 'The code?', 'The code?'])
    expect(run.state.situation.tries).toEqual({ noMatch: 1, noInput: 0 })
    expect(path(go(run, noMatch))).toBe('ask lost')
  })

  test('that are nothing new use a try', () => {
    const run = play(journey, [fills({ size: 3 }), fills({ size: 3 })])
    expect(lastSaid(run)).toBe('Four digits.')
    expect(path(go(run, fills({ size: 3 })))).toBe('ask lost')
  })

  test('one new among several use no try', () => {
    const run = play(journey, [fills({ size: 3 }), fills({ size: 3, sure: true })])
    expect(lastSaid(run)).toBe('The code?')
    expect(run.state.situation.tries.noMatch).toBe(0)
  })

  test('that the slot has already keep their source', () => {
    const known = `
known: [size]
steps:
  - {id: ask, ask: code, say: The code?}
  - {id: bye, end: resolved}
`
    const run = play(known, [fills({ size: 3, code: '1234' })], { given: { size: 3 } })
    expect(sources(run)).toEqual({ size: 'organisation', code: 'answer' })
  })

  test('replace what was there, and what was told stays told', () => {
    const two = `
steps:
  - {id: ask, ask: code, say: The code?}
  - {id: ask-size, ask: size, say: The size?}
  - {id: bye, end: resolved}
`
    const run = play(two, [fills({ code: '1234' }), fills({ code: '9999' })])
    expect(values(run)).toEqual({ code: '9999' })
    expect(sources(run)).toEqual({ code: 'volunteered' })
    expect(told(run)).toEqual(['code'])
  })

  test.each([
    ['choice', { pick: 'red' }],
    ['number', { size: 3 }],
    ['money', { cost: 9.5 }],
    ['date', { day: '2026-07-03' }],
    ['time', { hour: '14:30' }],
    ['yes or no', { sure: true }],
    ['phone', { tel: '+6421123456' }],
    ['email', { mail: 'a@example.com' }],
    ['text with a pattern', { ref: 'R12' }],
    ['sensitive', { pin: '«pin»' }],
  ])('can be of the type: %s', (_, volunteered) => {
    const run = play(ASK, [fills(volunteered)])
    expect(values(run)).toEqual(volunteered)
    expect(Object.values(sources(run))).toEqual(['volunteered'])
  })

  test.each([
    ['a plain text', { first_name: 'Ana' }],
    ['a transient slot', { more: true }],
    ['a slot of no journey', { nothing: 'x' }],
    ['the channel', { channel: 'voice' }],
  ])('cannot be %s', (_, volunteered) => {
    const run = play(ASK)
    expect(refusal(run, fills(volunteered))).toMatch(/\w/)
    expect(refusal(run, fills({ code: '1234', ...volunteered }))).toMatch(/\w/)
  })

  test('cannot be a slot that only another journey declares', () => {
    const run = play({
      main: `
slots:
  code: {type: digits}
steps:
  - {id: ask, ask: code, say: The code?}
  - {id: sub, subjourney: other}
  - {id: bye, end: resolved}
`,
      other: `
slots:
  size: {type: number}
steps:
  - {id: ask-size, ask: size, say: The size?}
  - {id: back, end: resolved}
`,
    })
    expect(refusal(run, fills({ size: 3 }))).toContain('size')
    const inside = go(run, fills({ code: '1' }))
    expect(path(inside)).toBe('ask sub ask-size')
    expect(refusal(inside, fills({ code: '2', size: 3 }))).toContain('code')
  })
})

describe('tries', () => {
  const journey = (more = '') => `
steps:
  - {id: ask, ask: code, say: The code?${more}}
  - {id: bye, end: resolved}
  - {id: misunderstood, end: unresolved}
  - {id: silent, end: unresolved}
  - {id: cannot, end: unresolved}
`

  test('are two unless the ask says otherwise', () => {
    const run = play(journey(', no_match: misunderstood'), [noMatch])
    expect(path(run)).toBe('ask')
    expect(path(go(run, noMatch))).toBe('ask misunderstood')
  })

  test.each([1, 2, 3, 5])('are %i where the ask says so', (most) => {
    const before = Array.from({ length: most - 1 }, () => noMatch)
    const run = play(journey(`, max_tries: ${most}, no_match: misunderstood`), before)
    expect(path(run)).toBe('ask')
    expect(said(run)).toHaveLength(most)
    expect(path(go(run, noMatch))).toBe('ask misunderstood')
  })

  test('without a reprompt bring the prompt', () => {
    const run = play(journey(', max_tries: 3'), [noMatch, silence])
    expect(said(run)).toEqual(['The code?', 'The code?', 'The code?'])
  })

  test('bring the next reprompt, and the last is repeated', () => {
    const run = play(journey(', max_tries: 5, reprompts: [First., Second.]'), [
      noMatch,
      silence,
      noMatch,
      silence,
    ])
    expect(said(run)).toEqual(['The code?', 'First.', 'Second.', 'Second.', 'Second.'])
    expect(only(run, 'said').map(({ reprompt, after }) => [reprompt, after])).toEqual([
      [undefined, undefined],
      [1, 'no_match'],
      [2, 'no_input'],
      [2, 'no_match'],
      [2, 'no_input'],
    ])
  })

  test('have reprompts of their own after silence, counted apart, and share max_tries', () => {
    const map =
      ', max_tries: 5, no_match: misunderstood, reprompts: {no_match: [M1., M2.], no_input: [S1., S2.]}'
    const run = play(journey(map), [silence, noMatch, noMatch, silence])
    expect(said(run)).toEqual(['The code?', 'S1.', 'M1.', 'M2.', 'S2.'])
    expect(path(go(run, silence))).toBe('ask misunderstood')
  })

  test('without a reprompt for silence bring the prompt after silence', () => {
    const map = ', max_tries: 3, reprompts: {no_match: [M1.]}'
    expect(said(play(journey(map), [silence, noMatch]))).toEqual(['The code?', 'The code?', 'M1.'])
    const other = ', max_tries: 3, reprompts: {no_input: [S1.]}'
    expect(said(play(journey(other), [silence, noMatch]))).toEqual([
      'The code?',
      'S1.',
      'The code?',
    ])
  })

  const routed = journey(', no_match: misunderstood, no_input: silent, unable: cannot')

  test('used up go by what came last', () => {
    expect(path(play(routed, [silence, noMatch]))).toBe('ask misunderstood')
    expect(path(play(routed, [noMatch, silence]))).toBe('ask silent')
    expect(path(play(routed, [silence, silence]))).toBe('ask silent')
  })

  test('are used by a fact that is nothing new as by words not understood', () => {
    expect(path(play(routed, [fills({ size: 1 }), fills({ size: 1 }), fills({ size: 1 })]))).toBe(
      'ask misunderstood',
    )
  })

  test('start afresh at the next ask, and when the same ask is entered again', () => {
    const loop = `
steps:
  - {id: ask, ask: code, say: The code?, no_match: lost}
  - {id: ask-more, ask: more, say: More?, no_match: lost, next: [{if: {more: true}, go: ask}, {go: bye}]}
  - {id: bye, end: resolved}
  - {id: lost, end: unresolved}
`
    const run = play(loop, [noMatch, fills({ code: '1234' })])
    expect(run.state.situation.tries).toEqual({ noMatch: 0, noInput: 0 })
    const again = go(run, noMatch, fills({ more: true }), noMatch)
    expect(path(again)).toBe('ask ask-more ask')
    expect(path(go(again, silence))).toBe('ask ask-more ask lost')
  })

  test('each lived through as not being understood, silence too', () => {
    expect(lived(play(routed, [silence, noMatch]))).toEqual(['not_understood', 'not_understood'])
  })
})

describe('where an ask goes without an answer', () => {
  const steps = (fallback: string, keys: string) => `${fallback}
steps:
  - {id: ask, ask: code, say: The code?, max_tries: 1${keys}}
  - {id: bye, end: resolved}
  - {id: a, end: unresolved}
  - {id: b, end: unresolved}
  - {id: c, end: unresolved}
  - {id: d, end: unresolved}
`
  test.each([
    // fallback, keys of the ask: misunderstood, silent, unable
    ['fallback: d', ', no_match: a, no_input: b, unable: c', 'a', 'b', 'c'],
    ['', ', no_match: a', 'a', 'a', 'a'],
    ['fallback: d', ', no_match: a', 'a', 'a', 'a'],
    ['fallback: d', ', no_input: b', 'd', 'b', 'd'],
    ['fallback: d', ', unable: c', 'd', 'd', 'c'],
    ['fallback: d', '', 'd', 'd', 'd'],
  ])('%s%s', (fallback, keys, misunderstood, silent, cannot) => {
    const journey = steps(fallback, keys)
    expect(path(play(journey, [noMatch]))).toBe(`ask ${misunderstood}`)
    expect(path(play(journey, [silence]))).toBe(`ask ${silent}`)
    expect(path(play(journey, [unable]))).toBe(`ask ${cannot}`)
  })

  test('is a dead end with no route and no fallback', () => {
    const journey = steps('', '')
    for (const input of [noMatch, silence, unable]) {
      const run = play(journey, [input])
      expect(path(run)).toBe('ask')
      expect(ending(run)).toBe('dead_end')
    }
    expect(ending(play(steps('', ', no_input: b'), [noMatch]))).toBe('dead_end')
    expect(ending(play(steps('', ', unable: c'), [silence]))).toBe('dead_end')
  })

  test('unable goes at once, whatever the tries', () => {
    const journey = steps('', ', no_match: a, unable: c').replace('max_tries: 1', 'max_tries: 5')
    expect(path(play(journey, [unable]))).toBe('ask c')
    expect(path(play(journey, [noMatch, unable]))).toBe('ask c')
    expect(lived(play(journey, [unable]))).toEqual([])
  })

  test('fills nothing', () => {
    const journey = steps('', ', no_match: a')
    expect(values(play(journey, [unable]))).toEqual({})
    expect(told(play(journey, [noMatch]))).toEqual([])
  })
})

describe('skip_if_known', () => {
  const skipping = `
sometimes_known: [code]
steps:
  - {id: greet, say: Hello.}
  - {id: ask, ask: code, skip_if_known: true, say: The code?, next: [{if: {code: '1234'}, go: bye}, {go: other}]}
  - {id: bye, end: resolved}
  - {id: other, end: unresolved}
`

  test('passes through a known slot in silence, and goes on as if answered', () => {
    const run = play(skipping, [], { given: { code: '1234' } })
    expect(path(run)).toBe('greet (ask) bye')
    expect(said(run)).toEqual(['Hello.'])
    expect(told(run)).toEqual([])
    expect(sources(run)).toEqual({ code: 'organisation' })
    expect(path(play(skipping, [], { given: { code: '9999' } }))).toBe('greet (ask) other')
  })

  test('asks for a slot without a value', () => {
    expect(said(play(skipping))).toEqual(['Hello.', 'The code?'])
  })

  test('passes through what was volunteered', () => {
    const run = play(
      `
steps:
  - {id: ask, ask: code, say: The code?}
  - {id: ask-size, ask: size, skip_if_known: true, say: The size?}
  - {id: bye, end: resolved}
`,
      [fills({ size: 3, code: '1234' })],
    )
    expect(path(run)).toBe('ask (ask-size) bye')
  })

  test('is what the journey says where the ask says nothing', () => {
    const journey = `
known: [code, size]
skip_if_known: true
steps:
  - {id: ask, ask: code, say: The code?}
  - {id: ask-size, ask: size, skip_if_known: false, say: The size?}
  - {id: bye, end: resolved}
`
    expect(path(play(journey))).toBe('(ask) ask-size')
  })

  test('is off where nothing says so', () => {
    expect(path(play(`known: [code]\n${ASK}`))).toBe('ask')
  })

  test('never passes through a transient slot', () => {
    const journey = `
skip_if_known: true
steps:
  - {id: ask, ask: more, say: More?}
  - {id: again, ask: more, skip_if_known: true, say: And now?}
  - {id: bye, end: resolved}
`
    const run = play(journey, [fills({ more: true })])
    expect(values(run)).toEqual({ more: true })
    expect(path(run)).toBe('ask again')
  })

  test('takes what the step forgets, and counts what it fulfils, as leaving it does', () => {
    const journey = `
known: [code]
steps:
  - {id: promise, promise: look-up}
  - {id: ask, ask: code, skip_if_known: true, say: The code?, forget: [code], fulfils: look-up}
  - {id: again, ask: code, skip_if_known: true, say: The code now?}
  - {id: bye, end: resolved}
`
    const run = play(journey)
    expect(path(run)).toBe('promise (ask) again')
    expect(only(run, 'kept')).toEqual([{ type: 'kept', promise: 'look-up' }])
  })
})

describe('a yes or no slot', () => {
  const journey = `
steps:
  - {id: ask, ask: sure, say: Sure?, next: [{if: {sure: true}, go: bye}, {go: other}]}
  - {id: bye, end: resolved}
  - {id: other, end: unresolved}
`
  test('is filled by its value', () => {
    expect(path(play(journey, [fills({ sure: true })]))).toBe('ask bye')
    expect(path(play(journey, [fills({ sure: false })]))).toBe('ask other')
  })
  test('is answered by a plain yes or no', () => {
    expect(path(play(journey, [yes]))).toBe('ask bye')
    const run = play(journey, [no])
    expect(path(run)).toBe('ask other')
    expect(values(run)).toEqual({ sure: false })
    expect(told(run)).toEqual(['sure'])
  })
  test('alone is: at any other ask a plain yes or no uses a try', () => {
    const run = play(ASK, [yes])
    expect(lived(run)).toEqual(['not_understood'])
    expect(values(run)).toEqual({})
    expect(ending(go(run, no))).toBe('dead_end')
  })
})

describe('what cannot be heard at an ask', () => {
  const run = play(ASK)
  test('values that the slot cannot hold', () => {
    expect(refusal(run, fills({ code: '' }))).toContain('code')
    expect(refusal(run, fills({ code: true }))).toContain('code')
    expect(refusal(run, fills({ size: 'three' }))).toContain('size')
    expect(refusal(run, fills({ size: Number.NaN }))).toContain('size')
    expect(refusal(run, fills({ pick: 'green' }))).toContain('pick')
    expect(refusal(run, fills({ cost: Number.POSITIVE_INFINITY }))).toContain('cost')
    expect(refusal(run, fills({ sure: 'yes' }))).toContain('sure')
  })
  test('a sensitive value that is no token of the slot', () => {
    for (const pin of ['1234', '«code»', '«pin', '«pin x»', '«pin 2» 1234', 1234])
      expect(refusal(run, fills({ pin }))).toContain('pin')
    expect(values(go(run, fills({ pin: '«pin 2»' })))).toEqual({ pin: '«pin 2»' })
  })
  test('an intent that nobody listens for', () => {
    expect(refusal(run, intent('upset'))).toContain('upset')
  })
})
