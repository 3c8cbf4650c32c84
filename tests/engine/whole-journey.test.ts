// The whole journey of the format, played from the first word to the last.
import { describe, expect, test } from 'vitest'
import {
  advance,
  begin,
  createMachine,
  type EngineEvent,
  type Input,
  type StartedInput,
} from '../../src/engine/index.ts'
import { loadTexts } from '../../src/model/index.ts'
import { ANA, QUERY_A_CHARGE } from '../model/whole-journey.ts'
import {
  did,
  ending,
  fills,
  finds,
  header,
  intent,
  kept,
  lived,
  no,
  noMatch,
  path,
  said,
  silence,
  told,
  unable,
  values,
  yes,
} from './play.ts'

const project = loadTexts({ 'journeys/q.yaml': QUERY_A_CHARGE, 'personas/ana.yaml': ANA })
const machine = createMachine(project, project.personas.get('ana'))
const started: StartedInput = header('query-a-charge', { given: { first_name: 'Ana' } })

const play = (...happened: readonly Input[]) => {
  let {
    state,
    events,
  }: { state: ReturnType<typeof begin>['state']; events: readonly EngineEvent[] } = begin(
    machine,
    started,
  )
  for (const input of happened) {
    const moved = advance(machine, state, input)
    if (moved.problem !== undefined) throw new Error(moved.problem)
    state = moved.state
    events = [...events, ...moved.events]
  }
  return { machine, state, events }
}

const account = fills({ account_number: '41229011' })

describe('a refund', () => {
  const run = play(
    fills({ wants: 'refund' }),
    account,
    did('check_refund', 'succeeded', { refund_amount: 48 }),
    yes,
    did('post_refund'),
    fills({ anything_else: false }),
  )

  test('goes through these steps', () => {
    expect(path(run)).toBe(
      'greet ask-wants ask-account check-refund confirm-refund refund promise-refund anything-else bye',
    )
    expect(ending(run)).toBe('resolved')
  })

  test('is said in these words', () => {
    const [greeting, ...rest] = said(run)
    expect([
      "Hi Ana, I'm Kea, Northwind's virtual assistant.",
      "Kia ora Ana. Kea here, Northwind's virtual assistant.",
    ]).toContain(greeting)
    expect(rest).toEqual([
      'I can see a roaming charge of $48 on your July bill. Shall I explain it, or look at a refund?',
      "What's the account number? It's the eight digits at the top of the bill.",
      "That's $48 back on your next bill. Shall I go ahead?",
      "Done. You'll see it on your bill within 1 working day.",
      'Is there anything else I can help with?',
      "That's all done, Ana. There's nothing more you need to do.",
    ])
  })

  test('keeps its promise, and leaves Ana better than she came', () => {
    expect(kept(run)).toEqual(['refund-on-bill'])
    expect(lived(run)).toEqual(['greeted_by_name', 'promise_kept refund-on-bill', 'resolved'])
    expect(run.state.mood).toBe(-1 + 1 + 1 + 2)
  })
})

describe('a second topic', () => {
  const more = [fills({ wants: 'explanation' }), fills({ anything_else: true })]

  test('forgets what was wanted and asks afresh', () => {
    const run = play(...more)
    expect(path(run)).toBe('greet ask-wants explain anything-else ask-wants')
    expect(values(run)).toEqual({ first_name: 'Ana', anything_else: true })
    expect(told(run)).toEqual([])
    expect(lived(run)).toEqual(['greeted_by_name'])
  })

  test('does not ask for the account number a second time', () => {
    const run = play(
      fills({ wants: 'explanation', account_number: '41229011' }),
      fills({ anything_else: true }),
      fills({ wants: 'refund' }),
    )
    expect(path(run)).toContain('ask-wants (ask-account) check-refund')
  })

  test('is asked for again each time: a transient answer never counts as given', () => {
    const run = play(...more, ...more, fills({ wants: 'explanation' }))
    expect(lived(run)).toEqual(['greeted_by_name'])
  })
})

describe('when it goes wrong', () => {
  test('Ana who has no bill on her comes to a person at once', () => {
    const run = play(fills({ wants: 'refund' }), unable, finds('billing team'))
    expect(path(run)).toBe('greet ask-wants ask-account to-a-person')
    expect(ending(run)).toBe('handed_off')
    expect(run.events.find(({ type }) => type === 'handed_off')).toEqual({
      type: 'handed_off',
      to: 'billing team',
      mode: 'warm',
      passed: { slots: ['first_name', 'wants'], promises: [] },
      lost: { slots: [], promises: [] },
    })
  })

  test('a refusal is told, and what it used was not right', () => {
    const run = play(fills({ wants: 'refund' }), account, did('check_refund', 'not_eligible'))
    expect(path(run)).toBe('greet ask-wants ask-account check-refund sorry-no-refund to-a-person')
    expect(told(run)).toEqual(['wants'])
    expect(values(run)).toHaveProperty('account_number', '41229011')
  })

  test('a no takes the amount back and comes to a person', () => {
    const run = play(
      fills({ wants: 'refund' }),
      account,
      did('check_refund', 'succeeded', { refund_amount: 48 }),
      no,
    )
    expect(path(run)).toMatch(/confirm-refund to-a-person$/)
    expect(values(run)).not.toHaveProperty('refund_amount')
  })

  test('an amount that is corrected is read back', () => {
    const run = play(
      fills({ wants: 'refund' }),
      account,
      did('check_refund', 'succeeded', { refund_amount: 48 }),
      fills({ refund_amount: 38.5 }),
    )
    expect(said(run).at(-1)).toBe("That's $38.50 back on your next bill. Shall I go ahead?")
  })

  test('nobody free: she is called back, and where even that fails, somebody writes', () => {
    const asked = [intent('asks_for_a_person'), finds('billing team', 'busy')]
    const called = play(...asked, did('book_callback'))
    expect(path(called)).toMatch(/to-a-person book-callback promise-callback bye-for-now$/)
    expect(kept(called)).toEqual(['callback'])
    const written = play(...asked, did('book_callback', 'failed'))
    expect(path(written)).toMatch(/book-callback promise-email bye-for-now$/)
    expect(kept(written)).toEqual(['email'])
    expect(ending(written)).toBe('unresolved')
  })

  test('anger is heard at any question, and the question comes again', () => {
    const run = play(fills({ wants: 'refund' }), silence, intent('upset'))
    expect(path(run)).toBe('greet ask-wants ask-account')
    expect(said(run).slice(-2)).toEqual([
      "A charge you never agreed to is infuriating, Ana. I'm sorry. I can sort it out here, or bring in a person at any time.",
      "What's the account number? It's the eight digits at the top of the bill.",
    ])
    const run2 = play(fills({ wants: 'refund' }), silence, intent('upset'), noMatch)
    expect(path(run2)).toMatch(/ask-account to-a-person$/)
  })

  test('not being understood twice comes to a person, with a reprompt between', () => {
    const run = play(noMatch, silence)
    expect(said(run)[2]).toBe(
      "Sorry, I didn't catch that. I can explain the charge, or check a refund.",
    )
    expect(path(run)).toBe('greet ask-wants to-a-person')
    const atEnd = play(fills({ wants: 'explanation' }), noMatch, noMatch)
    expect(path(atEnd)).toMatch(/anything-else bye$/)
  })
})
