// Reading back: yes, no, corrections, tries.
import { describe, expect, test } from 'vitest'
import {
  confirmed,
  ending,
  fills,
  go,
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

const confirm = (keys: string, top = '') => `${top}
steps:
  - {id: ask, ask: code, say: The code?}
  - {id: check, confirm: [code, size], say: 'Code {code|none}, size {size|none}?'${keys}}
  - {id: bye, end: resolved}
  - {id: denied, end: unresolved}
  - {id: misunderstood, end: unresolved}
  - {id: silent, end: unresolved}
`
const ROUTED = confirm(', denied: denied, no_match: misunderstood, no_input: silent')
const atCheck = (journey: string = ROUTED) => play(journey, [fills({ code: '1234', size: 3 })])

describe('yes', () => {
  test('goes to `next` and confirms the slots', () => {
    const run = go(atCheck(), yes)
    expect(path(run)).toBe('ask check bye')
    expect(confirmed(run)).toEqual(['code', 'size'])
    expect(sources(run)).toEqual({ code: 'answer', size: 'volunteered' })
    expect(told(run)).toEqual(['code'])
  })

  test('confirms no slot that has no value', () => {
    expect(confirmed(play(ROUTED, [fills({ code: '1234' }), yes]))).toEqual(['code'])
  })
})

describe('no', () => {
  test('goes to `denied`; the slots lose their values and are no longer told', () => {
    const run = go(atCheck(), no)
    expect(path(run)).toBe('ask check denied')
    expect(values(run)).toEqual({})
    expect(told(run)).toEqual([])
    expect(confirmed(run)).toEqual([])
  })

  test('goes to the fallback where nothing else is said', () => {
    expect(path(go(atCheck(confirm('', 'fallback: denied')), no))).toBe('ask check denied')
    expect(path(go(atCheck(confirm(', no_match: misunderstood', 'fallback: denied')), no))).toBe(
      'ask check denied',
    )
  })

  test('is a dead end with no route and no fallback', () => {
    const run = go(atCheck(confirm(', no_match: misunderstood')), no)
    expect(ending(run)).toBe('dead_end')
  })

  test('leaves other slots alone', () => {
    const journey = `
steps:
  - {id: ask, ask: code, say: The code?}
  - {id: check, confirm: [code], say: 'Code {code}?', denied: denied}
  - {id: denied, end: unresolved}
`
    const run = play(journey, [fills({ code: '1234', size: 3 }), no])
    expect(values(run)).toEqual({ size: 3 })
  })
})

describe('a correction', () => {
  test('counts as told, is read back again and uses no try', () => {
    const run = go(atCheck(), fills({ size: 4 }))
    expect(path(run)).toBe('ask check')
    expect(said(run)).toEqual(['The code?', 'Code 1234, size 3?', 'Code 1234, size 4?'])
    expect(told(run)).toEqual(['code', 'size'])
    expect(sources(run)).toEqual({ code: 'answer', size: 'answer' })
    expect(run.state.situation.tries).toEqual({ noMatch: 0, noInput: 0 })
    expect(lived(run)).toEqual([])
  })

  test('may be of several slots at once, one of them new at least', () => {
    const run = go(atCheck(), fills({ code: '9999', size: 4 }))
    expect(lastSaid(run)).toBe('Code 9999, size 4?')
    expect(lastSaid(go(run, fills({ code: '9999', size: 5 })))).toBe('Code 9999, size 5?')
  })

  test('may be the first value of a slot', () => {
    const run = play(ROUTED, [fills({ code: '1234' }), fills({ size: 4 })])
    expect(lastSaid(run)).toBe('Code 1234, size 4?')
    expect(told(run)).toEqual(['code', 'size'])
  })

  test('may be of plain text, or of a transient slot', () => {
    const journey = `
known: [first_name]
steps:
  - {id: check, confirm: [first_name, more], say: 'You are {first_name}?'}
  - {id: bye, end: resolved}
`
    const run = play(journey, [fills({ first_name: 'Bo' })], { given: { first_name: 'Ana' } })
    expect(lastSaid(run)).toBe('You are Bo?')
    expect(sources(run)).toEqual({ first_name: 'answer' })
    expect(told(run)).toEqual(['first_name'])
    expect(told(go(run, fills({ more: true })))).toEqual(['first_name'])
  })

  test('to the same value uses a try', () => {
    const run = go(atCheck(), fills({ size: 3 }))
    expect(lived(run)).toEqual(['not_understood'])
    expect(path(go(run, fills({ size: 3, code: '1234' })))).toBe('ask check misunderstood')
    expect(told(run)).toEqual(['code'])
  })

  test('keeps the tries used before it', () => {
    const run = go(atCheck(), silence, fills({ size: 4 }))
    expect(run.state.situation.tries).toEqual({ noMatch: 0, noInput: 1 })
    expect(path(go(run, noMatch))).toBe('ask check misunderstood')
  })

  test('of a slot the confirm does not name cannot be heard', () => {
    const run = atCheck()
    expect(refusal(run, fills({ sure: true }))).toContain('sure')
    expect(refusal(run, fills({ size: 4, sure: true }))).toContain('sure')
  })
})

describe('anything else uses a try', () => {
  test.each([
    ['misunderstood', noMatch],
    ['unable', unable],
    ['silent', silence],
  ])('%s', (_, input) => {
    const run = go(atCheck(), input)
    expect(path(run)).toBe('ask check')
    expect(lived(run)).toEqual(['not_understood'])
    expect(values(run)).toEqual({ code: '1234', size: 3 })
  })

  test('and the tries used up go by what came last', () => {
    expect(path(go(atCheck(), silence, unable))).toBe('ask check misunderstood')
    expect(path(go(atCheck(), noMatch, silence))).toBe('ask check silent')
  })

  test('with the defaults of an ask', () => {
    const journey = confirm(', no_match: misunderstood')
    expect(path(go(atCheck(journey), silence, silence))).toBe('ask check misunderstood')
    const fallback = confirm('', 'fallback: denied')
    expect(path(go(atCheck(fallback), noMatch, noMatch))).toBe('ask check denied')
    expect(ending(go(atCheck(confirm(', denied: denied')), noMatch, noMatch))).toBe('dead_end')
  })

  test('with reprompts as at an ask', () => {
    const journey = confirm(
      ", max_tries: 3, denied: denied, reprompts: {no_match: ['{size}, yes or no?'], no_input: [Still there?]}",
    )
    const run = go(atCheck(journey), silence, noMatch)
    expect(said(run).slice(2)).toEqual(['Still there?', '3, yes or no?'])
    expect(only(run, 'said').map(({ reprompt }) => reprompt)).toEqual([undefined, undefined, 1, 1])
    const once = confirm(', max_tries: 1, no_match: misunderstood')
    expect(path(go(atCheck(once), noMatch))).toBe('ask check misunderstood')
  })
})
