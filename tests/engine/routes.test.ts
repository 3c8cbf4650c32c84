// Where a step goes next, what leaving it does, dead ends, and going round for ever.
import { describe, expect, test } from 'vitest'
import {
  did,
  ending,
  fills,
  finds,
  go,
  intent,
  lived,
  no,
  noMatch,
  only,
  path,
  play,
  said,
  told,
  unable,
  values,
  yes,
} from './play.ts'

describe('next', () => {
  test('names a step, or else it is the one that follows', () => {
    const run = play(`
steps:
  - {id: one, say: One., next: three}
  - {id: two, say: Two., next: bye}
  - {id: three, say: Three.}
  - {id: four, promise: p, owner: somebody}
  - {id: bye, end: resolved}
`)
    expect(path(run)).toBe('one three four bye')
    expect(said(run)).toEqual(['One.', 'Three.'])
    expect(ending(run)).toBe('resolved')
  })

  test('as a list is tried in order, and the first that holds is taken', () => {
    const journey = `
sometimes_known: [size]
steps:
  - {id: fork, next: [{if: {size: {over: 10}}, go: large}, {if: {size: {over: 5}}, go: medium}, {go: small}, {go: never}]}
  - {id: large, end: resolved}
  - {id: medium, end: resolved}
  - {id: small, end: resolved}
  - {id: never, end: unresolved}
`
    const from = (size?: number) =>
      path(play(journey, [], size === undefined ? {} : { given: { size } }))
    expect(from(11)).toBe('fork large')
    expect(from(6)).toBe('fork medium')
    expect(from(5)).toBe('fork small')
    expect(from()).toBe('fork small')
  })

  test('after a step that has words, work and a list: words first', () => {
    const run = play(`
sometimes_known: [size]
steps:
  - {id: promise, promise: p, owner: o, say: We will., next: [{if: {size: 1}, go: bye}, {go: other}]}
  - {id: other, say: Other.}
  - {id: bye, end: unresolved}
`)
    expect(run.events.slice(1).map(({ type }) => type)).toEqual([
      'entered',
      'said',
      'promised',
      'kept',
      'entered',
      'said',
      'entered',
      'ended',
    ])
  })

  test.each([
    ['handoff', '{id: last, handoff: team}', finds('team')],
    ['end', '{id: last, end: resolved}', undefined],
    ['continue_in', '{id: last, continue_in: other}', undefined],
  ])('never follows a %s', (_, last, input) => {
    const run = play(
      {
        main: `
steps:
  - ${last}
  - {id: after, say: Never said.}
  - {id: bye, end: unresolved}
`,
        other: `
steps:
  - {id: there, end: resolved}
`,
      },
      input === undefined ? [] : [input],
    )
    expect(path(run)).toMatch(/^last( there)?$/)
    expect(['handed_off', 'resolved']).toContain(ending(run))
  })
})

describe('forget', () => {
  test('takes effect when the step is left: its words and routes still know the value', () => {
    const run = play(
      `
known: [size]
steps:
  - {id: say, say: 'Size {size}.', forget: [size], next: [{if: {size: 3}, go: knew}, {go: did-not}]}
  - {id: did-not, end: unresolved}
  - {id: knew, say: "Now {size|it is gone}."}
  - {id: bye, end: resolved}
`,
      [],
      { given: { size: 3 } },
    )
    expect(path(run)).toBe('say knew bye')
    expect(said(run)).toEqual(['Size 3.', 'Now it is gone.'])
    expect(values(run)).toEqual({})
  })

  test('of a route takes effect on that route alone', () => {
    const journey = `
steps:
  - {id: ask, ask: size, say: Size?, next: [{if: {size: 1}, forget: [size], go: next}, {go: next}]}
  - {id: next, end: resolved}
`
    expect(values(play(journey, [fills({ size: 1 })]))).toEqual({})
    expect(told(play(journey, [fills({ size: 1 })]))).toEqual([])
    expect(values(play(journey, [fills({ size: 2 })]))).toEqual({ size: 2 })
    expect(told(play(journey, [fills({ size: 2 })]))).toEqual(['size'])
  })

  test('takes the value, what was told and what was confirmed', () => {
    const run = play(
      `
steps:
  - {id: ask, ask: size, say: Size?}
  - {id: check, confirm: [size], say: Right?}
  - {id: gone, say: Gone., forget: [size]}
  - {id: ask-again, ask: size, skip_if_known: true, say: Size again?}
  - {id: bye, end: resolved}
`,
      [fills({ size: 1 }), yes],
    )
    expect(path(run)).toBe('ask check gone ask-again')
    expect(run.state.situation).toMatchObject({ told: new Set(), confirmed: new Set() })
    expect(lived(run)).toEqual([])
  })

  const leaving = (step: string) => `
fallback: fallback
known: [size]
global_intents:
  - {intent: agent, examples: [agent], next: there}
  - {intent: upset, examples: [ugh], say: Sorry.}
steps:
  - ${step}
  - {id: there, end: resolved}
  - {id: fallback, end: unresolved}
`
  const size = { given: { size: 3 } }

  test.each([
    ['an answer', '{id: a, ask: code, say: C?, forget: [size]}', fills({ code: '1' })],
    ['unable', '{id: a, ask: code, say: C?, forget: [size]}', unable],
    ['tries used up', '{id: a, ask: code, say: C?, max_tries: 1, forget: [size]}', noMatch],
    ['a global intent', '{id: a, ask: code, say: C?, forget: [size]}', intent('agent')],
    ['a yes', '{id: a, confirm: [code], say: C?, forget: [size]}', yes],
    ['a no', '{id: a, confirm: [code], say: C?, forget: [size]}', no],
    ['success', '{id: a, do: act, forget: [size]}', did('act')],
    ['failure', '{id: a, do: act, forget: [size]}', did('act', 'failed')],
    ['nobody free', '{id: a, handoff: t, unavailable: there, forget: [size]}', finds('t', 'busy')],
    [
      'a closed team',
      '{id: a, handoff: t, unavailable: there, forget: [size]}',
      finds('t', 'closed'),
    ],
  ])('takes effect on leaving by %s', (_, step, input) => {
    const before = play(leaving(step), [], size)
    expect(values(before)).toEqual({ size: 3 })
    expect(values(go(before, input))).not.toHaveProperty('size')
  })

  test('does not take effect while the step is not left', () => {
    const step = '{id: a, ask: code, say: C?, max_tries: 3, forget: [size]}'
    const run = play(leaving(step), [noMatch, intent('upset'), fills({ cost: 2 })], size)
    expect(values(run)).toEqual({ size: 3, cost: 2 })
  })
})

describe('a dead end', () => {
  test.each([
    ['past the last step', '- {id: a, say: A.}', []],
    ['no entry of a list holds', '- {id: a, next: [{if: {size: 1}, go: a}]}', []],
    ['tries used up without a route', '- {id: a, ask: code, say: C?, max_tries: 1}', [noMatch]],
    ['unable without a route', '- {id: a, ask: code, say: C?}', [unable]],
    ['a no without a route', '- {id: a, confirm: [code], say: C?}', [no]],
    ['a yes at the last step', '- {id: a, confirm: [code], say: C?}', [yes]],
    ['an answer at the last step', '- {id: a, ask: code, say: C?}', [fills({ code: '1' })]],
    ['an action that failed', '- {id: a, do: act, outcomes: {other: a}}', [did('act', 'failed')]],
    ['success at the last step', '- {id: a, do: act}', [did('act')]],
    ['nobody free', '- {id: a, handoff: t}', [finds('t', 'busy')]],
    ['a closed team', '- {id: a, handoff: t}', [finds('t', 'closed')]],
    ['a promise at the last step', '- {id: a, promise: p}', []],
  ])('is %s', (_, step, inputs) => {
    const run = play(`steps:\n  ${step}\n`, inputs)
    expect(path(run)).toBe('a')
    expect(ending(run)).toBe('dead_end')
    expect(lived(run).at(-1)).toBe('dead_end')
    expect(run.events.at(-1)).toEqual({ type: 'ended', how: 'dead_end' })
  })

  test('is also past the last step of a sub-journey, and a sub-journey that leads nowhere', () => {
    const main = `
steps:
  - {id: sub, subjourney: other}
`
    const inside = play({ main, other: 'steps:\n  - {id: there, say: There.}\n' })
    expect(path(inside)).toBe('sub there')
    expect(ending(inside)).toBe('dead_end')
    const after = play({ main, other: 'steps:\n  - {id: back, end: resolved}\n' })
    expect(path(after)).toBe('sub back')
    expect(ending(after)).toBe('dead_end')
  })

  test('is a closed team alone where only nobody being free has no route', () => {
    const journey = `
steps:
  - {id: a, handoff: t, closed: shut}
  - {id: shut, end: unresolved}
`
    expect(ending(play(journey, [finds('t', 'closed')]))).toBe('unresolved')
    expect(ending(play(journey, [finds('t', 'busy')]))).toBe('dead_end')
  })
})

describe('going round for ever', () => {
  test('ends as endless when a state comes back with no input between', () => {
    const run = play(`
steps:
  - {id: a, say: A.}
  - {id: b, say: B., next: a}
`)
    expect(ending(run)).toBe('endless')
    expect(path(run)).toBe('a b')
    expect(run.events.at(-1)).toEqual({ type: 'ended', how: 'endless' })
    expect(only(run, 'experienced')).toEqual([])
  })

  test('is a step that leads to itself', () => {
    const run = play('steps:\n  - {id: a, say: A., next: a}\n')
    expect([path(run), ending(run)]).toEqual(['a', 'endless'])
  })

  test('is not a second time round in another state', () => {
    const run = play(
      `
known: [size]
steps:
  - {id: a, say: 'A {size|again}.', next: [{if: {size: {known: true}}, go: b}, {go: bye}]}
  - {id: b, say: B., forget: [size], next: a}
  - {id: bye, end: resolved}
`,
      [],
      { given: { size: 1 } },
    )
    expect(path(run)).toBe('a b a bye')
    expect(ending(run)).toBe('resolved')
  })

  test('is found once the state no longer changes', () => {
    const run = play(`
steps:
  - {id: a, promise: p}
  - {id: b, say: B., fulfils: p, next: a}
`)
    // The promise is new the first time round and kept the second; from then on nothing changes.
    expect(ending(run)).toBe('endless')
    expect(path(run)).toBe('a b a b')
  })

  test('goes through asks passed in silence', () => {
    const run = play(
      `
known: [code]
steps:
  - {id: a, ask: code, skip_if_known: true, say: C?}
  - {id: b, say: B., next: a}
`,
      [],
      { given: { code: '1' } },
    )
    expect([path(run), ending(run)]).toEqual(['(a) b', 'endless'])
  })

  test('goes through sub-journeys and journeys that lead to each other', () => {
    const sub = play({
      main: 'steps:\n  - {id: a, subjourney: other, next: a}\n',
      other: 'steps:\n  - {id: back, end: resolved}\n',
    })
    expect([path(sub), ending(sub)]).toEqual(['a back', 'endless'])
    const on = play({
      main: 'entry: true\nsteps:\n  - {id: a, continue_in: other}\n',
      other: 'steps:\n  - {id: b, continue_in: main}\n',
    })
    expect([path(on), ending(on)]).toEqual(['a b', 'endless'])
  })

  test('is not a round with an input in it, however often it is the same', () => {
    const journey = `
steps:
  - {id: a, do: act, next: b}
  - {id: b, say: B., next: a}
`
    const run = play(journey, [did('act'), did('act'), did('act')])
    expect(path(run)).toBe('a b a b a b a')
    expect(ending(run)).toBeUndefined()
    const asking = `
steps:
  - {id: a, ask: code, say: C?, next: a}
`
    expect(ending(play(asking, [fills({ code: '1' }), fills({ code: '1' })]))).toBeUndefined()
  })

  test('is found after an input too', () => {
    const run = play(
      `
steps:
  - {id: ask, ask: code, say: C?}
  - {id: a, say: A.}
  - {id: b, say: B., next: a}
`,
      [fills({ code: '1' })],
    )
    expect([path(run), ending(run)]).toEqual(['ask a b', 'endless'])
  })
})
