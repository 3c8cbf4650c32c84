// What can be said at any ask or confirm.
import { describe, expect, test } from 'vitest'
import { expecting } from '../../src/engine/index.ts'
import {
  did,
  ending,
  fills,
  go,
  intent,
  lived,
  noMatch,
  only,
  path,
  play,
  refusal,
  said,
  silence,
  told,
  values,
} from './play.ts'

const JOURNEY = `
global_intents:
  - {intent: agent, examples: [agent], say: Of course., next: person}
  - {intent: upset, examples: [ugh], feels: angry, say: I am sorry., next: resume}
  - {intent: hello, examples: [hello]}
steps:
  - {id: ask, ask: code, say: Code?, reprompts: [Four digits.], no_match: lost}
  - {id: check, confirm: [code], say: 'Is it {code}?', denied: lost, no_match: lost}
  - {id: act, do: look_up}
  - {id: bye, end: resolved}
  - {id: person, end: unresolved}
  - {id: lost, end: unresolved}
`

describe('a global intent', () => {
  test('says its words and goes to its `next`', () => {
    const run = play(JOURNEY, [intent('agent')])
    expect(said(run)).toEqual(['Code?', 'Of course.'])
    expect(path(run)).toBe('ask person')
    expect(only(run, 'said').map(({ intent: by }) => by)).toEqual([undefined, 'agent'])
  })

  test('resumes: the same ask prompts again and keeps its tries', () => {
    const run = play(JOURNEY, [noMatch, intent('upset')])
    expect(said(run)).toEqual(['Code?', 'Four digits.', 'I am sorry.', 'Code?'])
    expect(path(run)).toBe('ask')
    expect(run.state.situation.tries).toEqual({ noMatch: 1, noInput: 0 })
    expect(lived(run)).toEqual(['not_understood'])
    expect(path(go(run, silence))).toBe('ask lost')
  })

  test('resumes where it names no step, and may say nothing', () => {
    const run = play(JOURNEY, [intent('hello')])
    expect(said(run)).toEqual(['Code?', 'Code?'])
    expect(path(run)).toBe('ask')
  })

  test('is heard at a confirm as at an ask', () => {
    const run = play(JOURNEY, [fills({ code: '1234' }), noMatch, intent('upset')])
    expect(said(run).slice(-2)).toEqual(['I am sorry.', 'Is it 1234?'])
    expect(path(run)).toBe('ask check')
    expect(path(go(run, noMatch))).toBe('ask check lost')
    expect(path(go(run, intent('agent')))).toBe('ask check person')
  })

  test('fills nothing and is no asking again', () => {
    const run = play(JOURNEY, [intent('upset'), intent('upset')])
    expect(values(run)).toEqual({})
    expect(told(run)).toEqual([])
    expect(lived(run)).toEqual([])
  })

  test('is heard nowhere else', () => {
    const run = play(JOURNEY.replace('- {id: ask,', '- {id: first, do: look_up}\n  - {id: ask,'))
    expect(refusal(run, intent('agent'))).toMatch(/\w/)
    const over = play(JOURNEY, [intent('agent')])
    expect(ending(over)).toBe('unresolved')
    expect(refusal(over, intent('agent'))).toMatch(/\w/)
  })
})

describe('in a sub-journey', () => {
  const main = `
global_intents:
  - {intent: agent, examples: [agent], say: From main., next: person}
  - {intent: upset, examples: [ugh], say: Sorry from main.}
  - {intent: stop, examples: [stop], say: Stop in main., next: person}
known: [size]
steps:
  - {id: p, promise: call}
  - {id: sub, subjourney: other, forget: [size], fulfils: call}
  - {id: bye, end: resolved}
  - {id: person, end: unresolved}
`
  const other = `
global_intents:
  - {intent: stop, examples: [stop], say: Stop in other., next: out}
steps:
  - {id: deeper, subjourney: deep}
  - {id: out, end: unresolved}
`
  const deep = `
global_intents:
  - {intent: help, examples: [help], say: Help., next: hint}
steps:
  - {id: ask, ask: code, say: Code?, forget: [cost], max_tries: 3}
  - {id: hint, end: resolved}
`
  const inside = (...inputs: Parameters<typeof go>[1][]) =>
    play({ main, other, deep }, inputs, { given: { size: 3 } })

  test("the callers' are in force too: its own first, then the nearest", () => {
    const run = inside()
    const expectation = expecting(run.machine, run.state)
    expect(
      expectation.kind === 'listening' ? expectation.intents.map((one) => one.intent) : [],
    ).toEqual(['help', 'stop', 'agent', 'upset'])
  })

  test('following an inherited one comes back to the journey that owns it', () => {
    const run = inside(intent('agent'))
    expect(path(run)).toBe('p sub deeper ask person')
    expect(run.state.situation.stack).toEqual([{ journey: 'main', step: 'person' }])
    expect(said(run).at(-1)).toBe('From main.')
  })

  test('of two with one name the nearest counts', () => {
    const run = inside(intent('stop'))
    expect(said(run)).toContain('Stop in other.')
    expect(said(run)).not.toContain('Stop in main.')
    expect(path(run)).toBe('p sub deeper ask out bye')
  })

  test('its own stays within it', () => {
    expect(path(inside(intent('help')))).toBe('p sub deeper ask hint out bye')
  })

  test('`resume` of an inherited one stays', () => {
    const run = inside(noMatch, intent('upset'))
    expect(said(run)).toEqual(['Code?', 'Code?', 'Sorry from main.', 'Code?'])
    expect(run.state.situation.stack.map(({ step }) => step)).toEqual(['sub', 'deeper', 'ask'])
    expect(run.state.situation.tries).toEqual({ noMatch: 1, noInput: 0 })
  })

  test('leaving by an inherited one leaves all the steps in between', () => {
    const run = inside(intent('agent'))
    expect(values(run)).toEqual({})
    expect(only(run, 'kept')).toEqual([{ type: 'kept', promise: 'call' }])
    // Out of `deep` into `other` the call in main is not left yet, but once `other` is back.
    const stopped = inside(intent('stop'))
    expect(only(stopped, 'kept')).toHaveLength(1)
    expect(stopped.events.findIndex(({ type }) => type === 'kept')).toBeGreaterThan(
      stopped.events.findIndex((event) => event.type === 'entered' && event.step === 'out'),
    )
  })

  test('are no longer in force when it is back', () => {
    const asking = main.replace(
      '- {id: bye, end: resolved}',
      '- {id: bye, ask: code, say: And now?}',
    )
    const run = play({ main: asking, other, deep }, [intent('help')])
    expect(path(run)).toBe('p sub deeper ask hint out bye')
    expect(refusal(run, intent('help'))).toContain('help')
    expect(refusal(run, did('look_up'))).toMatch(/\w/)
  })
})
