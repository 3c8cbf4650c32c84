import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { codeFrame, columnsOf, createTheme, cut, wrap } from '../../src/report/index.ts'

const theme = createTheme({ columns: 60 }, { color: false }, {})
const at = (line: number, column: number, endLine: number, endColumn: number) => ({
  start: { line, column },
  end: { line: endLine, column: endColumn },
})

describe('wrap', () => {
  test('lines after the first hang under the text', () => {
    expect(wrap('one two three four', 12, 3)).toBe('one two\n   three\n   four')
  })

  test('a word too long for a line is split', () => {
    expect(wrap('abcdefghij', 4)).toBe('abcd\nefgh\nij')
  })

  test('no line is wider than asked for', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', ' ', '日', '👩‍👩‍👧', 'é', '-') }),
        fc.integer({ min: 10, max: 40 }),
        fc.integer({ min: 0, max: 6 }),
        (text, width, indent) => {
          const [first = '', ...rest] = wrap(text, width, indent).split('\n')
          expect(columnsOf(first)).toBeLessThanOrEqual(width - indent)
          for (const line of rest) expect(columnsOf(line)).toBeLessThanOrEqual(width)
        },
      ),
    )
  })
})

describe('codeFrame', () => {
  const text = 'steps:\n  - id: a\n    ask: account_number\n    say: Hi\n'

  test('the line, and a mark under the place', () => {
    expect(codeFrame(text, at(3, 10, 3, 24), theme)).toBe(
      ['   3 |     ask: account_number', '     |          ^^^^^^^^^^^^^^'].join('\n'),
    )
  })

  test('with the lines around it', () => {
    expect(codeFrame(text, at(3, 5, 3, 8), theme, { context: 1 })).toBe(
      [
        '   2 |   - id: a',
        '   3 |     ask: account_number',
        '     |     ^^^',
        '   4 |     say: Hi',
      ].join('\n'),
    )
  })

  test('an empty range gets one mark, also at the end of the line', () => {
    expect(codeFrame('a: ', at(1, 4, 1, 4), theme)).toBe('   1 | a:\n     |    ^')
  })

  test('a range over several lines is marked to the end of its first', () => {
    expect(codeFrame('a:\n  b: c\n', at(1, 1, 2, 7), theme)).toBe('   1 | a:\n     | ^^')
  })

  test('CRLF ends a line like any other', () => {
    expect(codeFrame('a: 1\r\nb: 2\r\n', at(2, 4, 2, 5), theme)).toBe('   2 | b: 2\n     |    ^')
  })

  test('wide characters before the place push the mark', () => {
    expect(codeFrame('日本: x', at(1, 5, 1, 6), theme)).toBe('   1 | 日本: x\n     |       ^')
  })

  test('hostile characters are gone and the mark still stands right', () => {
    expect(codeFrame('a: \x1b[31mred', at(1, 9, 1, 12), theme)).toBe('   1 | a: red\n     |    ^^^')
  })

  test('a line that is not there has no frame', () => {
    expect(codeFrame('a', at(9, 1, 9, 2), theme)).toBe('')
  })

  test('a megabyte in one line is cut around the place, which stays in view', () => {
    const long = `${'x '.repeat(500_000)}HERE${' y'.repeat(500_000)}`
    const frame = codeFrame(long, at(1, 1_000_001, 1, 1_000_005), theme)
    const [line = '', marks = ''] = frame.split('\n')
    expect(columnsOf(line)).toBeLessThanOrEqual(60)
    expect(line.slice(marks.indexOf('^'), marks.lastIndexOf('^') + 1)).toBe('HERE')
  })

  test('whatever the line and the range, it fits and the mark is there', () => {
    const line = fc.string({
      unit: fc.constantFrom('a', ' ', '日', '👩‍👩‍👧', '\x1b[31m', '\t'),
      minLength: 1,
      maxLength: 120,
    })
    fc.assert(
      fc.property(line, fc.nat(200), fc.nat(200), (text, from, length) => {
        const frame = codeFrame(text, at(1, from + 1, 1, from + 1 + length), theme)
        const lines = frame.split('\n')
        expect(lines).toHaveLength(2)
        expect(lines[1]).toContain('^')
        for (const shown of lines) expect(columnsOf(shown)).toBeLessThanOrEqual(60)
      }),
    )
  })
})

test('cut leaves out the end and says so', () => {
  expect(cut('twelve words', 12, '…')).toBe('twelve words')
  expect(cut('twelve words', 8, '…')).toBe('twelve …')
})
