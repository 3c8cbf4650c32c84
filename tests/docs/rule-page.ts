// What a page of docs/rules is made of, and what can be wrong with one.
import type { RuleMeta } from '../../src/lint/index.ts'

/** The headings of every page, in order, under its title. */
export const HEADINGS = [
  'A flawed example',
  'What the customer lives through',
  'A mended example',
  'When to allow it',
  'Where it comes from',
] as const

export interface RulePage {
  readonly title: string
  /** What stands between the title and the table. */
  readonly lead: string
  /** The table under it, key to value. */
  readonly facts: Readonly<Record<string, string>>
  readonly headings: readonly string[]
  /** A whole journey that has the defect, and no other. */
  readonly flawed: string
  /** What lint prints about it. */
  readonly printed: string
  /** The journey without the defect. */
  readonly mended: string
  /** The flawed step with an exception, or the `allow` of the journey. */
  readonly exception: string
}

export function readPage(text: string): RulePage {
  const [head = '', ...sections] = text.split(/^## /m)
  const under = (heading: string): string =>
    sections.find((section) => section.startsWith(`${heading}\n`)) ?? ''
  const code = (heading: string, language: string): string =>
    under(heading).match(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'ms'))?.[1] ?? ''
  const rows = tableIn(head).flatMap(([key = '', value = '']) =>
    key === '' || isRule(key) ? [] : [[key, value] as const],
  )
  return {
    title: head.match(/^# (.*)$/m)?.[1] ?? '',
    lead: head.match(/^# .*\n\n(.*)\n/m)?.[1] ?? '',
    facts: Object.fromEntries(rows),
    headings: sections.map((section) => section.split('\n')[0] ?? ''),
    flawed: code('A flawed example', 'yaml'),
    printed: code('A flawed example', 'text'),
    mended: code('A mended example', 'yaml'),
    exception: code('When to allow it', 'yaml'),
  }
}

/** The cells of all lines of a text that belong to a table, without the space that pads them. */
export const tableIn = (text: string): readonly (readonly string[])[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )

const isRule = (cell: string): boolean => /^-+$/.test(cell)

/** The facts that a page states of its rule. */
export const factsOf = (meta: RuleMeta): RulePage['facts'] => ({
  Expectation: meta.expectation,
  'Kind of empathy': meta.empathy,
  Tier: meta.tier,
  Severity: meta.severity,
  Source: meta.source,
})

/** The flawed journey with its exception in place: a step by its id, or the journey’s own. */
export function withException(flawed: string, exception: string): string {
  const id = exception.match(/^- id: (.*)$/m)?.[1]
  if (id === undefined) return `${exception.trimEnd()}\n${flawed}`
  const lines = flawed.split('\n')
  const start = lines.indexOf(`  - id: ${id}`)
  if (start < 0) throw new Error(`the flawed example has no step ${id}`)
  const length = lines.slice(start + 1).findIndex((line) => !line.startsWith('    '))
  const indented = exception.trimEnd().replaceAll(/^/gm, '  ').split('\n')
  lines.splice(start, length < 0 ? lines.length : length + 1, ...indented)
  return lines.join('\n')
}

/** The cells of the table of docs/rules/README.md, under its heading. */
export const rulesTable = (metas: readonly RuleMeta[]): readonly (readonly string[])[] =>
  metas.map(({ id, description, expectation, empathy, tier, severity }) => [
    `[${id}](${id}.md)`,
    description,
    expectation,
    empathy,
    tier,
    severity,
  ])

/** The ids for which there is a rule, a source file, a test, a page. */
export interface Kept {
  readonly rules: readonly string[]
  readonly sources: readonly string[]
  readonly tests: readonly string[]
  readonly pages: readonly string[]
}

/** What is there without the rest of it, in lines. */
export function missing(kept: Kept): readonly string[] {
  const all = [...new Set(Object.values(kept).flat())].sort()
  const kinds = { rules: 'rule', sources: 'source file', tests: 'test', pages: 'page' } as const
  return all.flatMap((id) =>
    (Object.keys(kinds) as (keyof Kept)[])
      .filter((kind) => !kept[kind].includes(id))
      .map((kind) => `${id} has no ${kinds[kind]}`),
  )
}
