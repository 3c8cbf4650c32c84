// The pages of the rules say what is true: their facts are the rules' own, their examples are run.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type Finding, lintProject, rules } from '../../src/lint/index.ts'
import { loadTexts } from '../../src/model/index.ts'
import { createTheme, loadFindingsText } from '../../src/report/index.ts'
import {
  factsOf,
  HEADINGS,
  type Kept,
  missing,
  readPage,
  rulesTable,
  tableIn,
  withException,
} from './rule-page.ts'

const ROOT = new URL('../../', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8')

const idsIn = (folder: string, end: string): readonly string[] =>
  readdirSync(new URL(folder, ROOT))
    .filter((name) => name.endsWith(end) && name !== 'README.md')
    .map((name) => name.slice(0, -end.length))

const kept: Kept = {
  rules: rules.map(({ meta }) => meta.id),
  sources: idsIn('src/lint/rules', '.ts'),
  tests: idsIn('tests/lint/rules', '.test.ts'),
  pages: idsIn('docs/rules', '.md'),
}

const findingsText = await loadFindingsText()

const pathOf = (journey: string): string =>
  `journeys/${journey.match(/^journey: (.*)$/m)?.[1] ?? 'unnamed'}.yaml`

const findingsOf = (journey: string): readonly Finding[] =>
  lintProject(loadTexts({ [pathOf(journey)]: journey }), { preset: 'all' }).findings

const named = (findings: readonly Finding[]): readonly string[] =>
  findings.map(({ rule, range, message }) => `${range.start.line}: ${rule}: ${message}`)

describe('each rule has its source file, its test and its page', () => {
  test('none is missing', () => {
    expect(kept.rules.length).toBeGreaterThan(0)
    expect(missing(kept)).toEqual([])
  })

  test.each(['sources', 'tests', 'pages'] as const)('one of the %s missing is found', (kind) => {
    const [id, ...others] = kept.rules
    const what = { sources: 'source file', tests: 'test', pages: 'page' }[kind]
    expect(missing({ ...kept, [kind]: others })).toEqual([`${id} has no ${what}`])
  })

  test('so is a page of a rule that does not exist', () => {
    expect(missing({ ...kept, pages: [...kept.pages, 'gone'] })).toEqual([
      'gone has no rule',
      'gone has no source file',
      'gone has no test',
    ])
  })

  test('a test tests the rule it is named after', () => {
    for (const id of kept.tests)
      expect(read(`tests/lint/rules/${id}.test.ts`), id).toContain(`testRule('${id}'`)
  })
})

describe('the list of rules', () => {
  test('has the table that the rules’ own facts make', () => {
    const [head, , ...rows] = tableIn(read('docs/rules/README.md'))
    expect(head).toEqual(['rule', 'what it finds', 'expectation', 'empathy', 'tier', 'severity'])
    expect(rows).toEqual(rulesTable(rules.map(({ meta }) => meta)))
  })
})

describe.each(rules.map(({ meta }) => ({ id: meta.id, meta })))(
  'the page of $id',
  ({ id, meta }) => {
    const text = read(`docs/rules/${id}.md`)
    const page = readPage(text)

    test('is headed by the rule and one sentence', () => {
      expect(page.title).toBe(id)
      expect(page.lead).toMatch(/^[A-Z“].*\.$/)
    })

    test('states the facts of the rule, and no others', () => {
      expect(page.facts).toEqual(factsOf(meta))
    })

    test('has the headings of every page', () => {
      expect(page.headings).toEqual(HEADINGS)
    })

    test('flawed: lint finds this defect, and no other', () => {
      expect(findingsOf(page.flawed).map(({ rule }) => rule)).toEqual([id])
    })

    test('flawed: it prints what the page shows', () => {
      const theme = createTheme({ columns: 80 }, { color: false }, {})
      const printed = findingsText(findingsOf(page.flawed), theme, { cwd: '/', least: 'info' })
      expect(page.printed.trimEnd()).toBe(printed.trimEnd())
    })

    test('mended: lint finds nothing', () => {
      expect(page.mended).toContain('journey: ')
      expect(named(findingsOf(page.mended))).toEqual([])
    })

    test('allowed: nothing is found any more, and the exception is in use', () => {
      expect(page.exception).toMatch(new RegExp(`allow: \\{ ?${id}: `))
      expect(named(findingsOf(withException(page.flawed, page.exception)))).toEqual([])
    })

    test('leads only to pages that are there', () => {
      const links = [...text.matchAll(/\]\(([a-z-]+)\.md\)/g)].map(([, to]) => to)
      expect(kept.pages).toEqual(expect.arrayContaining(links))
    })
  },
)

describe('what is wrong with a page is found', () => {
  const [meta] = rules.map((rule) => rule.meta)
  const text = read(`docs/rules/${meta?.id}.md`)

  test('a heading that is missing', () => {
    const page = readPage(text.replace('## When to allow it', '### When to allow it'))
    expect(page.headings).not.toEqual(HEADINGS)
  })

  test('a fact that is not the rule’s', () => {
    const page = readPage(text.replace('| Tier | proven |', '| Tier | wording |'))
    expect(meta && page.facts).not.toEqual(meta && factsOf(meta))
  })

  test('an exception for a step that is not there', () => {
    expect(() => withException(readPage(text).flawed, '- id: nowhere\n  say: Hello.\n')).toThrow(
      'no step nowhere',
    )
  })

  test('an exception that takes the place of the last step leaves the others', () => {
    const flawed = 'steps:\n  - id: a\n    say: A.\n\n  - id: b\n    end: resolved\n'
    expect(withException(flawed, '- id: b\n  end: unresolved\n')).toBe(
      'steps:\n  - id: a\n    say: A.\n\n  - id: b\n    end: unresolved\n',
    )
  })
})
