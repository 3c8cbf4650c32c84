// How words look on a screen: width, colour and symbols, decided once per stream. Colour is never
// the only signal, so everything reads the same without it.
import { Chalk } from 'chalk'

/** What a stream says about itself; `process.stdout` and `process.stderr` fit. */
export interface Screen {
  readonly isTTY?: boolean
  readonly columns?: number
}

type Paint = (text: string) => string

export interface Symbols {
  readonly arrow: string
  readonly tick: string
  readonly cross: string
  readonly bullet: string
  readonly ellipsis: string
  readonly bar: string
  readonly line: string
}

export interface Theme {
  /** Columns to write in, from 40 to 100. */
  readonly width: number
  /** Columns the terminal really has; Infinity where the stream is not a terminal. */
  readonly screenWidth: number
  /** Whether the screen shows more than ASCII. */
  readonly unicode: boolean
  readonly color: boolean
  readonly bold: Paint
  readonly dim: Paint
  readonly underline: Paint
  readonly red: Paint
  readonly yellow: Paint
  readonly green: Paint
  readonly cyan: Paint
  readonly symbols: Symbols
}

const NARROWEST = 40
const WIDEST = 100
const USUAL = 80

const UNICODE: Symbols = {
  arrow: '→',
  tick: '✔',
  cross: '✖',
  bullet: '•',
  ellipsis: '…',
  bar: '│',
  line: '─',
}
const ASCII: Symbols = {
  arrow: '->',
  tick: 'ok',
  cross: 'x',
  bullet: '*',
  ellipsis: '...',
  bar: '|',
  line: '-',
}

/**
 * The theme of a stream. Colour: `options.color` when given, else FORCE_COLOR, else NO_COLOR, else
 * whether the stream is a terminal that can.
 */
export const createTheme = (
  stream: Screen,
  options: { readonly color?: boolean } = {},
  env: Readonly<Record<string, string | undefined>> = process.env,
): Theme => {
  const color = options.color ?? wantsColor(stream, env)
  // Sixteen colours are all we use; more would fight with the reader's own palette.
  const chalk = new Chalk({ level: color ? 1 : 0 })
  const unicode = showsUnicode(env)
  return {
    width: Math.min(WIDEST, Math.max(NARROWEST, stream.columns || USUAL)),
    screenWidth:
      stream.isTTY === true && stream.columns ? stream.columns : Number.POSITIVE_INFINITY,
    unicode,
    color,
    bold: (text) => chalk.bold(text),
    dim: (text) => chalk.dim(text),
    underline: (text) => chalk.underline(text),
    red: (text) => chalk.red(text),
    yellow: (text) => chalk.yellow(text),
    green: (text) => chalk.green(text),
    cyan: (text) => chalk.cyan(text),
    symbols: unicode ? UNICODE : ASCII,
  }
}

type Env = Readonly<Record<string, string | undefined>>

const wantsColor = (stream: Screen, env: Env): boolean => {
  const forced = env.FORCE_COLOR
  if (forced !== undefined) return forced !== '0' && forced !== 'false'
  const refused = env.NO_COLOR
  if (refused !== undefined && refused !== '') return false
  return stream.isTTY === true && env.TERM !== 'dumb'
}

/** An unset locale counts as UTF-8: that is how containers and build machines run. */
const showsUnicode = (env: Env): boolean => {
  if (env.TERM === 'linux') return false
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG
  return locale === undefined || locale === '' || /utf-?8/i.test(locale)
}
