// Large journeys: that lint comes to an end, settles every question, and still finds what is there.
import { expect, test } from 'vitest'
import { type Finding, lintProject } from '../../src/lint/index.ts'
import { loadTexts } from '../../src/model/index.ts'
import { checkWitness } from './rule-tester.ts'

type Yaml = Readonly<Record<string, unknown>>

const range = (count: number): readonly number[] => Array.from({ length: count }, (_, n) => n)

/** Lints journeys written as JSON, which YAML contains. */
function lint(journeys: readonly Yaml[]): readonly Finding[] {
  const project = loadTexts(
    Object.fromEntries(
      journeys.map((journey) => [
        `journeys/${journey.journey}.yaml`,
        JSON.stringify(journey, null, 1),
      ]),
    ),
  )
  expect(project.diagnostics).toEqual([])
  const start = performance.now()
  const { findings, summary } = lintProject(project)
  console.info(`${Math.round(performance.now() - start)} ms`)
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
        next: n < tested ? [{ if: { [`s${n}`]: testOf(n) }, go: next(n) }, { go: next(n) }] : next(n),
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
    { id: 'stuck', next: [{ if: { s1: 'a', s2: { over: 15 } }, go: 'done' }, { if: { s1: ['b', 'c'] }, go: 'done' }] },
    { id: 'done', end: 'resolved' },
  ])
  const steps = journey.steps as readonly Yaml[]
  console.info(steps.length)
  expect(steps.length).toBeGreaterThanOrEqual(480)
  expect(named(lint([journey]))).toEqual(['repeated-ask long again s3', 'dead-end long stuck'])
})

test('a chain of 20 sub-journeys', { timeout: 120_000 }, () => {
  const slots = slotsOf(20)
  const journeys = range(20).map((n): Yaml => {
    const isLast = n === 19
    return {
      journey: `j${n}`,
      title: `J${n}`,
      channels: ['chat'],
      ...(n === 0 ? { fallback: 'help' } : {}),
      slots,
      steps: [
        {
          id: 'ask',
          ask: `s${n}`,
          say: 'What is it?',
          next: [{ if: { [`s${n}`]: testOf(n) }, go: 'tell' }, { go: 'on' }],
        },
        { id: 'tell', say: `It is {s${n}}.` },
        isLast
          ? { id: 'on', ask: 's3', say: 'What was it?' }
          : { id: 'on', subjourney: `j${n + 1}`, outcomes: { unresolved: 'bad' } },
        { id: 'back', end: 'resolved' },
        ...(isLast ? [] : [{ id: 'bad', end: 'unresolved' }]),
        ...(n === 0 ? HELP.slice(0, 1).map((step) => ({ ...step, unavailable: 'bad' })) : []),
      ],
    }
  })
  const findings = named(lint(journeys))
  console.info(findings)
  expect(findings).toContain('repeated-ask j19 on s3')
})

