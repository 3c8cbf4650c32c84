// Large journeys: that lint comes to an end, settles every question, and still finds what is there.
import { expect, test } from 'vitest'
import { type Finding, lintProject } from '../../src/lint/index.ts'
import { loadTexts, type Project } from '../../src/model/index.ts'
import { checkWitness } from './rule-tester.ts'

type Yaml = Readonly<Record<string, unknown>>

const range = (count: number): readonly number[] => Array.from({ length: count }, (_, n) => n)

/** Loads journeys written as JSON, which YAML contains. */
function load(journeys: readonly Yaml[]): Project {
  const project = loadTexts(
    Object.fromEntries(
      journeys.map((journey) => [
        `journeys/${journey.journey}.yaml`,
        JSON.stringify(journey, null, 1),
      ]),
    ),
  )
  expect(project.diagnostics).toEqual([])
  return project
}

/** What lint finds; all of it settled, and with a witness that runs. */
function lint(journeys: readonly Yaml[]): readonly Finding[] {
  const project = load(journeys)
  const { findings, summary } = lintProject(project)
  expect(summary.unconfirmed).toBe(0)
  for (const finding of findings) checkWitness(project, finding)
  return findings
}

const named = (findings: readonly Finding[]) =>
  findings.map(({ rule, journey, step, slot }) => [rule, journey, step, slot].join(' ').trim())

const HELP: readonly Yaml[] = [
  { id: 'help', handoff: 'team', passes: 'all', unavailable: 'bye' },
  { id: 'bye', end: 'unresolved' },
]

/** Slots of all types in turn; the first of them are those that conditions test. */
const slotsOf = (count: number): Yaml =>
  Object.fromEntries(
    range(count).map((n) => [
      `s${n}`,
      [
        { type: 'yes_no' },
        { type: 'choice', values: { a: ['aa'], b: ['bb'], c: ['cc'] } },
        { type: 'number' },
        { type: 'digits', length: 6 },
        { type: 'text' },
      ][n % 5] as Yaml,
    ]),
  )

const testOf = (n: number): unknown =>
  [true, { not: 'a' }, { over: 10, at_most: 20 }, { known: true }, { not: 'x' }][n % 5]

/**
 * Topics one after the other: ask, branch on this slot and on earlier ones, act, tell.
 * Each slot is asked once, so that there is nothing to find but what is planted in `last`.
 */
function longJourney(steps: number, slots: number, tested: number, last: readonly Yaml[]): Yaml {
  const next = (n: number): string => (n + 1 < slots ? `t${n + 1}-ask` : `${last[0]?.id}`)
  const each = Math.floor((steps - last.length - HELP.length) / slots)
  const topics = range(slots).flatMap((n): Yaml[] => {
    const id = (part: string | number) => `t${n}-${part}`
    const fillers = each - 5
    const earlier = n === 0 ? 0 : (n * 7) % Math.min(n, tested)
    return [
      {
        id: id('ask'),
        ask: `s${n}`,
        say: 'What is it?',
        reprompts: ['Once more, what is it?'],
        ...(n < tested
          ? {
              next: [
                { if: { [`s${n}`]: testOf(n), [`s${earlier}`]: testOf(earlier) }, go: id('do') },
                { go: id(0) },
              ],
            }
          : {}),
      },
      ...range(fillers).map((k) => ({ id: id(k), say: `Line ${k}.` })),
      { id: id('do'), do: 'work', uses: [`s${n}`], outcomes: { refused: id('sorry') } },
      { id: id('tell'), say: `It is {s${n}}.`, next: id('on') },
      { id: id('sorry'), say: 'That did not work.' },
      {
        id: id('on'),
        next:
          n < tested ? [{ if: { [`s${n}`]: testOf(n) }, go: next(n) }, { go: next(n) }] : next(n),
      },
    ]
  })
  return {
    journey: 'long',
    title: 'Long',
    channels: ['chat', 'voice'],
    fallback: 'help',
    slots: slotsOf(slots),
    steps: [...topics, ...last, ...HELP],
  }
}

test('500 steps, 60 slots, 30 of them in conditions', { timeout: 120_000 }, () => {
  const journey = longJourney(500, 60, 30, [
    { id: 'again', ask: 's3', say: 'What was it?' },
    {
      id: 'stuck',
      next: [
        { if: { s1: 'a', s2: { over: 15 } }, go: 'done' },
        { if: { s1: ['b', 'c'] }, go: 'done' },
      ],
    },
    { id: 'done', end: 'resolved' },
  ])
  const steps = journey.steps as readonly Yaml[]
  expect(steps.length).toBeGreaterThanOrEqual(480)
  expect(named(lint([journey]))).toEqual(['repeated-ask long again s3', 'dead-end long stuck'])
})

/** A chain of sub-journeys, each asking, branching and going deeper; the last asks for `s3` again. */
const chain = (length: number, timesUsed: number): readonly Yaml[] =>
  range(length).map((n) => {
    const isLast = n === length - 1
    const calls = range(timesUsed).map((k) => ({
      id: `call${k}`,
      subjourney: `j${n + 1}`,
      ...(k === 0 ? { outcomes: { unresolved: 'bad' } } : {}),
    }))
    return {
      journey: `j${n}`,
      title: `J${n}`,
      channels: ['chat'],
      ...(n === 0 ? { fallback: 'help' } : {}),
      slots: slotsOf(length),
      steps: [
        {
          id: 'ask',
          ask: `s${n}`,
          say: 'What is it?',
          next: [{ if: { [`s${n}`]: testOf(n) }, go: 'tell' }, { go: isLast ? 'again' : 'call0' }],
        },
        { id: 'tell', say: `It is {s${n}}.` },
        ...(isLast ? [{ id: 'again', ask: 's3', say: 'What was it?' }] : calls),
        { id: 'back', end: 'resolved' },
        ...(isLast ? [] : [{ id: 'bad', end: 'unresolved' }]),
        ...(n === 0 ? [{ id: 'help', handoff: 'team', passes: 'all', unavailable: 'bad' }] : []),
      ],
    }
  })

/** Nothing comes back unresolved, so that only the outermost `bad` is reached: from `help`. */
const nowhere = (length: number): readonly string[] =>
  range(length)
    .slice(1, -1)
    .map((n) => `unreachable-step j${n} bad`)

test('a chain of 20 sub-journeys', { timeout: 120_000 }, () => {
  expect(new Set(named(lint(chain(20, 1))))).toEqual(
    new Set([...nowhere(20), 'repeated-ask j19 again s3']),
  )
})

test('a chain of 8 sub-journeys, each used twice: 128 ways to be in the last', {
  timeout: 120_000,
}, () => {
  expect(new Set(named(lint(chain(8, 2))))).toEqual(
    new Set([
      ...nowhere(8),
      ...range(8)
        .slice(1)
        .map((n) => `repeated-ask j${n} ask s${n}`),
      'repeated-ask j7 again s3',
    ]),
  )
})

test('15 questions, each passed by where the answer is known', { timeout: 120_000 }, () => {
  const journey: Yaml = {
    journey: 'polite',
    title: 'Polite',
    channels: ['chat'],
    fallback: 'help',
    skip_if_known: true,
    slots: Object.fromEntries(range(15).map((n) => [`s${n}`, { type: 'digits' }])),
    steps: [
      ...range(15).map((n) => ({ id: `ask${n}`, ask: `s${n}`, say: 'What is it?' })),
      { id: 'again', ask: 's3', say: 'What was it?', skip_if_known: false },
      { id: 'done', end: 'resolved' },
      ...HELP,
    ],
  }
  expect(named(lint([journey]))).toEqual(['repeated-ask polite again s3'])
})

/**
 * At `ask0` a person can still be reached: `s0: no`, `s1: a`, `s2: 5` and so on leave no pair of
 * neighbours that hold, and then the last step leads to `help`. Only once `s0` and `s1` both hold,
 * which is when `ask2` is come to, can nobody be reached any more.
 */
test('what the budget did not look at is never taken for proved', { timeout: 120_000 }, () => {
  const slots = 15
  const transient = Object.fromEntries(
    Object.entries(slotsOf(slots)).map(([name, slot]) => [
      name,
      { ...(slot as Yaml), transient: true },
    ]),
  )
  const pairs = range(slots).map((n) => {
    const next = (n + 1) % slots
    return { if: { [`s${n}`]: testOf(n), [`s${next}`]: testOf(next) }, go: 'done' }
  })
  const project = load([
    {
      journey: 'wide',
      title: 'Wide',
      channels: ['chat'],
      fallback: 'bye',
      slots: transient,
      steps: [
        ...range(slots).map((n) => ({ id: `ask${n}`, ask: `s${n}`, say: 'What is it?' })),
        { id: 'last', next: [...pairs, { go: 'help' }] },
        { id: 'done', end: 'resolved' },
        ...HELP,
      ],
    },
  ])
  const { findings } = lintProject(project)
  const proved = findings.filter(({ confirmed }) => confirmed !== false)
  for (const { rule, step } of proved)
    expect(['ask0', 'ask1'].includes(`${step}`), `${rule} at ${step}`).toBe(false)
  expect(findings.length).toBeGreaterThan(0)
})

test('a form of questions that are skipped when known, each with a route for every answer', () => {
  for (const count of [8, 20, 40]) {
    const values = { a: ['aa'], b: ['bb'], c: ['cc'] }
    const steps = range(count).map((n) => ({
      id: `q${n}`,
      ask: `c${n}`,
      next: [
        { if: { [`c${n}`]: 'a' }, go: n + 1 < count ? `q${n + 1}` : 'done' },
        { if: { [`c${n}`]: ['b', 'c'] }, go: n + 1 < count ? `q${n + 1}` : 'done' },
      ],
    }))
    const slots = Object.fromEntries(range(count).map((n) => [`c${n}`, { type: 'choice', values }]))
    const form = {
      journey: 'form',
      title: 'Form',
      channels: ['chat'],
      skip_if_known: true,
      fallback: 'help',
      slots,
      steps: [...steps, { id: 'done', end: 'resolved' }, ...HELP],
    }
    expect(named(lint([form]))).toEqual([])
  }
})

test('conditions in a tangle come to an end, and what was not settled is said to be', () => {
  const count = 60
  const form = {
    journey: 'tangle',
    title: 'Tangle',
    channels: ['chat'],
    fallback: 'done',
    slots: Object.fromEntries(range(20).map((n) => [`x${n}`, { type: 'yes_no' }])),
    steps: [
      ...range(count - 1).map((n) => ({
        id: `s${n}`,
        ask: `x${n % 20}`,
        next: [
          { if: { [`x${(n * 3) % 20}`]: true }, go: `s${n + 1}` },
          { go: `s${(n * 31 + 5) % count}` },
        ],
      })),
      { id: `s${count - 1}`, next: 'done' },
      { id: 'done', end: 'resolved' },
    ],
  }
  const project = load([form])
  const { findings, summary } = lintProject(project)
  expect(summary.unconfirmed).toBe(findings.filter(({ confirmed }) => confirmed === false).length)
  for (const finding of findings) if (finding.confirmed) checkWitness(project, finding)
})
