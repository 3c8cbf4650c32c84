// The linter against brute force: on random small projects both find the same, no more and no less.
import { expect, test } from 'vitest'
import { lintProject } from '../../../src/lint/index.ts'
import { loadTexts } from '../../../src/model/index.ts'
import { bruteForce } from './brute-force.ts'
import { randomProject } from './random-project.ts'

const PROJECTS = Number(process.env.ORACLE_PROJECTS ?? 2000)
const FIRST = Number(process.env.ORACLE_FIRST ?? 1)
const MOST_STATES = Number(process.env.ORACLE_STATES ?? 800)
const PATH_RULES = new Set([
  'repeated-ask',
  'ask-known',
  'dead-end',
  'unset-value-in-text',
  'broken-promise',
  'no-way-to-a-person',
])

test(`agrees with brute force on ${PROJECTS} random projects`, { timeout: 900_000 }, () => {
  const tally = new Map<string, number>()
  let compared = 0
  let invalid = 0
  let tooLarge = 0
  let states = 0
  for (let seed = FIRST; compared < PROJECTS; seed += 1) {
    const files = randomProject(seed)
    const project = loadTexts(files)
    if (project.diagnostics.some(({ severity }) => severity === 'error')) {
      invalid += 1
      continue
    }
    const truth = bruteForce(project, MOST_STATES)
    if (truth.tooLarge) {
      tooLarge += 1
      continue
    }
    compared += 1
    states += truth.states
    const { findings } = lintProject(project, { preset: 'all' })
    expect(findings.filter(({ confirmed }) => confirmed === false)).toEqual([])
    const found = findings
      .filter(({ rule }) => PATH_RULES.has(rule))
      .map((finding) => {
        const intent = finding.message.includes('intent')
          ? ''
          : (finding.step ?? `call_${finding.journey}`)
        return `${finding.rule} ${finding.journey} ${intent} ${finding.rule === 'no-way-to-a-person' ? '-' : (finding.slot ?? '-')}`
      })
    const context = `seed ${seed}\n${Object.values(files).join('\n')}`
    expect(sorted(found), context).toEqual(sorted([...truth.defects]))
    for (const { rule } of findings) tally.set(rule, (tally.get(rule) ?? 0) + 1)

    const unreachable = findings.filter(({ rule }) => rule === 'unreachable-step')
    for (const { journey, step } of unreachable)
      expect(truth.unreachable, context).toContain(`${journey} ${step}`)
    expect(new Set(unreachable.map(({ journey }) => journey)), context).toEqual(
      new Set([...truth.unreachable].map((key) => key.split(' ')[0])),
    )
  }
  console.info(
    `compared ${compared} projects of ${states} states in all; ${invalid} invalid and ${tooLarge} too large left out;`,
    Object.fromEntries([...tally].sort()),
  )
  for (const rule of PATH_RULES) expect(tally.get(rule) ?? 0, rule).toBeGreaterThan(20)
})

const sorted = (items: readonly string[]) => [...items].sort()
