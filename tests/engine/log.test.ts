// The log: what people put in beside the conversation, going back, stopping, and replaying it.
import { describe, expect, test } from 'vitest'
import {
  advance,
  begin,
  createMachine,
  type EngineEvent,
  expecting,
  type Input,
  isInput,
  replay,
} from '../../src/engine/index.ts'
import {
  did,
  ending,
  fills,
  finds,
  go,
  header,
  hears,
  lastSaid,
  lived,
  noMatch,
  only,
  path,
  play,
  project,
  type Run,
  refusal,
  said,
  silence,
  told,
  values,
  yes,
} from './play.ts'

const JOURNEY = `
steps:
  - {id: greet, say: Hello.}
  - {id: ask, ask: code, say: Code?, max_tries: 3, forget: [size], fulfils: call}
  - {id: p, promise: call}
  - {id: ask-size, ask: size, say: Size?}
  - {id: bye, end: resolved, say: Bye.}
`
const jumped = (step: string, journey?: string): Input => ({
  type: 'jumped',
  step,
  ...(journey === undefined ? {} : { journey }),
})
/** Back to what was when this many events had happened. */
const undone = (run: Run): Input => ({ type: 'undone', to: run.events.length - 1 })
const note: Input = { type: 'noted', seat: 'observer', text: 'she sighs', tag: 'tone' }
const felt = (mood: number, seat: 'customer' | 'observer' = 'customer'): Input => ({
  type: 'felt',
  seat,
  mood,
})

describe('the header', () => {
  test('is the first event, and what follows from it comes with it', () => {
    const run = play(JOURNEY, [], { seed: 5, channel: 'sms' })
    expect(run.events).toEqual([
      header('main', { seed: 5, channel: 'sms' }),
      { type: 'entered', journey: 'main', step: 'greet' },
      {
        type: 'said',
        seat: 'system',
        text: 'Hello.',
        journey: 'main',
        step: 'greet',
        variation: 0,
        chosen_by: 'seed',
      },
      { type: 'entered', journey: 'main', step: 'ask' },
      {
        type: 'said',
        seat: 'system',
        text: 'Code?',
        journey: 'main',
        step: 'ask',
        variation: 0,
        chosen_by: 'seed',
      },
    ])
    expect(run.state.count).toBe(5)
  })

  test.each([
    ['a journey that is not there', header('nowhere'), 'nowhere'],
    ['a slot that is not there', header('main', { given: { nothing: 1 } }), 'nothing'],
    ['a value the slot cannot hold', header('main', { given: { size: 'big' } }), 'size'],
    ['a sensitive value in the open', header('main', { given: { pin: '1234' } }), 'pin'],
  ])('is turned away with %s', (_, started, word) => {
    const begun = begin(createMachine(project(JOURNEY)), started)
    expect(begun.problem).toContain(word)
    expect(begun.events).toEqual([])
  })
})

describe('jumped', () => {
  test('goes to a step without leaving the one at hand', () => {
    const run = play(JOURNEY, [fills({ size: 3 }), noMatch, jumped('ask-size')])
    expect(path(run)).toBe('greet ask ask-size')
    expect(lastSaid(run)).toBe('Size?')
    expect(values(run)).toEqual({ size: 3 })
    expect(only(run, 'kept')).toEqual([])
    expect(run.state.situation.tries).toEqual({ noMatch: 0, noInput: 0 })
  })

  test('to the step at hand begins it again', () => {
    const run = play(JOURNEY, [noMatch, jumped('ask')])
    expect(path(run)).toBe('greet ask ask')
    expect(run.state.situation.tries).toEqual({ noMatch: 0, noInput: 0 })
  })

  test('goes on from there until something is waited for', () => {
    const run = play(JOURNEY, [jumped('p')])
    expect(path(run)).toBe('greet ask p ask-size')
    expect(ending(play(JOURNEY, [jumped('bye')]))).toBe('resolved')
  })

  const sub = {
    main: 'steps:\n  - {id: s, subjourney: other}\n  - {id: after, end: resolved}\n',
    other: `
steps:
  - {id: act, do: look_up}
  - {id: hand, handoff: team}
  - {id: back, end: resolved}
`,
    third: 'known: [code]\nsteps:\n  - {id: one, say: One.}\n  - {id: two, ask: size, say: S?}\n',
  }

  test('within a sub-journey stays in it', () => {
    const run = play(sub, [jumped('back')])
    expect(path(run)).toBe('s act back after')
    const hand = play(sub, [jumped('hand'), finds('team')])
    expect(ending(hand)).toBe('handed_off')
  })

  test('to another journey begins there, with what that knows', () => {
    const run = play(sub, [jumped('two', 'third')])
    expect(path(run)).toBe('s act two')
    expect(run.state.situation.stack).toEqual([{ journey: 'third', step: 'two' }])
    expect(Object.keys(values(run))).toEqual(['code'])
  })

  test('cannot go to what is not there, or after the end', () => {
    const run = play(JOURNEY)
    expect(refusal(run, jumped('nowhere'))).toContain('nowhere')
    expect(refusal(run, jumped('ask', 'nowhere'))).toContain('nowhere')
    expect(refusal(play(JOURNEY, [jumped('bye')]), jumped('ask'))).toMatch(/\w/)
  })
})

describe('undone', () => {
  const start = play(JOURNEY)
  const answered = go(start, fills({ code: '1234', size: 2 }))

  test('brings back the state there was then', () => {
    const back = go(answered, undone(start))
    expect(back.events.at(-1)).toEqual({ type: 'undone', to: 4 })
    expect(back.state.situation).toEqual(start.state.situation)
    expect(back.state.count).toBe(back.events.length)
    expect(back.state.turns).toBe(0)
    expect(path(go(back, fills({ code: '9999' })))).toBe('greet ask p ask-size p ask-size')
  })

  test('can be undone to any input before, and again', () => {
    const second = go(answered, silence)
    const once = go(second, undone(answered))
    expect(once.state.situation).toEqual(answered.state.situation)
    const twice = go(once, undone(start))
    expect(twice.state.situation).toEqual(start.state.situation)
    const other = go(twice, noMatch, undone(twice))
    expect(other.state.situation).toEqual(start.state.situation)
  })

  test('brings back moods and the turn of variations', () => {
    const journey = `
steps:
  - {id: ask, ask: code, say: [One., Two., Three.], next: ask, max_tries: 9}
`
    const before = play(journey, [], { seed: 2 })
    const next = go(before, fills({ code: '1' }), noMatch)
    const again = go(next, undone(before), fills({ code: '1' }), noMatch)
    expect(said(again).slice(-2)).toEqual(said(next).slice(-2))
    expect(again.state.mood).toBe(next.state.mood)
  })

  test('can go back from after the end', () => {
    const over = go(answered, fills({ size: 3 }))
    expect(ending(over)).toBe('resolved')
    const back = go(over, undone(answered))
    expect(ending(back)).toBeUndefined()
    expect(back.state.mood).toBe(answered.state.mood)
    const stopped = go(answered, { type: 'ended', how: 'stopped' }, undone(answered))
    expect(path(go(stopped, fills({ size: 3 })))).toBe('greet ask p ask-size bye')
  })

  test('goes back to notes as to any input, and past them', () => {
    const noted = go(answered, note)
    const on = go(noted, silence)
    expect(go(on, undone(noted)).state.situation).toEqual(answered.state.situation)
    expect(go(on, undone(start)).state.situation).toEqual(start.state.situation)
    expect(go(on, note, undone(answered)).state.situation).toEqual(answered.state.situation)
  })

  test('cannot stop half-way through what followed an input', () => {
    for (const to of [0, 1, 3, 5, 6])
      expect(refusal(answered, { type: 'undone', to })).toMatch(/\w/)
    expect(go(answered, { type: 'undone', to: 4 }).state.situation).toEqual(start.state.situation)
  })

  test('cannot go to what is not there, is yet to come or was undone', () => {
    const back = go(answered, undone(start))
    for (const to of [-1, 1.5, 99, Number.NaN]) {
      expect(refusal(start, { type: 'undone', to })).toMatch(/\w/)
      expect(refusal(back, { type: 'undone', to })).toMatch(/\w/)
    }
    expect(refusal(back, undone(answered))).toMatch(/\w/)
    expect(refusal(start, undone(start))).toMatch(/\w/)
  })
})

describe('beside the conversation', () => {
  const beside: readonly (readonly [string, Input])[] = [
    ['noted', note],
    ['felt', felt(3)],
    ['rated', { type: 'rated', card: 'heard', when: 'after', value: 4 }],
    [
      'said off script',
      { type: 'said', seat: 'system', text: 'Take your time.', off_script: true },
    ],
  ]

  test.each(beside)('%s is kept and moves nothing', (_, input) => {
    const before = play(JOURNEY, [noMatch])
    const run = go(before, input)
    expect(run.events.slice(before.events.length)).toEqual([input])
    expect(run.state.situation).toEqual(before.state.situation)
    expect(run.state.turns).toBe(1)
    expect(path(go(run, fills({ code: '1' })))).toBe('greet ask p ask-size')
  })

  test.each(beside)('%s may come after the end', (_, input) => {
    const run = play(JOURNEY, [jumped('bye'), input])
    expect(ending(run)).toBe('resolved')
    expect(run.events.at(-1)).toEqual(input)
  })

  test('what the customer felt is the mood from then on; what others felt is not', () => {
    const run = play(JOURNEY, [felt(-3)], { persona: 'mood: {start: 2}' })
    expect(run.state.mood).toBe(-3)
    expect(go(run, noMatch).state.mood).toBe(-4)
    expect(go(run, felt(5, 'observer')).state.mood).toBe(-3)
    expect(go(run, felt(9)).state.mood).toBe(5)
    expect(go(run, felt(-9)).state.mood).toBe(-5)
  })
})

describe('ended', () => {
  test.each(['stopped', 'abandoned'] as const)('%s is put in, at any moment', (how) => {
    const waiting = [
      play(JOURNEY),
      play('steps:\n  - {id: a, do: act}\n'),
      play('steps:\n  - {id: a, handoff: t}\n'),
    ]
    for (const before of waiting) {
      const run = go(before, { type: 'ended', how })
      expect(run.events.slice(before.events.length)).toEqual([{ type: 'ended', how }])
      expect(ending(run)).toBe(how)
      expect(lived(run)).toEqual([])
      expect(expecting(run.machine, run.state)).toMatchObject({ kind: 'ended', how })
    }
  })

  test('nothing moves after it', () => {
    for (const over of [
      play(JOURNEY, [{ type: 'ended', how: 'stopped' }]),
      play(JOURNEY, [jumped('bye')]),
    ])
      for (const input of [
        fills({ code: '1' }),
        yes,
        did('act'),
        finds('t'),
        jumped('ask'),
        { type: 'ended', how: 'abandoned' } as const,
      ])
        expect(refusal(over, input)).toMatch(/\w/)
  })
})

test('turns count what the customer said and did not say', () => {
  const run = play(JOURNEY, [noMatch, silence, note, fills({ code: '1' })])
  expect(run.state.turns).toBe(3)
})

test('hostile words are kept as they are and change nothing else', () => {
  for (const text of ['\u001b[2J\u0007', '<b>{code}</b>', '\u202e olleh', '🧵'.repeat(5000), '']) {
    const run = play(JOURNEY, [hears({ fills: { code: '1234' } }, text)])
    expect(only(run, 'heard')[0]?.text).toBe(text)
    expect(told(run)).toEqual(['code'])
    expect(path(run)).toBe('greet ask p ask-size')
  }
})

describe('replay', () => {
  const run = play(JOURNEY, [noMatch, note, fills({ code: '1234' }), silence, fills({ size: 3 })])

  test('of a recording gives its state', () => {
    expect(replay(run.machine, run.events)).toEqual({ state: run.state })
  })

  test('takes the clock and the order of keys as they come', () => {
    const timed = run.events.map(
      (event, index) =>
        Object.fromEntries([
          ['at', index * 250],
          ...Object.entries(event).reverse(),
        ]) as unknown as EngineEvent,
    )
    expect(replay(run.machine, timed).problem).toBeUndefined()
  })

  test('of a recording cut short gives the state after its inputs', () => {
    const start = play(JOURNEY)
    for (let length = 1; length <= 5; length += 1)
      expect(replay(run.machine, run.events.slice(0, length)).state?.situation).toEqual(
        start.state.situation,
      )
  })

  test('needs a header', () => {
    expect(replay(run.machine, []).problem?.event).toBe(0)
    expect(replay(run.machine, run.events.slice(1)).problem?.event).toBe(0)
    expect(replay(run.machine, [header('nowhere')]).problem?.message).toContain('nowhere')
  })

  test('tells the first event that is not what happens now, in words', () => {
    const changed = (index: number, event: EngineEvent) => run.events.with(index, event)
    const words = {
      ...(run.events[2] as Extract<EngineEvent, { type: 'said' }>),
      text: 'Good day.',
    }
    expect(replay(run.machine, changed(2, words)).problem).toEqual({
      event: 2,
      message: 'recorded said "Good day.", but now it is said "Hello."',
    })
    const entered = { type: 'entered', journey: 'main', step: 'bye' } as const
    expect(replay(run.machine, changed(3, entered)).problem).toEqual({
      event: 3,
      message: 'recorded entered bye, but now it is entered ask',
    })
    expect(replay(run.machine, [...run.events, entered]).problem).toEqual({
      event: run.events.length,
      message: 'recorded entered bye, but nothing happens here now',
    })
  })

  test('tells an input that does not fit any more, and the state before it', () => {
    const index = run.events.findIndex(({ type }) => type === 'heard')
    const result = replay(run.machine, run.events.with(index, did('look_up')))
    expect(result.problem?.event).toBe(index)
    expect(result.state?.situation).toEqual(play(JOURNEY).state.situation)
  })

  test('notices that the journey changed', () => {
    const now = createMachine(project(JOURNEY.replace('Size?', 'How many?')))
    const index = run.events.findIndex((event) => event.type === 'said' && event.text === 'Size?')
    expect(replay(now, run.events).problem?.event).toBe(index)
  })

  test('knows inputs from what follows from them', () => {
    expect(run.events.filter(isInput).map(({ type }) => type)).toEqual([
      'heard',
      'noted',
      'heard',
      'heard',
      'heard',
    ])
    expect(isInput({ type: 'ended', how: 'stopped' })).toBe(true)
    expect(isInput({ type: 'ended', how: 'abandoned' })).toBe(true)
    expect(isInput({ type: 'ended', how: 'resolved' })).toBe(false)
    expect(isInput({ type: 'said', seat: 'system', text: 'A.', off_script: true })).toBe(true)
    expect(isInput({ type: 'said', seat: 'system', text: 'A.' })).toBe(false)
    expect(isInput(header('main'))).toBe(false)
  })
})

test('a state that was gone on from is still there to go on from', () => {
  const run = play(JOURNEY)
  const one = advance(run.machine, run.state, fills({ code: '1' }))
  const two = advance(run.machine, run.state, fills({ code: '2' }))
  expect(advance(run.machine, run.state, fills({ code: '1' })).events).toEqual(one.events)
  expect(two.state.situation.values.get('code')?.value).toBe('2')
  expect(one.state.situation.values.get('code')?.value).toBe('1')
})
