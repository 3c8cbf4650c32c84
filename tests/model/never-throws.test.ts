// Whatever is done to a sound file, loading it says what is wrong and never throws.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadTexts } from '../../src/model/index.ts'
import { ANA, QUERY_A_CHARGE, REFUSED } from './whole-journey.ts'

/** One change to a text: a line dropped, doubled or moved, a word swapped, characters put in. */
const change = fc.oneof(
  fc.record({ kind: fc.constant('drop' as const), at: fc.nat() }),
  fc.record({ kind: fc.constant('double' as const), at: fc.nat() }),
  fc.record({ kind: fc.constant('swap' as const), at: fc.nat(), with: fc.nat() }),
  fc.record({
    kind: fc.constant('indent' as const),
    at: fc.nat(),
    by: fc.integer({ min: -3, max: 5 }),
  }),
  fc.record({ kind: fc.constant('word' as const), at: fc.nat(), with: fc.nat() }),
  fc.record({
    kind: fc.constant('put' as const),
    at: fc.nat(),
    text: fc.oneof(
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.constantFrom(
        '{',
        '}',
        '[',
        ']',
        ': ',
        ' #',
        '- ',
        '*',
        '&',
        '!',
        '"',
        "'",
        '|',
        '>',
        '\t',
        '\n',
        '~',
        '? ',
        '---\n',
        '<<: ',
        '%',
        '__proto__',
        '{{',
        '\r',
        '\u0000',
        '\uFEFF',
      ),
    ),
  }),
)

type Change = typeof change extends fc.Arbitrary<infer C> ? C : never

function changed(text: string, change: Change): string {
  const lines = text.split('\n')
  const at = change.at % lines.length
  switch (change.kind) {
    case 'drop':
      return lines.toSpliced(at, 1).join('\n')
    case 'double':
      return lines.toSpliced(at, 0, lines[at] ?? '').join('\n')
    case 'swap': {
      const other = change.with % lines.length
      return lines
        .with(at, lines[other] ?? '')
        .with(other, lines[at] ?? '')
        .join('\n')
    }
    case 'indent': {
      const line = lines[at] ?? ''
      return lines
        .with(at, change.by < 0 ? line.slice(-change.by) : ' '.repeat(change.by) + line)
        .join('\n')
    }
    case 'word': {
      const words = [...text.matchAll(/[\w-]+/g)]
      const one = words[change.at % words.length]
      const other = words[change.with % words.length]
      if (one === undefined || other === undefined) return text
      return text.slice(0, one.index) + other[0] + text.slice(one.index + one[0].length)
    }
    case 'put': {
      const place = change.at % (text.length + 1)
      return text.slice(0, place) + change.text + text.slice(place)
    }
  }
}

const changes = fc.array(change, { minLength: 1, maxLength: 6 })

test('a changed journey, persona or scenario is loaded or told about', () => {
  fc.assert(
    fc.property(changes, fc.constantFrom('journey', 'persona', 'scenario'), (all, which) => {
      const with_ = (kind: string, text: string) =>
        kind === which ? all.reduce(changed, text) : text
      const texts = {
        '/journeys/a.yaml': with_('journey', QUERY_A_CHARGE),
        '/personas/ana.yaml': with_('persona', ANA),
        '/scenarios/refused.yaml': with_('scenario', REFUSED),
      }
      const project = loadTexts(texts)
      // A file with an error gives nothing to the project; one without gives what it holds.
      const faulty = new Set(
        project.diagnostics.filter(({ severity }) => severity === 'error').map(({ file }) => file),
      )
      expect(project.journeys.size + project.personas.size + project.scenarios.length).toBe(
        3 - faulty.size,
      )
      for (const { file, range, message } of project.diagnostics) {
        const lines = (texts[file as keyof typeof texts] ?? '').replace(/^\uFEFF/, '').split('\n')
        expect(range.start.line, message).toBeLessThanOrEqual(lines.length + 1)
        const { start, end } = range
        expect(end.line > start.line || end.column >= start.column, message).toBe(true)
        expect(message).not.toMatch(/[\n\p{Cc}]/u)
      }
    }),
    { numRuns: 400 },
  )
}, 60_000)

test('any bytes at all', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(loadTexts({ 'journeys/a.yaml': text }).diagnostics.length).toBeGreaterThan(0)
    }),
    { numRuns: 300 },
  )
}, 60_000)
