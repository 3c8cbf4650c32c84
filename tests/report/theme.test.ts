import { describe, expect, test } from 'vitest'
import { createTheme } from '../../src/report/index.ts'

describe('width', () => {
  test.each([
    [undefined, 80],
    [0, 80],
    [20, 40],
    [64, 64],
    [300, 100],
  ])('%s columns: writes in %s', (columns, width) => {
    const stream = columns === undefined ? {} : { columns }
    expect(createTheme(stream, {}, {}).width).toBe(width)
  })
})

describe('colour', () => {
  const terminal = { isTTY: true, columns: 80 }
  test.each([
    ['a terminal', terminal, {}, {}, true],
    ['a pipe', {}, {}, {}, false],
    ['a terminal that cannot', terminal, {}, { TERM: 'dumb' }, false],
    ['NO_COLOR', terminal, {}, { NO_COLOR: '1' }, false],
    ['an empty NO_COLOR says nothing', terminal, {}, { NO_COLOR: '' }, true],
    ['FORCE_COLOR in a pipe', {}, {}, { FORCE_COLOR: '1' }, true],
    ['FORCE_COLOR=0 in a terminal', terminal, {}, { FORCE_COLOR: '0' }, false],
    ['--no-color wins over FORCE_COLOR', terminal, { color: false }, { FORCE_COLOR: '1' }, false],
  ])('%s', (_name, stream, options, env, expected) => {
    const theme = createTheme(stream, options, env)
    expect(theme.color).toBe(expected)
    expect(theme.red('stop')).toBe(expected ? '\x1b[31mstop\x1b[39m' : 'stop')
  })
})

describe('symbols', () => {
  test.each([
    ['no locale', {}, '→'],
    ['a UTF-8 locale', { LANG: 'mi_NZ.UTF-8' }, '→'],
    ['the C locale', { LANG: 'C' }, '->'],
    ['LC_ALL wins over LANG', { LC_ALL: 'POSIX', LANG: 'en_GB.UTF-8' }, '->'],
    ['the Linux console', { TERM: 'linux', LANG: 'en_GB.UTF-8' }, '->'],
  ])('%s', (_name, env, arrow) => {
    expect(createTheme({}, {}, env).symbols.arrow).toBe(arrow)
  })
})
