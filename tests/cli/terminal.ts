// A real pseudo-terminal with a real screen, for tests of what people see: keys go in, rows come out.
import { join } from 'node:path'
import { type IPty, spawn } from '@lydell/node-pty'
import xterm from '@xterm/headless'

export const BINARY = join(import.meta.dirname, '..', '..', 'bin', 'tableread.js')

export interface Screen {
  /** Sends keys as they are typed. */
  readonly type: (keys: string) => void
  /** Waits until the screen shows the words, however wrapped; gives all rows, scrolled out or not. */
  readonly sees: (words: string | RegExp, seconds?: number) => Promise<string>
  /** All rows, with what the terminal wrapped joined again. */
  readonly rows: () => readonly string[]
  readonly text: () => string
  /** All rows as they stand, nothing joined. */
  readonly rawRows: () => readonly string[]
  /** Everything the program has written, escape codes included. */
  readonly written: () => string
  readonly resize: (columns: number, rows?: number) => void
  readonly kill: (signal: NodeJS.Signals) => void
  /** Waits for the program to end. */
  readonly ends: () => Promise<{ readonly code: number; readonly signal: number | undefined }>
}

export interface TerminalOptions {
  readonly cwd: string
  readonly columns?: number
  readonly rows?: number
  readonly env?: Readonly<Record<string, string>>
}

const SECONDS = 20

/** However the words are wrapped. */
export const flat = (text: string): string => text.replace(/\s+/g, ' ')

/** Runs the built program in a terminal. */
export function openTerminal(args: readonly string[], options: TerminalOptions): Screen {
  const columns = options.columns ?? 80
  const rows = options.rows ?? 24
  const screen = new xterm.Terminal({
    cols: columns,
    rows,
    scrollback: 10_000,
    allowProposedApi: true,
  })
  const { NO_COLOR: _, FORCE_COLOR: __, ...inherited } = process.env
  const program: IPty = spawn(process.execPath, [BINARY, ...args], {
    name: 'xterm-256color',
    cols: columns,
    rows,
    cwd: options.cwd,
    env: { ...inherited, LANG: 'C.UTF-8', ...options.env },
  })
  let written = ''
  let drawn: Promise<void> = Promise.resolve()
  program.onData((output) => {
    written += output
    drawn = new Promise((resolve) => screen.write(output, resolve))
  })
  // Answers of the terminal, such as where the cursor is, go back to the program.
  screen.onData((answer) => program.write(answer))
  const ended = new Promise<{ code: number; signal: number | undefined }>((resolve) => {
    program.onExit(({ exitCode, signal }) => resolve({ code: exitCode, signal }))
  })

  const rawRows = (): readonly string[] => {
    const buffer = screen.buffer.active
    return Array.from(
      { length: buffer.length },
      (_row, index) => buffer.getLine(index)?.translateToString(true) ?? '',
    )
  }
  const joined = (): readonly string[] => {
    const buffer = screen.buffer.active
    const lines: string[] = []
    for (let index = 0; index < buffer.length; index += 1) {
      const line = buffer.getLine(index)
      if (line === undefined) continue
      const next = buffer.getLine(index + 1)
      const words = line.translateToString(next?.isWrapped !== true)
      if (line.isWrapped) lines.push((lines.pop() ?? '') + words)
      else lines.push(words)
    }
    return lines
  }
  const text = () => joined().join('\n')

  const sees = async (words: string | RegExp, seconds = SECONDS): Promise<string> => {
    const until = Date.now() + seconds * 1000
    for (;;) {
      await drawn
      const all = text()
      if (typeof words === 'string' ? flat(all).includes(flat(words)) : words.test(all)) return all
      if (Date.now() > until)
        throw new Error(`The screen never showed ${String(words)}. It shows:\n${all.trimEnd()}`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  return {
    type: (keys) => program.write(keys),
    sees,
    rows: joined,
    rawRows,
    text,
    written: () => written,
    resize: (newColumns, newRows = rows) => {
      screen.resize(newColumns, newRows)
      program.resize(newColumns, newRows)
    },
    kill: (signal) => program.kill(signal),
    ends: async () => {
      const result = await ended
      await drawn
      return result
    },
  }
}
