import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clean } from '../../src/report/index.ts'

describe('clean', () => {
  test.each([
    ['plain words stay', 'Kia ora, 8 to 6 – ça va? 😀 日本', 'Kia ora, 8 to 6 – ça va? 😀 日本'],
    ['colours go', '\x1b[31mred\x1b[0m', 'red'],
    ['a colour with parameters goes', '\x1b[38;5;196mred', 'red'],
    ['an eight-bit sequence goes', '\x9b31mred', 'red'],
    ['a title for the window goes', 'a\x1b]0;owned\x07b', 'ab'],
    ['a link goes, its words stay', '\x1b]8;;http://x\x1b\\words\x1b]8;;\x1b\\', 'words'],
    ['an unfinished title loses its start', 'a\x1b]0;owned', 'a0;owned'],
    ['a reset of the terminal goes', 'a\x1bcb', 'ab'],
    ['a bell and a backspace go', 'a\x07b\x08c', 'abc'],
    ['a carriage return cannot overwrite', 'safe\rEVIL', 'safe EVIL'],
    ['line ends become spaces', 'a\r\nb\nc\u2028d', 'a b c d'],
    ['a tab becomes a space', 'a\tb', 'a b'],
    ['turning the reading direction shows', 'abc\u202ecba\u202c', 'abc<U+202E>cba<U+202C>'],
    ['isolates show', '\u2066x\u2069', '<U+2066>x<U+2069>'],
    ['half a character becomes the sign for one', 'a\ud83d!', 'a\ufffd!'],
    ['right-to-left words stay', 'שלום', 'שלום'],
  ])('%s', (_name, text, expected) => {
    expect(clean(text)).toBe(expected)
  })

  test('lines are kept when asked for', () => {
    expect(clean('a\r\nb\rc\x1b[2J\nd', { keepLines: true })).toBe('a\nb\nc\nd')
  })

  test('whatever comes in, nothing goes out that a terminal obeys', () => {
    const nasty = fc.string({
      unit: fc.constantFrom(
        '\x1b',
        '[',
        ']',
        ';',
        '0',
        'm',
        '\x07',
        '\x9b',
        '\x9d',
        '\\',
        'a',
        '\n',
        '\u202e',
        '\ud800',
        'P',
      ),
      maxLength: 60,
    })
    fc.assert(
      fc.property(fc.oneof(nasty, fc.string({ unit: 'binary' })), (text) => {
        expect(clean(text)).not.toMatch(/[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]/)
        expect(clean(clean(text))).toBe(clean(text))
      }),
    )
  })

  test('a million opened sequences are cleaned at once', () => {
    const started = performance.now()
    clean('\x1b]0;'.repeat(1_000_000))
    clean('\x1b['.repeat(1_000_000))
    expect(performance.now() - started).toBeLessThan(2_000)
  })
})
