// What a state waits for, all that can happen next, and the values that conversations tell apart.
import { describe, expect, test } from 'vitest'
import {
  canBeVolunteered,
  createMachine,
  domain,
  expecting,
  type Input,
  inputs,
  reachableJourneys,
  sayValue,
  situationKey,
  standIn,
  starts,
  whyNotA,
} from '../../src/engine/index.ts'
import type { Slot } from '../../src/model/index.ts'
import { did, fills, finds, go, noMatch, play, project, type Run, silence, yes } from './play.ts'

/** The inputs in short: fills as JSON, the rest by name. */
const short = (input: Input): string => {
  if (input.type === 'did') return `${input.outcome} ${JSON.stringify(input.learned ?? {})}`
  if (input.type === 'availability') return input.is
  if (input.type !== 'heard') return input.type
  const { understood } = input
  if (typeof understood === 'string') return understood
  return 'intent' in understood ? `intent ${understood.intent}` : JSON.stringify(understood.fills)
}
const next = (run: Run) => [...inputs(run.machine, run.state)].map(short)

describe('all that can happen next', () => {
  test('at an ask: values of the asked slot, of others and of both; intents; no answer', () => {
    const run = play(`
slots:
  pick: {type: choice, values: {red: , blue: }}
  sure: {type: yes_no}
  first_name: {type: text}
  more: {type: yes_no, transient: true}
global_intents:
  - {intent: agent, examples: [get me a person], next: bye}
steps:
  - {id: ask, ask: pick, say: Which?}
  - {id: bye, end: resolved}
`)
    expect(next(run)).toEqual([
      '{"pick":"red"}',
      '{"pick":"blue"}',
      '{"sure":true}',
      '{"sure":false}',
      '{"pick":"red","sure":true}',
      '{"pick":"red","sure":false}',
      '{"pick":"blue","sure":true}',
      '{"pick":"blue","sure":false}',
      'intent agent',
      'unable',
      'no_match',
      'no_input',
    ])
  })

  test('at a confirm: corrections of the named slots of any type, yes and no', () => {
    const run = play(`
slots:
  more: {type: yes_no, transient: true}
  pick: {type: choice, values: {red: }}
steps:
  - {id: check, confirm: [more], say: Right?}
  - {id: bye, end: resolved}
`)
    expect(next(run)).toEqual([
      '{"more":true}',
      '{"more":false}',
      'yes',
      'no',
      'unable',
      'no_match',
      'no_input',
    ])
  })

  test('at an action: each outcome, with each value it can learn', () => {
    const run = play(`
steps:
  - {id: act, do: look_up, learns: [sure], outcomes: {refused: bye}}
  - {id: bye, end: resolved}
`)
    expect(next(run)).toEqual([
      'succeeded {"sure":true}',
      'succeeded {"sure":false}',
      'failed {}',
      'refused {}',
    ])
  })

  test('at a handoff: somebody is free, busy or not there', () => {
    expect(next(play('steps:\n  - {id: hand, handoff: t}\n'))).toEqual(['free', 'busy', 'closed'])
  })

  test('after the end: nothing', () => {
    expect(next(play('steps:\n  - {id: bye, end: resolved}\n'))).toEqual([])
  })

  test('are the same whatever was said before at this step', () => {
    const run = play(`
slots:
  code: {type: digits}
  sure: {type: yes_no}
steps:
  - {id: ask, ask: code, say: C?, max_tries: 9}
`)
    expect(next(go(run, noMatch, silence))).toEqual(next(run))
  })
})

describe('what is waited for', () => {
  test('at an ask', () => {
    const run = play(
      `
global_intents:
  - {intent: agent, examples: [agent], next: bye}
steps:
  - {id: ask, ask: code, say: C?, max_tries: 9}
  - {id: bye, end: resolved}
`,
      [noMatch, silence],
    )
    const expectation = expecting(run.machine, run.state)
    if (expectation.kind !== 'listening') throw new Error(expectation.kind)
    expect(expectation.step.id).toBe('ask')
    expect(expectation.asked?.name).toBe('code')
    expect(expectation.named).toEqual([])
    expect(expectation.volunteerable.map(({ name }) => name)).toEqual([
      'ref',
      'pick',
      'size',
      'cost',
      'day',
      'hour',
      'sure',
      'tel',
      'mail',
      'pin',
    ])
    expect(expectation.intents.map((one) => one.intent)).toEqual(['agent'])
    expect(expectation.failures).toBe(2)
  })

  test('at a confirm', () => {
    const run = play('steps:\n  - {id: check, confirm: [code, first_name], say: R?}\n')
    const expectation = expecting(run.machine, run.state)
    if (expectation.kind !== 'listening') throw new Error(expectation.kind)
    expect(expectation).not.toHaveProperty('asked')
    expect(expectation.named.map(({ name }) => name)).toEqual(['code', 'first_name'])
    expect(expectation.volunteerable).toEqual([])
    expect(expectation.failures).toBe(0)
  })

  test('at an action, a handoff and the end', () => {
    const run = play(`
steps:
  - {id: act, do: look_up, next: hand}
  - {id: hand, handoff: t, unavailable: bye}
  - {id: bye, end: unresolved}
`)
    const kinds = [run, go(run, did('look_up')), go(run, did('look_up'), finds('t', 'busy'))].map(
      ({ machine, state }) => expecting(machine, state),
    )
    expect(kinds.map(({ kind }) => kind)).toEqual(['acting', 'connecting', 'ended'])
    expect(kinds[2]).toMatchObject({ how: 'unresolved', at: { id: 'bye' } })
  })
})

describe('the values of a slot that conversations can tell apart', () => {
  const classes = (slot: string, conditions: readonly string[] = []) => {
    const { machine } = play(`
steps:
  - {id: ask, ask: more, say: M?, next: [${conditions.map((one) => `{if: ${one}, go: ask}, `).join('')}{go: bye}]}
  - {id: bye, end: resolved}
`)
    const declared = machine.slots.get(slot)
    if (declared === undefined) throw new Error(slot)
    return domain(machine, declared).map(({ samples }) => samples)
  }

  test('of a choice and a yes or no: every value', () => {
    expect(classes('pick')).toEqual([['red'], ['sky_blue']])
    expect(classes('sure', ['{sure: true}'])).toEqual([[true], [false]])
  })

  test('of a number: each tested one, and those between and around', () => {
    const found = classes('size', ['{size: {over: 5}}', '{size: [8, 5.5]}', '{size: {not: 2}}'])
    const singles = found.filter((samples) => samples.length === 1).map(([value]) => value)
    expect(singles).toEqual([2, 5, 5.5, 8])
    const within = (low: number, high: number) => (value: unknown) =>
      typeof value === 'number' && value > low && value < high
    const stretches = found.filter((samples) => samples.length > 1)
    const bounds = [Number.NEGATIVE_INFINITY, 2, 5, 5.5, 8, Number.POSITIVE_INFINITY]
    expect(stretches).toHaveLength(5)
    stretches.forEach((samples, index) => {
      expect(samples.every(within(bounds[index] ?? 0, bounds[index + 1] ?? 0))).toBe(true)
      expect(new Set(samples).size).toBe(samples.length)
    })
  })

  test('of a text, digits or a date: each tested one, and at least two others', () => {
    const [tested, others, ...more] = classes('code', ["{code: {not: '0042'}}"])
    expect(tested).toEqual(['0042'])
    expect(others?.length).toBeGreaterThan(1)
    expect(others).not.toContain('0042')
    expect(more).toEqual([])
    expect(classes('day', ['{day: [2026-07-03, 2026-07-04]}']).map(({ length }) => length)).toEqual(
      [1, 1, 3],
    )
    expect(classes('first_name')).toHaveLength(1)
  })

  test('of a text: the others are never a tested one, even where that is what would be invented', () => {
    const [untested] = classes('code')
    const first = untested?.[0]
    const [tested, others] = classes('code', [`{code: '${first}'}`])
    expect(tested).toEqual([first])
    expect(others?.length).toBeGreaterThan(1)
    expect(others).not.toContain(first)
  })

  test('of a sensitive slot: tokens only, whatever they stand for', () => {
    expect(classes('pin', ['{pin: {known: true}}'])).toEqual([['«pin»', '«pin 2»', '«pin 3»']])
  })
})

describe('invented values', () => {
  const { slots } = project('steps:\n  - {id: bye, end: resolved}\n')
  const each = [...slots.values()].map((slot): readonly [string, Slot] => [slot.name, slot])

  test.each(each)('fit their slot, and differ as far as it can hold so many: %s', (_, slot) => {
    const values = Array.from({ length: 10 }, (_, nth) => standIn(slot, nth))
    for (const value of values) expect(whyNotA(slot, value)).toBeUndefined()
    const most = { choice: slot.values.length, yes_no: 2 }[slot.type as 'choice' | 'yes_no'] ?? 10
    expect(new Set(values).size).toBe(most)
    expect(standIn(slot)).toBe(standIn(slot, 0))
  })

  test('are of the length a slot has', () => {
    const code = slots.get('code')
    if (code === undefined) throw new Error('code is declared')
    for (let nth = 0; nth < 30; nth += 1) expect(standIn(code, nth)).toMatch(/^\d{4}$/)
  })
})

describe('the ways a conversation can start', () => {
  const machine = createMachine(
    project({
      main: `
channels: [chat, voice]
slots:
  sure: {type: yes_no}
  pick: {type: choice, values: {red: , blue: }}
known: [sure]
steps:
  - {id: on, continue_in: other, passes: all}
`,
      other: `
channels: [chat]
slots:
  sure: {type: yes_no}
  pick: {type: choice, values: {red: , blue: }}
sometimes_known: [pick]
steps:
  - {id: sub, subjourney: third}
  - {id: bye, end: resolved}
`,
      third: 'channels: [chat]\nslots: {}\nsteps:\n  - {id: back, end: resolved}\n',
      apart: 'channels: [chat]\nslots: {}\nsteps:\n  - {id: bye, end: resolved}\n',
    }),
  )

  test('are each channel, with each value known, there or later, and without what may be missing', () => {
    const all = [...starts(machine, 'main')]
    expect(all.map(({ channel, given }) => `${channel} ${JSON.stringify(given)}`)).toEqual(
      ['chat', 'voice'].flatMap((channel) => [
        `${channel} {"sure":true,"pick":"red"}`,
        `${channel} {"sure":true,"pick":"blue"}`,
        `${channel} {"sure":true}`,
        `${channel} {"sure":false,"pick":"red"}`,
        `${channel} {"sure":false,"pick":"blue"}`,
        `${channel} {"sure":false}`,
      ]),
    )
  })

  test('reach the journeys that follow', () => {
    expect(reachableJourneys(machine, 'main')).toEqual(['main', 'other', 'third'])
    expect(reachableJourneys(machine, 'apart')).toEqual(['apart'])
  })
})

test('words for a value: the first example of a choice, yes and no, else the value', () => {
  const { slots } = project('steps:\n  - {id: bye, end: resolved}\n')
  const say = (name: string, value: string | number | boolean) =>
    sayValue(slots.get(name) as Slot, value)
  expect(say('pick', 'red')).toBe('the red one')
  expect(say('sure', true)).toBe('yes')
  expect(say('sure', false)).toBe('no')
  expect(say('size', 3)).toBe('3')
  expect([...slots.values()].filter(canBeVolunteered).map(({ name }) => name)).not.toContain(
    'first_name',
  )
})

describe('two situations', () => {
  const journey = `
steps:
  - {id: ask, ask: code, say: C?, max_tries: 9, next: ask}
`
  const key = (...happened: readonly Input[]) =>
    situationKey(play(journey, happened).state.situation)

  test('are the same where everything that matters is, by whatever way', () => {
    expect(key(fills({ size: 1 }), fills({ pick: 'red' }))).toBe(
      key(fills({ pick: 'red' }), fills({ size: 1 })),
    )
    expect(key(fills({ code: '1' }))).toBe(key(fills({ code: '2' }), fills({ code: '1' })))
  })

  test('differ by value, type of value, source, tries and what was told', () => {
    const keys = [
      key(),
      key(noMatch),
      key(silence),
      key(fills({ code: '1' })),
      key(fills({ code: '2' })),
      key(fills({ size: 1 })),
      key(fills({ size: 2 })),
      key(fills({ ref: 'R1' })),
    ]
    expect(new Set(keys).size).toBe(keys.length)
    const onRecord = (...happened: readonly Input[]) =>
      situationKey(
        play(`known: [code]\n${journey}`, happened, { given: { code: '1' } }).state.situation,
      )
    // The value and where it came from stay; only that the customer said so is new.
    expect(onRecord(fills({ code: '1' }))).not.toBe(onRecord())
  })

  test('differ by what was confirmed, promised and kept, by channel and by journey', () => {
    const at = (steps: string, happened: readonly Input[], channel: 'chat' | 'voice' = 'chat') =>
      situationKey(
        play(
          `known: [code]\nsteps:\n  ${steps}\n  - {id: z, do: act}\n  - {id: y, promise: p}\n`,
          [...happened, { type: 'jumped', step: 'z' }],
          { channel },
        ).state.situation,
      )
    const keys = [
      at('- {id: a, confirm: [code], say: R?}', []),
      at('- {id: a, confirm: [code], say: R?}', [yes]),
      at('- {id: a, promise: p}', []),
      at('- {id: a, promise: p, fulfils: p}', []),
      at('- {id: a, say: A., fulfils: p}', []),
      at('- {id: a, say: A.}', [], 'voice'),
    ]
    expect(new Set(keys).size).toBe(keys.length)
  })
})
