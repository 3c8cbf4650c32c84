// How a conversation looks: every kind of event as it is printed, argued by hand.
import { expect, it } from 'vitest'
import { closingAccount, moodWords } from '../../src/cli/play/closing.ts'
import { withPath } from '../../src/cli/play/perform.ts'
import { BEFORE_THE_FIRST, showHappening } from '../../src/cli/play/stage.ts'
import { createMachine, type EngineEvent } from '../../src/engine/index.ts'
import { loadTexts } from '../../src/model/index.ts'
import { createTheme } from '../../src/report/index.ts'
import { type Happening, sumUp } from '../../src/roleplay/index.ts'

const project = loadTexts({
  'journeys/a.yaml': `
journey: a
title: A
channels: [chat]
slots:
  city: {type: choice, values: {suva: [Suva], apia: [Apia]}}
  fee: {type: money}
steps:
  - {id: ask-city, ask: city, say: Where?, no_match: promise-it}
  - {id: promise-it, promise: letter, within: 2 days, owner: the desk, say: A letter comes., next: bye}
  - {id: bye, end: resolved}
`,
})
const machine = createMachine(project)
const theme = createTheme({ columns: 60 }, { color: false }, {})

function shown(
  events: readonly EngineEvent[],
  echo: boolean,
  why = '',
  more: Partial<Happening> = {},
): readonly string[] {
  let text = ''
  const stage = {
    theme: () => theme,
    machine,
    customer: 'Ana',
    echo,
    write: (words: string) => {
      text += words
    },
  }
  // Only what the customer's words were heard as is looked at here.
  const happening = {
    events,
    hearing: { understood: 'no_match', score: 0, why, spans: [] },
    ...more,
  }
  showHappening(stage, happening as unknown as Happening, BEFORE_THE_FIRST)
  return text.split('\n').slice(0, -1)
}

const entered: EngineEvent = { type: 'entered', journey: 'a', step: 'ask-city' }
const heard = (text: string, understood: Extract<EngineEvent, { type: 'heard' }>['understood']) =>
  ({ type: 'heard', seat: 'customer', text, understood }) as const

it('gives each speaker a column, wrapped to the width', () => {
  const words = 'This is a sentence that is just long enough to need a second line.'
  expect(shown([{ type: 'said', seat: 'system', text: words }], true)).toEqual([
    'System  This is a sentence that is just long enough to need',
    '        a second line.',
  ])
  expect(shown([{ type: 'said', seat: 'system', text: 'Done.', via: 'sms' }], true)).toEqual([
    'System  (text message) Done.',
  ])
})

it('shows what the customer says where no prompt shows it', () => {
  expect(shown([entered, heard('Suva', { fills: { city: 'suva' } })], true)).toEqual([
    '',
    'Ana     Suva',
    '',
  ])
  expect(shown([entered, heard('Suva', { fills: { city: 'suva' } })], false)).toEqual([''])
  expect(shown([entered, heard('', 'no_input')], true)).toEqual(['', 'Ana     (says nothing)', ''])
  expect(shown([entered, heard('', 'no_input')], false)).toEqual(['        (Ana says nothing)', ''])
})

it('tells quietly what was heard where the next words would not show it', () => {
  expect(shown([entered, heard('hm', 'no_match')], false, 'nothing like a city')).toEqual([
    '        (not understood: nothing like a city)',
    '',
  ])
  expect(shown([entered, heard('hm', 'unable')], false)).toEqual([
    '        (heard: cannot answer)',
    '',
  ])
  expect(shown([entered, heard('agent', { intent: 'asks_for_a_person' })], false)).toEqual([
    '        (heard: asks_for_a_person)',
    '',
  ])
  expect(shown([entered, heard('Suva, $48', { fills: { city: 'suva', fee: 48 } })], false)).toEqual(
    ['        (heard: city suva; fee $48)', ''],
  )
  expect(shown([entered, heard('$48', { fills: { fee: 48 } })], false)).toEqual([
    '        (heard: fee $48)',
    '',
  ])
})

it('tells what was said and not heard, unless it is kept secret', () => {
  const hearing = {
    understood: { fills: { city: 'suva' } },
    score: 1,
    why: '',
    spans: [],
    unheard: [{ words: '50 dollars', slots: ['fee', 'due'] }],
  } as const
  const said = (text: string) =>
    shown([entered, heard(text, { fills: { city: 'suva' } })], false, '', { hearing })
  expect(said('Suva, 50 dollars')).toEqual([
    '        (not heard: 50 dollars; could be fee or due)',
    '',
  ])
  expect(said('Suva, «fee»')).toEqual([''])
})

it('says who stopped when a session goes on', () => {
  const undone: EngineEvent = { type: 'undone', to: 3 }
  const words = (more: Partial<Happening>) => shown([undone], false, '', more)
  expect(words({ goesOnAfter: 'stopped' })).toEqual(['        (you stopped here; it goes on)'])
  expect(words({ goesOnAfter: 'abandoned' })[0]).toContain('the customer left here')
  expect(words({})[0]).toContain('taken back')
})

it('gives a path that is too wide a line of its own', () => {
  const path = `transcripts/${'long-'.repeat(10)}.jsonl`
  expect(withPath('Recorded in', path, theme)).toBe(`Recorded in\n${path}`)
  expect(withPath('Recorded in', 'short.jsonl', theme)).toBe('Recorded in short.jsonl')
  const account = closingAccount(sumUp([], machine.journeys, 0), { transcript: path }, theme)
  expect(account.split('\n').slice(-2)).toEqual(['  recorded in', path])
})

it('gives stage directions for what the customer cannot see', () => {
  const nothing = { slots: [], promises: [] }
  const directions: readonly (readonly [EngineEvent, string])[] = [
    [
      { type: 'did', action: 'look_up', outcome: 'succeeded', learned: { fee: 48 } },
      'look_up: succeeded; fee $48',
    ],
    [{ type: 'availability', team: 'the desk', is: 'busy' }, 'nobody from the desk is free'],
    [
      { type: 'promised', promise: 'letter', journey: 'a', step: 'promise-it' },
      'a promise: letter within 2 days, kept by the desk',
    ],
    [{ type: 'kept', promise: 'letter' }, 'promise kept: letter'],
    [
      { type: 'experienced', experience: 'asked_again', mood: -2, about: 'city' },
      'mood -2: asked again, city',
    ],
    [
      { type: 'entered', journey: 'a', step: 'ask-city', skipped: true },
      'ask-city is passed over: the answer is known',
    ],
    [
      { type: 'continued', to: 'b', channel: 'voice', passed: ['city'], lost: [] },
      'goes on in b, by voice; passed on: city',
    ],
    [
      {
        type: 'handed_off',
        to: 'desk',
        mode: 'cold',
        passed: nothing,
        lost: { slots: ['fee'], promises: [] },
      },
      'handed to desk, cold; nothing is passed on; left behind: fee',
    ],
  ]
  for (const [event, words] of directions)
    expect(
      shown([event], true)
        .map((line) => line.trim())
        .join(' '),
    ).toBe(`(${words})`)
})

it('says when the conversation is in another journey', () => {
  expect(shown([entered, { type: 'entered', journey: 'b', step: 'x' }, entered], true)).toEqual([
    '        (now in b)',
    '        (now in a)',
  ])
})

it('draws the mood with and without Unicode', () => {
  expect(moodWords([-5, 0, 5], { unicode: true })).toBe('▁▄█  -5, 0, +5')
  expect(moodWords([-5, 0, 5], { unicode: false })).toBe('_-^  -5, 0, +5')
  const many = Array.from({ length: 40 }, (_, index) => (index === 0 ? -3 : 1))
  expect(moodWords(many, { unicode: false })).toMatch(/^\.-{23} {2}-3, \.\.\., \+1, /)
})
