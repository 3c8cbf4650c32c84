// Handing over to a person, and the promises a conversation makes.
import { describe, expect, test } from 'vitest'
import {
  did,
  ending,
  fills,
  finds,
  go,
  kept,
  lived,
  noMatch,
  only,
  path,
  play,
  refusal,
  said,
  values,
} from './play.ts'

describe('a handoff', () => {
  const journey = (keys = '') => `
steps:
  - {id: hand, handoff: billing team, say: You are through.${keys}}
  - {id: nobody, say: Nobody is free., next: bye}
  - {id: shut, say: We are closed., next: bye}
  - {id: bye, end: unresolved}
`
  const both = journey(', unavailable: nobody, closed: shut')

  test('says nothing until it turns out whether somebody is free', () => {
    const run = play(both)
    expect(said(run)).toEqual([])
    expect(run.state.situation.waitsFor).toBe('person')
  })

  test('speaks and ends once somebody takes it', () => {
    const run = play(both, [finds('billing team')])
    expect(said(run)).toEqual(['You are through.'])
    expect(ending(run)).toBe('handed_off')
    expect(run.events.at(-1)).toEqual({ type: 'ended', how: 'handed_off' })
  })

  test('that finds nobody lets the `unavailable` step speak instead', () => {
    const run = play(both, [finds('billing team', 'busy')])
    expect(said(run)).toEqual(['Nobody is free.'])
    expect(path(run)).toBe('hand nobody bye')
    expect(only(run, 'handed_off')).toEqual([])
  })

  test('that is closed goes to `closed`, or else to `unavailable`', () => {
    const closed = finds('billing team', 'closed')
    expect(path(play(both, [closed]))).toBe('hand shut bye')
    expect(path(play(journey(', unavailable: nobody'), [closed]))).toBe('hand nobody bye')
  })

  test('has no fallback', () => {
    const run = play(`fallback: nobody\n${journey()}`, [finds('billing team', 'busy')])
    expect(ending(run)).toBe('dead_end')
  })

  test('is cold and passes nothing unless it says so', () => {
    const run = play(journey(), [finds('billing team')])
    expect(only(run, 'handed_off')).toEqual([
      {
        type: 'handed_off',
        to: 'billing team',
        mode: 'cold',
        passed: { slots: [], promises: [] },
        lost: { slots: [], promises: [] },
      },
    ])
    expect(lived(run)).toEqual(['handed_off_cold billing team'])
  })

  const passing = (passes: string) => `
known: [cost]
steps:
  - {id: p, promise: call}
  - {id: q, promise: letter}
  - {id: ask, ask: code, say: Code?}
  - {id: ask-more, ask: more, say: More?}
  - {id: hand, handoff: team, mode: warm${passes}}
`
  const facts = [fills({ code: '1234', size: 3 }), fills({ more: true }), finds('team')]
  const handedOff = (passes: string) => {
    const run = play(passing(passes), facts, { given: { cost: 2 } })
    const [event] = only(run, 'handed_off')
    return { passed: event?.passed, lost: event?.lost, mode: event?.mode }
  }

  test('tells the person all that is known, or what it names; transient answers are no information', () => {
    expect(handedOff(', passes: all')).toEqual({
      mode: 'warm',
      passed: { slots: ['cost', 'size', 'code'], promises: ['call', 'letter'] },
      lost: { slots: [], promises: [] },
    })
    expect(handedOff(', passes: [code, letter]')).toEqual({
      mode: 'warm',
      passed: { slots: ['code'], promises: ['letter'] },
      lost: { slots: ['size'], promises: ['call'] },
    })
  })

  test('takes availability of its own team only, and nothing else', () => {
    const run = play(both)
    expect(refusal(run, finds('sales team'))).toContain('billing team')
    expect(refusal(run, noMatch)).toMatch(/\w/)
    expect(refusal(run, did('look_up'))).toMatch(/\w/)
  })
})

describe('a promise', () => {
  const promising = (steps: string) => `
steps:
${steps}
  - {id: bye, end: unresolved}
`
  const KEPT = [{ type: 'kept', promise: 'call' }]

  test('is made when its step has spoken, and is not kept by that', () => {
    const run = play(promising('  - {id: p, promise: call, within: 4 hours, say: We will call.}'))
    expect(only(run, 'promised')).toEqual([
      { type: 'promised', promise: 'call', journey: 'main', step: 'p' },
    ])
    expect(kept(run)).toEqual([])
    expect(only(run, 'kept')).toEqual([])
  })

  test('is kept by a step that fulfils it afterwards', () => {
    const run = play(
      promising('  - {id: p, promise: call}\n  - {id: f, say: Done., fulfils: call}'),
    )
    expect(kept(run)).toEqual(['call'])
    expect(only(run, 'kept')).toEqual(KEPT)
    expect(lived(run)).toEqual(['promise_kept call'])
  })

  test('is kept by a step that fulfilled it before, from the moment it is made', () => {
    const run = play(
      promising('  - {id: f, say: Done., fulfils: call}\n  - {id: p, promise: call}'),
    )
    expect(run.events.map(({ type }) => type)).toEqual([
      'started',
      'entered',
      'said',
      'entered',
      'promised',
      'kept',
      'experienced',
      'entered',
      'ended',
    ])
    expect(only(run, 'kept')).toEqual(KEPT)
  })

  test('is kept once, however often it is made and fulfilled', () => {
    const run = play(
      promising(`  - {id: p, promise: call}
  - {id: f, say: Done., fulfils: call}
  - {id: p-again, promise: call}
  - {id: f-again, say: Done., fulfils: call}`),
    )
    expect(only(run, 'promised')).toHaveLength(2)
    expect(only(run, 'kept')).toEqual(KEPT)
    expect(lived(run)).toEqual(['promise_kept call'])
  })

  test('that is only fulfilled and never made is no event', () => {
    const run = play({
      main: promising('  - {id: f, say: Done., fulfils: call}'),
      other: 'steps:\n  - {id: p, promise: call}\n  - {id: e, end: resolved}\n',
    })
    expect(only(run, 'kept')).toEqual([])
    expect(kept(run)).toEqual(['call'])
  })

  test('is kept by an owner, wherever one is named', () => {
    const run = play({
      main: promising('  - {id: p, promise: call}'),
      other: 'steps:\n  - {id: p, promise: call, owner: Jo}\n  - {id: e, end: resolved}\n',
    })
    expect(kept(run)).toEqual(['call'])
    expect(only(run, 'kept')).toEqual(KEPT)
  })

  test('counts as fulfilled when the step is left, not before', () => {
    const journey = promising(`  - {id: p, promise: call}
  - {id: ask, ask: code, say: Code?, fulfils: call, no_match: bye}`)
    expect(kept(play(journey))).toEqual([])
    expect(kept(play(journey, [noMatch]))).toEqual([])
    expect(kept(play(journey, [noMatch, noMatch]))).toEqual(['call'])
    expect(kept(play(journey, [fills({ code: '1' })]))).toEqual(['call'])
  })

  test('is kept by the very end that fulfils it', () => {
    const run = play(`
steps:
  - {id: p, promise: call}
  - {id: bye, end: resolved, fulfils: call}
`)
    expect(kept(run)).toEqual(['call'])
    expect(run.events.at(-1)).toEqual({ type: 'ended', how: 'resolved' })
  })

  test('is kept in a sub-journey, and after going on in another journey', () => {
    const fulfilling =
      'steps:\n  - {id: f, say: Done., fulfils: call}\n  - {id: e, end: resolved}\n'
    const sub = promising('  - {id: p, promise: call}\n  - {id: s, subjourney: other}')
    expect(kept(play({ main: sub, other: fulfilling }))).toEqual(['call'])
    const on = 'steps:\n  - {id: p, promise: call}\n  - {id: s, continue_in: other}\n'
    expect(only(play({ main: on, other: fulfilling }), 'kept')).toEqual(KEPT)
  })

  const handing = (keys: string) => `
steps:
  - {id: p, promise: call}
  - {id: q, promise: letter}
  - {id: hand, handoff: team, unavailable: bye${keys}}
  - {id: bye, end: unresolved}
`
  test.each([
    [', passes: all', ['call', 'letter']],
    [', passes: [letter]', ['letter']],
    [', passes: [code]', []],
    ['', []],
    [', fulfils: call', ['call']],
  ])('is kept by the person who takes it over: %s', (keys, promises) => {
    const run = play(handing(keys), [finds('team')])
    expect(kept(run)).toEqual(promises)
    expect(only(run, 'kept').map(({ promise }) => promise)).toEqual(promises)
    expect(run.events.at(-1)).toEqual({ type: 'ended', how: 'handed_off' })
  })

  test.each([', passes: all', ', fulfils: call'])(
    'is not kept by a handoff that does not connect: %s',
    (keys) => {
      expect(kept(play(handing(keys), [finds('team', 'busy')]))).toEqual([])
      expect(kept(play(handing(keys), [finds('team', 'closed')]))).toEqual([])
    },
  )

  test('does not forget what it needs when the handoff forgets', () => {
    const run = play(
      `
known: [code]
steps:
  - {id: hand, handoff: team, passes: [code], forget: [code]}
`,
      [finds('team')],
    )
    expect(only(run, 'handed_off')[0]?.passed.slots).toEqual(['code'])
    expect(values(run)).toEqual({})
    const busy = play(
      `
steps:
  - {id: p, promise: call}
  - {id: hand, handoff: team, passes: all, unavailable: hand}
`,
      [finds('team', 'busy'), finds('team', 'busy')],
    )
    expect(ending(busy)).toBeUndefined()
    expect(kept(go(busy, finds('team')))).toEqual(['call'])
  })
})
