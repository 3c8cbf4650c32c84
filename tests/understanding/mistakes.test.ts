// What an ear is easily sure of and wrong about. Given this context, these words are heard as this.
import { beforeAll, describe, expect, it } from 'vitest'
import type { Understood, Value } from '../../src/model/index.ts'
import { createEar, type Ear, type HearingContext } from '../../src/understanding/index.ts'
import {
  accountNumber,
  anythingElse,
  ask,
  choice,
  confirm,
  refundAmount,
  slot,
  wants,
} from './contexts.ts'

let ear: Ear
beforeAll(async () => {
  ear = await createEar()
})

type Row = readonly [words: string, heard: Understood]

function heard(context: HearingContext, rows: readonly Row[]): void {
  it.each(rows.map(([words, understood]) => ({ words, understood })))(
    '$words',
    ({ words, understood }) => {
      const hearing = ear.hear(words, context)
      expect(hearing.understood, hearing.why).toEqual(understood)
    },
  )
}

const fills = (values: Readonly<Record<string, Value>>): Understood => ({ fills: values })

/** The contexts are told on Friday 10 July 2026. */
const tomorrow = '2026-07-11'
const day = slot('visit_date', 'date')
const time = slot('visit_time', 'time')

const readBack = (values: Readonly<Record<string, Value>>, context: HearingContext) => ({
  ...context,
  values: new Map(Object.entries(values)),
})

describe('a yes beside a value at a confirm', () => {
  heard(readBack({ visit_date: tomorrow }, confirm(day)), [
    ['yes', 'yes'],
    ['yes tomorrow', 'yes'],
    ['yes, Saturday', 'yes'],
    ['yes monday', fills({ visit_date: '2026-07-13' })],
    ['yep, on Monday', fills({ visit_date: '2026-07-13' })],
    ['yes any day but Monday', 'no_match'],
    ['yes, Monday or Tuesday', 'no_match'],
  ])
  heard(readBack({ refund_amount: 48, visit_date: tomorrow }, confirm(refundAmount, day)), [
    ['go ahead with 40 on monday', fills({ refund_amount: 40, visit_date: '2026-07-13' })],
    ['go ahead with 48', 'yes'],
    ['yes but fifty', fills({ refund_amount: 50 })],
    ['yes fifty', fills({ refund_amount: 50 })],
    ["yes, I've called 3 times", 'yes'],
  ])
  // Where it is not known what was read back, a plain yes stands.
  heard(confirm(refundAmount), [
    ['yes, $48', 'yes'],
    ['only $48? no way', 'no'],
    ['only $48? no', 'no'],
    ['$48? no, make it $50', fills({ refund_amount: 50 })],
  ])
})

describe('a yes or no that the next words contradict', () => {
  const back = slot('service_back', 'yes_no')
  heard(ask(back), [
    ['yes', fills({ service_back: true })],
    ['yes still broken', 'no_match'],
    ["yes it's still not working", 'no_match'],
    ['yes it works now', fills({ service_back: true })],
    ["yes, it's back", fills({ service_back: true })],
    ['nope works now', 'no_match'],
    ['no, it came back', 'no_match'],
    ['no still broken', fills({ service_back: false })],
    ["no, it's not working", fills({ service_back: false })],
  ])
  heard(ask(slot('still_broken', 'yes_no')), [
    ['yes still broken', fills({ still_broken: true })],
    ['no, works now', fills({ still_broken: false })],
    ['yes, it works now', 'no_match'],
  ])
  heard(ask(slot('router_restarted', 'yes_no')), [
    ['yes, still not working', fills({ router_restarted: true })],
  ])
  heard(ask(anythingElse), [["yes, it's still not working", fills({ anything_else: true })]])
})

describe('what is no amount', () => {
  heard(ask(refundAmount), [
    ['-5', 'no_match'],
    ['minus 5', 'no_match'],
    ['minus five dollars', 'no_match'],
    ['$-5', 'no_match'],
    ['-$5', 'no_match'],
    ['the amount - $48', fills({ refund_amount: 48 })],
    ['0', 'no_match'],
    ['zero', 'no_match'],
    ['0.50', fills({ refund_amount: 0.5 })],
    ['all but ten dollars', 'no_match'],
    ['twenty now and twenty next week', 'no_match'],
    ['twenty now and the rest later', 'no_match'],
    ['twenty now', fills({ refund_amount: 20 })],
    ['the mobile one', 'no_match'],
    ['not the mobile one', 'no_match'],
    ['the second one', 'no_match'],
    ['one', fills({ refund_amount: 1 })],
    ['the refund is one dollar', fills({ refund_amount: 1 })],
    ['twenty one', fills({ refund_amount: 21 })],
  ])
  heard(ask(slot('people', 'number')), [
    ['the mobile one', 'no_match'],
    ['one', fills({ people: 1 })],
    ['just the one', 'no_match'],
    ['it is one', fills({ people: 1 })],
  ])
  heard(ask(wants), [['the second one', fills({ wants: 'refund' })]])
})

describe('a value that is ruled out', () => {
  heard(ask(day), [
    ['any day but Monday', 'no_match'],
    ['any day except Monday', 'no_match'],
    ['anything but Monday', 'no_match'],
    ["I'm away until Monday", 'no_match'],
    ['not until Monday', 'no_match'],
    ['not Monday', 'no_match'],
    ["it isn't Monday", 'no_match'],
    ["I can't do Monday", 'no_match'],
    ["Monday doesn't work", 'no_match'],
    ["Monday won't be a problem", fills({ visit_date: '2026-07-13' })],
    ['not Monday, Tuesday', fills({ visit_date: '2026-07-14' })],
    ["Monday's no good", 'no_match'],
    ['Monday', fills({ visit_date: '2026-07-13' })],
    ['nothing else but Monday will do', fills({ visit_date: '2026-07-13' })],
  ])
  heard(ask(slot('away_until', 'date')), [
    ["I'm away until Monday", fills({ away_until: '2026-07-13' })],
  ])
  heard(ask(time), [
    ['any time except 3pm', 'no_match'],
    ['3pm', fills({ visit_time: '15:00' })],
  ])
  heard(ask(accountNumber), [["it isn't 41229011", 'no_match']])
})

describe('two values of one choice', () => {
  const light = choice('light', {
    red: ['there is a red light'],
    green: ['the light is green'],
    off: ['no lights at all'],
  })
  heard(ask(light), [
    ["there's a red light and a green one", 'no_match'],
    ['red and green', 'no_match'],
    ['none of them are red', 'no_match'],
    ['anything but red', 'no_match'],
    ["it's not red", 'no_match'],
    ["it's red and not green", fills({ light: 'red' })],
    ["there's a red light and it's blinking", fills({ light: 'red' })],
    ["it's green", fills({ light: 'green' })],
  ])
  heard(ask(wants), [
    ["I'd like it explained first and then refunded", 'no_match'],
    ["I want my money back and I'm not happy", fills({ wants: 'refund' })],
  ])
})

describe("somebody else's", () => {
  heard(ask(slot('date_of_birth', 'date')), [
    ["my wife's is 3 July 1980", 'no_match'],
    ["my wife's birthday is 3 July 1980", 'no_match'],
    ['his is 3 July 1980', 'no_match'],
    ['mine is 3 July 1980', fills({ date_of_birth: '1980-07-03' })],
    ["my wife's is 3 July 1980, mine is 4 May 1979", fills({ date_of_birth: '1979-05-04' })],
  ])
  heard(ask(slot('partner_birthday', 'date')), [
    ["my wife's is 3 July 1980", fills({ partner_birthday: '1980-07-03' })],
  ])
})
