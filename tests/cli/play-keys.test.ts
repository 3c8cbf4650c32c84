// Keys before they become a line: typed, typed ahead, pasted, cut into pieces by the terminal.
import { describe, expect, it } from 'vitest'
import { asShown, asTyped, nextKeys } from '../../src/cli/play/line-editor.ts'
import { completions, readTyped } from '../../src/cli/play/prompt-commands.ts'
import { linesOf } from '../../src/cli/play/script.ts'

/** Everything that goes to one line, from chunks as they arrive; and what waits for the next. */
function firstLine(...chunks: readonly string[]): {
  readonly line: string
  readonly waits: string
} {
  let ahead = ''
  let inPaste = false
  let line = ''
  for (const chunk of chunks) {
    ahead += chunk
    for (;;) {
      const next = nextKeys(ahead, inPaste)
      if (next.keys === '' && next.rest === ahead && next.inPaste === inPaste) break
      line += next.keys
      ahead = next.rest
      inPaste = next.inPaste
      if (next.ended) return { line, waits: ahead }
      if (ahead === '') break
    }
  }
  return { line, waits: ahead }
}

describe('keys', () => {
  it('end with Enter; what was typed ahead waits', () => {
    expect(firstLine('hello\rthere\r')).toEqual({ line: 'hello\r', waits: 'there\r' })
    expect(firstLine('hello\r\nthere')).toEqual({ line: 'hello\r', waits: 'there' })
    expect(firstLine('hel', 'lo', '\n')).toEqual({ line: 'hello\r', waits: '' })
  })

  it('that turn the reading direction are shown spelled out, and taken as typed', () => {
    const typed = 'a\u202egnp.exe\u2066b'
    expect(asShown(typed).replaceAll('\u2060', '')).toBe('a<U+202E>gnp.exe<U+2066>b')
    expect(asTyped(asShown(typed))).toBe(typed)
    // Whoever types the spelling has said the spelling.
    expect(asTyped(asShown('<U+202E>'))).toBe('<U+202E>')
    expect(asShown('one\u2028two')).toBe('one two')
  })

  it('let a Tab through by itself', () => {
    expect(nextKeys('/he\tx', false)).toMatchObject({ keys: '/he', rest: '\tx' })
    expect(nextKeys('\tx', false)).toMatchObject({ keys: '\t', rest: 'x' })
  })

  it('take a paste as words, whatever is in it', () => {
    expect(firstLine('\x1b[200~one\r\ntwo\tthree\x1b[31m\x07\x9b\x1b[201~\r')).toEqual({
      line: 'one two three[31m\r',
      waits: '',
    })
  })

  it('know the marks of a paste when they arrive in pieces', () => {
    const whole = 'a\x1b[200~b\rc\x1b[201~d\r'
    for (let cut = 0; cut <= whole.length; cut += 1) {
      const pieces = [whole.slice(0, cut), whole.slice(cut)].filter((piece) => piece !== '')
      // A lone Escape at the end of a piece is a key of its own.
      if (whole[cut - 1] === '\x1b') continue
      expect(firstLine(...pieces), `cut at ${cut}`).toEqual({ line: 'ab cd\r', waits: '' })
    }
  })
})

describe('what is typed', () => {
  it.each([
    ['', { kind: 'silence' }],
    ['   ', { kind: 'silence' }],
    ['I want my money back ', { kind: 'words', text: 'I want my money back' }],
    ['//help', { kind: 'words', text: '/help' }],
    ['/help', { kind: 'command', command: '/help' }],
    ['/STATUS', { kind: 'command', command: '/status' }],
    ['/stauts', { kind: 'unknown', typed: '/stauts', nearest: '/status' }],
    ['/', { kind: 'unknown', typed: '/' }],
  ])('%s', (line, typed) => {
    expect(readTyped(line)).toEqual(typed)
  })

  it('completes commands, and nothing else', () => {
    expect(completions('/s')).toEqual(['/status'])
    expect(completions('/')).toEqual(['/help', '/status', '/quit'])
    expect(completions('s')).toEqual([])
  })
})

it('reads a script: lines, silence, comments', () => {
  expect(
    linesOf('\ufeff# Ana rings\nI want it back\r\n\r\n##1 please\n  # not a comment\nyes\n'),
  ).toEqual(['I want it back', '', '#1 please', '  # not a comment', 'yes'])
  expect(linesOf('')).toEqual([])
})
