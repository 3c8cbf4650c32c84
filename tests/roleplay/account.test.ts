// The account: summed up from the events that stand.
import { expect, it } from 'vitest'
import type { EngineEvent } from '../../src/engine/index.ts'
import { standingEvents, sumUp } from '../../src/roleplay/account.ts'

const heard = (text: string, understood: 'no_match' | 'no_input' | 'yes'): EngineEvent => ({
  type: 'heard',
  seat: 'customer',
  text,
  understood,
})
const entered = (step: string): EngineEvent => ({ type: 'entered', journey: 'a', step })

it('leaves out what was taken back', () => {
  const events: EngineEvent[] = [
    entered('one'),
    heard('yes', 'yes'),
    { type: 'ended', how: 'stopped' },
    { type: 'undone', to: 1 },
    heard('', 'no_input'),
    { type: 'ended', how: 'resolved' },
  ]
  expect(standingEvents(events).map(({ type }) => type)).toEqual([
    'entered',
    'heard',
    'heard',
    'ended',
  ])
  expect(sumUp(events, new Map(), 0)).toMatchObject({ ended: 'resolved', turns: 2, silences: 1 })
})

it('tells what was asked again, not understood and promised, and the moods', () => {
  const events: EngineEvent[] = [
    entered('ask-account'),
    heard('mumble', 'no_match'),
    { type: 'experienced', experience: 'not_understood', mood: -2 },
    { type: 'experienced', experience: 'asked_again', mood: -3, about: 'account' },
    { type: 'experienced', experience: 'asked_again', mood: -4, about: 'account' },
    { type: 'promised', promise: 'callback', journey: 'a', step: 'call' },
    { type: 'promised', promise: 'refund', journey: 'a', step: 'pay' },
    { type: 'kept', promise: 'refund' },
    { type: 'ended', how: 'unresolved' },
  ]
  expect(sumUp(events, new Map(), -1)).toEqual({
    ended: 'unresolved',
    turns: 1,
    silences: 0,
    askedAgain: [{ slot: 'account', times: 2 }],
    notUnderstood: [{ text: 'mumble', step: 'ask-account' }],
    promises: [
      { promise: 'callback', is: 'broken' },
      { promise: 'refund', is: 'kept' },
    ],
    moods: [-1, -2, -3, -4],
  })
})

it('leaves a promise open while the session is only stopped', () => {
  const promised: EngineEvent = {
    type: 'promised',
    promise: 'callback',
    journey: 'a',
    step: 'call',
  }
  expect(sumUp([promised, { type: 'ended', how: 'stopped' }], new Map(), 0).promises).toEqual([
    { promise: 'callback', is: 'open' },
  ])
})
