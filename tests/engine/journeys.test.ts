// From one journey to another: there and back, on for good, and what is known on entering.
import { describe, expect, test } from 'vitest'
import {
  confirmed,
  did,
  ending,
  fills,
  go,
  lived,
  noMatch,
  only,
  path,
  play,
  said,
  sources,
  told,
  unable,
  values,
  yes,
} from './play.ts'

const stack = (run: ReturnType<typeof play>) =>
  run.state.situation.stack.map(({ journey, step }) => `${journey}/${step}`)

describe('a sub-journey', () => {
  const main = (keys = '') => `
steps:
  - {id: sub, subjourney: other, say: A few questions.${keys}}
  - {id: next, say: Thank you., next: bye}
  - {id: good, end: resolved}
  - {id: bad, end: unresolved}
  - {id: bye, end: resolved}
`
  const other = (how: string) => `
steps:
  - {id: inside, say: Inside.}
  - {id: back, end: ${how}, say: Back.}
`

  test.each([
    ['', 'next bye', 'next bye'],
    [', next: bye', 'bye', 'bye'],
    [', outcomes: {resolved: good, unresolved: bad}', 'good', 'bad'],
    [', outcomes: {resolved: good}', 'good', 'next bye'],
    [', outcomes: {unresolved: bad}', 'next bye', 'bad'],
  ])('comes back by how it ended%s', (keys, resolved, unresolved) => {
    expect(path(play({ main: main(keys), other: other('resolved') }))).toBe(
      `sub inside back ${resolved}`,
    )
    expect(path(play({ main: main(keys), other: other('unresolved') }))).toBe(
      `sub inside back ${unresolved}`,
    )
  })

  test('speaks before it begins; its end speaks and is not the end', () => {
    const run = play({ main: main(), other: other('resolved') })
    expect(said(run)).toEqual(['A few questions.', 'Inside.', 'Back.', 'Thank you.'])
    expect(only(run, 'ended')).toEqual([{ type: 'ended', how: 'resolved' }])
    expect(lived(run)).toEqual(['resolved'])
  })

  test('shares what is known; told and confirmed outlive it both ways', () => {
    const run = play(
      {
        main: `
steps:
  - {id: ask, ask: code, say: Code?}
  - {id: check, confirm: [code], say: Right?}
  - {id: sub, subjourney: other}
  - {id: end, say: 'Code {code}, size {size}.'}
  - {id: ask-size, ask: size, say: Size?}
  - {id: bye, end: resolved}
`,
        other: `
steps:
  - {id: ask-code, ask: code, skip_if_known: true, say: Code?}
  - {id: ask-size, ask: size, say: 'Size of {code}?'}
  - {id: back, end: resolved}
`,
      },
      [fills({ code: '1234' }), yes, fills({ size: 3 })],
    )
    expect(path(run)).toBe('ask check sub (ask-code) ask-size back end ask-size')
    expect(said(run)).toContain('Code 1234, size 3.')
    expect(told(run)).toEqual(['code', 'size'])
    expect(confirmed(run)).toEqual(['code'])
    expect(lived(run)).toEqual(['asked_again size'])
  })

  test('has left its caller only when it is back: `forget` and `fulfils` wait', () => {
    const run = play(
      {
        main: `
known: [size]
steps:
  - {id: p, promise: call}
  - {id: sub, subjourney: other, forget: [size], fulfils: call, next: [{if: {size: 3}, go: knew}, {go: bye}]}
  - {id: knew, say: 'Size {size|gone}.'}
  - {id: bye, end: resolved}
`,
        other: `
steps:
  - {id: inside, do: act, say: 'Size {size}.'}
  - {id: back, end: resolved, forget: [code]}
`,
      },
      [],
      { given: { size: 3 } },
    )
    expect(stack(run)).toEqual(['main/sub', 'other/inside'])
    expect(only(run, 'kept')).toEqual([])
    const back = go(run, did('act'))
    expect(path(back)).toBe('p sub inside back knew bye')
    expect(said(back)).toEqual(['Size 3.', 'Size gone.'])
    expect(only(back, 'kept')).toEqual([{ type: 'kept', promise: 'call' }])
  })

  test('leaves its caller too where an outcome has a step of its own', () => {
    const run = play({
      main: `
known: [size]
steps:
  - {id: p, promise: call}
  - {id: sub, subjourney: other, forget: [size], fulfils: call, outcomes: {resolved: bye}}
  - {id: never, end: unresolved}
  - {id: bye, end: resolved}
`,
      other: 'steps:\n  - {id: back, end: resolved}\n',
    })
    expect(path(run)).toBe('p sub back bye')
    expect(values(run)).toEqual({})
    expect(only(run, 'kept')).toEqual([{ type: 'kept', promise: 'call' }])
  })

  test('forgets what its end forgets', () => {
    const run = play({
      main: 'known: [size]\nsteps:\n  - {id: sub, subjourney: other}\n  - {id: bye, end: resolved}\n',
      other: 'steps:\n  - {id: back, end: resolved, forget: [size]}\n',
    })
    expect(values(run)).toEqual({})
  })

  test('may lie in another', () => {
    const run = play(
      {
        main: 'steps:\n  - {id: sub, subjourney: other}\n  - {id: bye, end: resolved}\n',
        other: 'steps:\n  - {id: deeper, subjourney: deep}\n  - {id: back, end: unresolved}\n',
        deep: 'steps:\n  - {id: ask, ask: code, say: Code?}\n  - {id: up, end: resolved}\n',
      },
      [],
    )
    expect(stack(run)).toEqual(['main/sub', 'other/deeper', 'deep/ask'])
    const back = go(run, fills({ code: '1' }))
    expect(path(back)).toBe('sub deeper ask up back bye')
    expect(ending(back)).toBe('resolved')
  })

  test('uses the nearest fallback, its own first, and comes back to the journey that owns it', () => {
    const deep = (top = '') => `${top}
steps:
  - {id: ask, ask: code, say: Code?}
  - {id: here, end: unresolved}
`
    const others = (top: string) => ({
      main: `fallback: person
steps:
  - {id: sub, subjourney: other, next: never}
  - {id: never, end: resolved}
  - {id: person, end: unresolved}
`,
      other: `${top}
steps:
  - {id: deeper, subjourney: deep, next: never}
  - {id: never, end: resolved}
  - {id: middle, end: unresolved}
`,
    })
    const own = play({ ...others('fallback: middle'), deep: deep('fallback: here') }, [unable])
    expect(path(own)).toBe('sub deeper ask here never never')
    const middle = play({ ...others('fallback: middle'), deep: deep() }, [unable])
    expect(path(middle)).toBe('sub deeper ask middle never')
    const outer = play({ ...others(''), deep: deep() }, [noMatch, noMatch])
    expect(path(outer)).toBe('sub deeper ask person')
    expect(stack(outer)).toEqual(['main/person'])
  })

  test('left by an inherited fallback leaves all the steps in between', () => {
    const run = play(
      {
        main: `fallback: person
known: [size, cost, code]
steps:
  - {id: p, promise: call}
  - {id: sub, subjourney: other, forget: [size], fulfils: call}
  - {id: person, end: unresolved}
`,
        other: `
steps:
  - {id: act, do: act, forget: [cost]}
  - {id: back, end: resolved}
`,
      },
      [did('act', 'failed')],
    )
    expect(path(run)).toBe('p sub act person')
    expect(Object.keys(values(run))).toEqual(['code'])
    expect(only(run, 'kept')).toEqual([{ type: 'kept', promise: 'call' }])
  })
})

describe('continue_in', () => {
  const first = (keys: string) => `
known: [cost]
steps:
  - {id: ask, ask: code, say: Code?}
  - {id: check, confirm: [code, size], say: Right?}
  - {id: on, continue_in: other, say: 'Over to somebody who knows {code}.'${keys}}
`
  const other = `
steps:
  - {id: ask-code, ask: code, skip_if_known: true, say: Code?}
  - {id: ask-size, ask: size, skip_if_known: true, say: Size?}
  - {id: bye, end: resolved}
`
  const inputs = [fills({ code: '1234', size: 3 }), yes]
  const on = (keys: string, into = other) =>
    play({ main: first(keys), other: into }, inputs, { given: { cost: 2 } })

  test('leaves behind what `passes` does not name: nothing is passed unless it says so', () => {
    const run = on('')
    expect(path(run)).toBe('ask check on ask-code')
    expect(said(run)).toContain('Over to somebody who knows 1234.')
    expect(values(run)).toEqual({})
    expect(confirmed(run)).toEqual([])
  })

  test('passes what it names, or all, with where it came from and whether it was confirmed', () => {
    const some = on(', passes: [code]')
    expect(path(some)).toBe('ask check on (ask-code) ask-size')
    expect(sources(some)).toEqual({ code: 'answer' })
    expect(confirmed(some)).toEqual(['code'])
    const all = on(', passes: all')
    expect(sources(all)).toEqual({ cost: 'organisation', size: 'volunteered', code: 'answer' })
    expect(confirmed(all)).toEqual(['code', 'size'])
    expect(ending(all)).toBe('resolved')
  })

  test('records what was passed and what was lost', () => {
    expect(only(on(', passes: [code], channel: voice'), 'continued')).toEqual([
      {
        type: 'continued',
        to: 'other',
        channel: 'voice',
        passed: ['code'],
        lost: ['cost', 'size'],
      },
    ])
  })

  test('does not take back what was told, though the value is gone', () => {
    const run = on('')
    expect(told(run)).toEqual(['code'])
    expect(lived(run)).toEqual(['asked_again code'])
    // What was only volunteered is not told: with its value the memory of it goes.
    expect(lived(go(run, fills({ code: '1234' })))).toEqual(['asked_again code'])
  })

  test('goes on in its channel, or else in the same', () => {
    expect(on(', channel: voice').state.situation.channel).toBe('voice')
    expect(on('').state.situation.channel).toBe('chat')
    const asks = `
steps:
  - {id: fork, next: [{if: {channel: voice}, go: spoken}, {go: written}]}
  - {id: spoken, end: resolved}
  - {id: written, end: resolved}
`
    expect(path(on(', channel: voice', asks))).toBe('ask check on fork spoken')
    expect(path(on('', asks))).toBe('ask check on fork written')
  })

  test('forgets and fulfils as it is left', () => {
    const run = on(', passes: all, forget: [size]')
    expect(Object.keys(values(run))).toEqual(['cost', 'code'])
    expect(only(run, 'continued')[0]?.lost).toEqual([])
  })

  test('leaves the whole stack: the end is the end, and nothing is inherited', () => {
    const run = play({
      main: `fallback: person
global_intents:
  - {intent: agent, examples: [agent], next: person}
steps:
  - {id: sub, subjourney: middle}
  - {id: person, end: unresolved}
`,
      middle: 'steps:\n  - {id: on, continue_in: other}\n',
      other,
    })
    expect(path(run)).toBe('sub on ask-code')
    expect(stack(run)).toEqual(['other/ask-code'])
    expect(ending(go(run, unable))).toBe('dead_end')
    const over = go(run, fills({ code: '1', size: 2 }))
    expect(ending(over)).toBe('resolved')
    expect(path(over)).toBe('sub on ask-code (ask-size) bye')
  })

  test('may go on in the same journey, from its first step', () => {
    const run = play(
      `
entry: true
steps:
  - {id: ask, ask: code, say: Code?}
  - {id: on, continue_in: main, passes: all}
`,
      [fills({ code: '1' })],
    )
    expect(path(run)).toBe('ask on ask')
    expect(lived(run)).toEqual(['asked_again code'])
  })
})

describe('what the organisation knows', () => {
  const asking = (top: string) => `${top}
steps:
  - {id: ask, ask: code, say: Code?}
  - {id: bye, end: resolved}
`

  test('has a value at the start, given or else invented', () => {
    const journey = asking('known: [first_name, size, code]')
    const given = play(journey, [], { given: { first_name: 'Ana', size: 7 } })
    expect(values(given)).toMatchObject({ first_name: 'Ana', size: 7 })
    expect(values(given).code).toMatch(/^\d{4}$/)
    expect(sources(given)).toEqual({
      first_name: 'organisation',
      size: 'organisation',
      code: 'organisation',
    })
    expect(told(given)).toEqual([])
    expect(values(play(journey))).toEqual(values(play(journey)))
  })

  test('sometimes: has one only where it is given', () => {
    const journey = asking('sometimes_known: [size]')
    expect(values(play(journey))).toEqual({})
    expect(values(play(journey, [], { given: { size: 7 } }))).toEqual({ size: 7 })
  })

  test('is nothing the journey does not say it knows', () => {
    expect(values(play(asking(''), [], { given: { size: 7 } }))).toEqual({})
  })

  test('holds a sensitive value as a token', () => {
    expect(values(play(asking('known: [pin]')))).toEqual({ pin: '«pin»' })
    expect(() => play(asking('known: [pin]'), [], { given: { pin: '1234' } })).toThrow('pin')
  })

  const entering = {
    subjourney: 'steps:\n  - {id: go, subjourney: other}\n  - {id: bye, end: resolved}\n',
    continue_in: 'steps:\n  - {id: go, continue_in: other}\n',
  }
  const knows = `known: [size]
sometimes_known: [cost]
steps:
  - {id: ask, ask: code, say: Code?}
  - {id: bye, end: resolved}
`
  test.each(['subjourney', 'continue_in'] as const)(
    'gets its value on entering by %s, not before',
    (way) => {
      const files = { main: `sometimes_known: [code]\n${entering[way]}`, other: knows }
      const run = play(files, [], { given: { size: 7, cost: 9 } })
      expect(values(run)).toEqual({ size: 7, cost: 9 })
      const without = values(play(files))
      expect(Object.keys(without)).toEqual(['size'])
    },
  )

  test('does not replace a value there is', () => {
    const run = play(
      {
        main: `
steps:
  - {id: ask-size, ask: size, say: Size?}
  - {id: go, subjourney: other}
  - {id: bye, end: resolved}
`,
        other: knows,
      },
      [fills({ size: 1 })],
      { given: { size: 7 } },
    )
    expect(values(run)).toEqual({ size: 1 })
    expect(sources(run)).toEqual({ size: 'answer' })
  })

  test('comes back from the organisation when a journey lost or forgot it', () => {
    const run = play(
      {
        main: `known: [size]
steps:
  - {id: ask-size, ask: size, say: Size?}
  - {id: go, continue_in: other}
`,
        other: knows,
      },
      [fills({ size: 1 })],
      { given: { size: 7 } },
    )
    expect(values(run)).toEqual({ size: 7 })
    expect(sources(run)).toEqual({ size: 'organisation' })
    expect(told(run)).toEqual(['size'])
  })

  test('is gone within a journey that forgets it', () => {
    const run = play(`known: [size]
steps:
  - {id: a, say: A., forget: [size]}
  - {id: b, say: '{size|gone}'}
  - {id: bye, end: resolved}
`)
    expect(said(run)).toEqual(['A.', 'gone'])
  })
})
