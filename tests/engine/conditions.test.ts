// Conditions: every form, on a slot with a value and on one without.
import { describe, expect, test } from 'vitest'
import type { Channel, Value } from '../../src/model/index.ts'
import { only, play } from './play.ts'

/** Whether a condition holds where these slots have these values. */
function holds(condition: string, given: Readonly<Record<string, Value>>, channel?: Channel) {
  const run = play(
    `
sometimes_known: [first_name, code, pick, size, cost, day, hour, sure, pin]
steps:
  - {id: fork, next: [{if: ${condition}, go: held}, {go: not-held}]}
  - {id: held, end: resolved}
  - {id: not-held, end: resolved}
`,
    [],
    { given, ...(channel === undefined ? {} : { channel }) },
  )
  return only(run, 'entered').at(-1)?.step === 'held'
}

describe('one test', () => {
  test.each([
    // condition, values for which it holds, values for which it does not
    ['{pick: red}', ['red'], ['sky_blue']],
    ['{pick: [red, sky_blue]}', ['red', 'sky_blue'], []],
    ['{pick: {not: red}}', ['sky_blue'], ['red']],
    ['{pick: {not: [red, sky_blue]}}', [], ['red', 'sky_blue']],
    ['{pick: {known: true}}', ['red'], []],
    ['{pick: {known: false}}', [], ['red']],
    ['{sure: true}', [true], [false]],
    ['{sure: false}', [false], [true]],
    ['{sure: {not: true}}', [false], [true]],
    ['{size: 5}', [5], [4.999, 5.001, -5]],
    ['{size: [1, 2.5]}', [1, 2.5], [2, 0]],
    ['{size: {not: 5}}', [4, 5.5], [5]],
    ['{size: {over: 5}}', [5.001, 6], [5, 4.999, -6]],
    ['{size: {under: 5}}', [4.999, -6], [5, 6]],
    ['{size: {at_least: 5}}', [5, 6], [4.999]],
    ['{size: {at_most: 5}}', [5, -1], [5.001]],
    ['{size: {at_least: 2, under: 7}}', [2, 6.999], [1, 7]],
    ['{size: {over: -1, not: 0}}', [1, -0.5], [0, -1]],
    ['{size: {at_most: 0}}', [0, -0, -1], [0.001]],
    ['{cost: {over: 100}}', [100.01], [100, 99]],
    ["{code: '0042'}", ['0042'], ['0043']],
    ['{first_name: no}', ['no'], ['yes']],
    ['{day: 2026-07-03}', ['2026-07-03'], ['2026-07-04']],
    ["{hour: '14:30'}", ['14:30'], ['14:31']],
  ] as const)('%s', (condition, those, others) => {
    const slot = condition.slice(1, condition.indexOf(':'))
    for (const value of those) expect(holds(condition, { [slot]: value }), `${value}`).toBe(true)
    for (const value of others) expect(holds(condition, { [slot]: value }), `${value}`).toBe(false)
  })

  test.each([
    '{pick: red}',
    '{pick: [red, sky_blue]}',
    '{pick: {not: red}}',
    '{pick: {not: [red, sky_blue]}}',
    '{pick: {known: true}}',
    '{sure: false}',
    '{size: {over: -1000}}',
    '{size: {under: 1000}}',
    '{size: {at_least: -1000}}',
    '{size: {at_most: 1000}}',
    '{pick: {known: false, not: red}}',
  ])('%s is false of a slot without a value', (condition) => {
    expect(holds(condition, {})).toBe(false)
  })

  test('{known: false} alone is true of a slot without a value', () => {
    expect(holds('{pick: {known: false}}', {})).toBe(true)
    expect(holds('{pin: {known: false}}', {})).toBe(true)
    expect(holds('{pin: {known: false}}', { pin: '«pin»' })).toBe(false)
    expect(holds('{pin: {known: true}}', { pin: '«pin»' })).toBe(true)
  })
})

describe('several', () => {
  test('in a map must all hold', () => {
    const both = '{pick: red, size: {over: 5}}'
    expect(holds(both, { pick: 'red', size: 6 })).toBe(true)
    expect(holds(both, { pick: 'red', size: 5 })).toBe(false)
    expect(holds(both, { pick: 'sky_blue', size: 6 })).toBe(false)
    expect(holds(both, { size: 6 })).toBe(false)
  })

  test('in a list of maps any may hold', () => {
    const either = '[{pick: red, size: 1}, {sure: true}]'
    expect(holds(either, { pick: 'red', size: 1 })).toBe(true)
    expect(holds(either, { sure: true })).toBe(true)
    expect(holds(either, { pick: 'red', sure: false })).toBe(false)
    expect(holds(either, {})).toBe(false)
  })
})

test('the channel is always known', () => {
  expect(holds('{channel: chat}', {}, 'chat')).toBe(true)
  expect(holds('{channel: chat}', {}, 'voice')).toBe(false)
  expect(holds('{channel: [voice, sms]}', {}, 'sms')).toBe(true)
  expect(holds('{channel: {not: voice}}', {}, 'email')).toBe(true)
  expect(holds('{channel: {known: true}}', {}, 'chat')).toBe(true)
  expect(holds('{channel: {known: false}}', {}, 'chat')).toBe(false)
})
