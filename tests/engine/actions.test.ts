// Back-end actions: outcomes, what they learn, keep and make uncertain.
import { describe, expect, test } from 'vitest'
import {
  confirmed,
  did,
  ending,
  fills,
  go,
  kept,
  lived,
  only,
  path,
  play,
  refusal,
  said,
  sources,
  told,
  values,
  yes,
} from './play.ts'

const act = (keys: string, top = '') => `${top}
steps:
  - {id: act, do: look_up${keys}}
  - {id: next, end: resolved}
  - {id: a, end: unresolved}
  - {id: b, end: unresolved}
  - {id: fallback, end: unresolved}
`

describe('an outcome', () => {
  test('is waited for, after the words of the step', () => {
    const run = play(act(', say: One moment.'))
    expect(said(run)).toEqual(['One moment.'])
    expect(run.state.situation.waitsFor).toBe('action')
    expect(ending(run)).toBeUndefined()
  })

  test.each([
    // keys, top: where succeeded, failed and refused go
    ['', 'fallback: fallback', 'next', 'fallback', undefined],
    [', next: a', 'fallback: fallback', 'a', 'fallback', undefined],
    [', outcomes: {succeeded: a}', 'fallback: fallback', 'a', 'fallback', undefined],
    [', outcomes: {failed: b}', 'fallback: fallback', 'next', 'b', undefined],
    [', outcomes: {refused: b}', 'fallback: fallback', 'next', 'fallback', 'b'],
    [', outcomes: {refused: {learns: [size]}}', 'fallback: fallback', 'next', 'fallback', 'next'],
    [
      ', next: a, outcomes: {refused: {forget: [size]}, failed: {learns: [size]}}',
      'fallback: b',
      'a',
      'b',
      'a',
    ],
  ])('%s %s', (keys, top, succeeded, failed, refused) => {
    const journey = act(keys, top)
    expect(path(play(journey, [did('look_up')]))).toBe(`act ${succeeded}`)
    expect(path(play(journey, [did('look_up', 'failed')]))).toBe(`act ${failed}`)
    if (refused === undefined)
      expect(refusal(play(journey), did('look_up', 'refused'))).toContain('refused')
    else expect(path(play(journey, [did('look_up', 'refused')]))).toBe(`act ${refused}`)
  })

  test('without a step of its own goes where `next` leads with what it learnt', () => {
    const journey = act(', learns: [size], next: [{if: {size: 7}, go: a}, {go: b}]')
    expect(path(play(journey, [did('look_up', 'succeeded', { size: 7 })]))).toBe('act a')
    expect(path(play(journey, [did('look_up', 'succeeded', { size: 8 })]))).toBe('act b')
  })
})

describe('learns', () => {
  const journey = act(
    ', learns: [size], outcomes: {failed: a, partly: {go: a, learns: [cost]}, refused: a}',
  )

  test('fills its slots when the action succeeded', () => {
    const run = play(journey, [did('look_up', 'succeeded', { size: 7 })])
    expect(values(run)).toEqual({ size: 7 })
    expect(sources(run)).toEqual({ size: 'action' })
    expect(told(run)).toEqual([])
  })

  test('fills what another outcome says itself, and no more', () => {
    expect(values(play(journey, [did('look_up', 'partly', { cost: 5 })]))).toEqual({ cost: 5 })
    expect(values(play(journey, [did('look_up', 'failed')]))).toEqual({})
    expect(values(play(journey, [did('look_up', 'refused')]))).toEqual({})
  })

  test('is filled with an invented value where none is told, and that is recorded', () => {
    const run = play(journey, [did('look_up')])
    expect(values(run).size).toBeTypeOf('number')
    expect(only(run, 'did')).toEqual([
      { type: 'did', action: 'look_up', outcome: 'succeeded', learned: { size: values(run).size } },
    ])
  })

  test('a value that the slot has already changes neither source nor confirmation', () => {
    const confirming = `
steps:
  - {id: ask, ask: size, say: Size?}
  - {id: check, confirm: [size], say: Right?}
  - {id: act, do: look_up, learns: [size]}
  - {id: bye, end: resolved}
`
    const before = play(confirming, [fills({ size: 7 }), yes])
    const same = go(before, did('look_up', 'succeeded', { size: 7 }))
    expect(sources(same)).toEqual({ size: 'answer' })
    expect(confirmed(same)).toEqual(['size'])
    const other = go(before, did('look_up', 'succeeded', { size: 8 }))
    expect(sources(other)).toEqual({ size: 'action' })
    expect(confirmed(other)).toEqual([])
    expect(told(other)).toEqual(['size'])
  })

  test('takes no values of other slots, or that a slot cannot hold', () => {
    const run = play(journey)
    expect(refusal(run, did('look_up', 'succeeded', { size: 7, cost: 1 }))).toContain('cost')
    expect(refusal(run, did('look_up', 'failed', { size: 7 }))).toContain('size')
    expect(refusal(run, did('look_up', 'succeeded', { size: 'many' }))).toContain('size')
  })

  test('holds a sensitive value only as a token', () => {
    const sensitive = act(', learns: [pin]')
    expect(refusal(play(sensitive), did('look_up', 'succeeded', { pin: '1234' }))).toContain('pin')
    expect(values(play(sensitive, [did('look_up')]))).toEqual({ pin: '«pin»' })
  })
})

describe('fulfils', () => {
  const journey = act(
    ', fulfils: call, outcomes: {failed: a, booked: {go: a, fulfils: call}, later: {go: a, fulfils: mail}, refused: a}',
    '',
  ).replace('steps:', 'steps:\n  - {id: p, promise: call}\n  - {id: q, promise: mail}')

  test.each([
    ['succeeded', ['call']],
    ['booked', ['call']],
    ['later', ['mail']],
    ['failed', []],
    ['refused', []],
  ])('counts by outcome: %s', (outcome, promises) => {
    expect(kept(play(journey, [did('look_up', outcome)]))).toEqual(promises)
  })

  test('is what the outcome says where both say something', () => {
    const both = journey.replace('outcomes: {', 'outcomes: {succeeded: {fulfils: mail}, ')
    expect(kept(play(both, [did('look_up')]))).toEqual(['mail'])
  })
})

describe('forget of an outcome', () => {
  test('takes effect with that outcome, when the step is left', () => {
    const journey = act(
      ', forget: [cost], next: [{if: {size: 3}, go: a}, {go: b}], outcomes: {refused: {forget: [size]}}',
      'known: [size, cost, code]\nfallback: fallback',
    )
    const given = { given: { size: 3, cost: 4, code: '1234' } }
    const refused = play(journey, [did('look_up', 'refused')], given)
    expect(path(refused)).toBe('act a')
    expect(values(refused)).toEqual({ code: '1234' })
    expect(values(play(journey, [did('look_up')], given))).toEqual({ code: '1234', size: 3 })
  })

  test('takes effect on the way to the fallback too', () => {
    const journey = act(
      ', outcomes: {failed: {forget: [size]}}',
      'known: [size]\nfallback: fallback',
    )
    expect(values(play(journey, [did('look_up', 'failed')]))).toEqual({})
  })
})

describe('uses', () => {
  const journey = `
steps:
  - {id: ask, ask: code, say: Code?}
  - {id: ask-size, ask: size, say: Size?}
  - {id: check, confirm: [code], say: Right?}
  - {id: act, do: look_up, uses: [code], outcomes: {succeeded: again, failed: again, unknown_code: again}}
  - {id: again, ask: code, say: Code again?}
  - {id: bye, end: resolved}
`
  const before = [fills({ code: '1234' }), fills({ size: 3 }), yes]

  test('are no longer told after an outcome that is neither standard one; the values stay', () => {
    const run = play(journey, [...before, did('look_up', 'unknown_code')])
    expect(told(run)).toEqual(['size'])
    expect(values(run)).toEqual({ code: '1234', size: 3 })
    expect(confirmed(run)).toEqual(['code'])
    expect(lived(run)).toEqual(['told_no look_up'])
  })

  test.each(['succeeded', 'failed'])('stay told when the action %s', (outcome) => {
    const run = play(journey, [...before, did('look_up', outcome)])
    expect(told(run)).toEqual(['code', 'size'])
    expect(lived(run).at(-1)).toBe('asked_again code')
  })
})

describe('what cannot happen at an action', () => {
  test('another action, an unknown outcome, words, people', () => {
    const run = play(act(''))
    expect(refusal(run, did('other'))).toContain('look_up')
    expect(refusal(run, did('look_up', 'nothing'))).toContain('nothing')
    expect(refusal(run, yes)).toMatch(/\w/)
    expect(refusal(run, { type: 'availability', team: 'team', is: 'free' })).toMatch(/\w/)
  })
})
