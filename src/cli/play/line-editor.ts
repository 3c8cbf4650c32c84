// One line at a time from a person at a terminal: editing, history, Tab, paste, a window that
// changes its size. Keys typed ahead wait for their turn, so that words and answers never mix.
import process from 'node:process'
import { clearLine, createInterface, cursorTo, type Interface } from 'node:readline'
import { PassThrough } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import type { ReadStream, WriteStream } from 'node:tty'
import { clean } from '../../report/index.ts'

export type Line =
  /** `cut`: the line was longer than a line can be, and its end is missing. */
  | { readonly kind: 'line'; readonly text: string; readonly cut: boolean }
  /** Ctrl-C, or the program was asked to end. */
  | { readonly kind: 'interrupted' }
  /** Ctrl-D. */
  | { readonly kind: 'closed' }

export interface LineEditor {
  readonly ask: (prompt: string) => Promise<Line>
  /** Lets another prompt have the keyboard for a while. */
  readonly lend: <T>(work: () => Promise<T>) => Promise<T>
  /** Ends the line being asked for, or the next one, as Ctrl-C does. */
  readonly interrupt: () => void
  readonly close: () => void
}

interface Asking {
  readonly feed: (keys: string) => void
  readonly interrupt: () => void
  readonly redraw: () => void
}

/** Milliseconds that a stop takes to be delivered. */
const PAUSE = 50
const PASTE_ON = '\x1b[?2004h'
const PASTE_OFF = '\x1b[?2004l'
const PASTE_STARTS = '\x1b[200~'
const PASTE_ENDS = '\x1b[201~'
const CTRL_C = '\x03'
/** Characters of one line; far more than anybody says at once. */
export const LONGEST_LINE = 50_000

export function createLineEditor(
  input: ReadStream,
  output: WriteStream,
  complete: (line: string) => readonly string[],
): LineEditor {
  const decoder = new StringDecoder('utf8')
  let history: string[] = []
  let ahead = ''
  let pasting = false
  let interrupted = false
  let opened = false
  /** Another prompt has the keyboard, or the editor is closed. */
  let away = false
  let asking: Asking | undefined

  const take = (chunk: Buffer | string) => {
    // No key gives these, and a terminal would take their echo for the start of an escape code.
    ahead += (typeof chunk === 'string' ? chunk : decoder.write(chunk)).replace(/[\x80-\x9f]/g, '')
    pass()
  }

  /** Gives the line being asked for its keys, up to the one that ends it; the rest waits. */
  const pass = () => {
    while (asking !== undefined && ahead !== '') {
      const { keys, rest, inPaste, ended } = nextKeys(ahead, pasting)
      if (keys === '' && rest === ahead && inPaste === pasting) return
      ahead = rest
      pasting = inPaste
      const { feed } = asking
      if (ended) asking = undefined
      if (keys !== '') feed(keys)
    }
    if (asking === undefined && !pasting && ahead.includes(CTRL_C)) {
      ahead = ''
      interrupted = true
    }
  }

  const interrupt = () => {
    if (asking === undefined) interrupted = true
    else asking.interrupt()
  }

  /** Back from being stopped by the shell, which has changed the terminal meanwhile. */
  const comeBack = () => {
    if (!opened) return
    input.setRawMode(false)
    input.setRawMode(true)
    output.write(PASTE_ON)
    asking?.redraw()
  }

  const open = () => {
    if (opened || away) return
    opened = true
    process.on('SIGCONT', comeBack)
    input.setRawMode(true)
    input.on('data', take)
    input.on('end', interrupt)
    input.resume()
    output.write(PASTE_ON)
  }
  const shut = () => {
    if (!opened) return
    opened = false
    process.off('SIGCONT', comeBack)
    output.write(PASTE_OFF)
    input.off('data', take)
    input.off('end', interrupt)
    input.pause()
    input.setRawMode(false)
  }
  open()

  const ask = (prompt: string): Promise<Line> =>
    new Promise((resolve) => {
      if (interrupted) {
        interrupted = false
        resolve({ kind: 'interrupted' })
        return
      }
      const keys = new PassThrough()
      const reader = createInterface({
        input: keys,
        output,
        terminal: true,
        prompt,
        history,
        historySize: 200,
        removeHistoryDuplicates: true,
        completer: (line: string) => [[...complete(line)], line],
      })
      let length = 0
      let done = false
      const finish = (line: Line) => {
        if (done) return
        done = true
        asking = undefined
        output.off('resize', refit)
        reader.close()
        keys.destroy()
        resolve(line)
      }
      const refit = () => assumeReflow(reader)
      // Before the reader's own listener, which draws the line again.
      output.prependListener('resize', refit)
      reader.on('history', (lines) => {
        history = [...lines]
      })
      reader.on('line', (text) =>
        finish({
          kind: 'line',
          text: asTyped(text).slice(0, LONGEST_LINE),
          cut: length > LONGEST_LINE,
        }),
      )
      reader.on('SIGINT', () => {
        output.write('\n')
        finish({ kind: 'interrupted' })
      })
      reader.on('SIGTSTP', () => {
        if (process.platform === 'win32') return
        shut()
        process.kill(process.pid, 'SIGTSTP')
        // Runs once the program goes on; at once where nothing can stop it.
        setTimeout(() => {
          open()
          if (!done) reader.prompt(true)
        }, PAUSE)
      })
      reader.on('close', () => {
        if (!done) output.write('\n')
        finish({ kind: 'closed' })
      })
      reader.prompt()
      asking = {
        feed: (typed) => {
          const room = Math.max(0, LONGEST_LINE - length)
          length += typed.length
          const taken = typed.length <= room ? typed : typed.slice(0, room) + lineEnd(typed)
          keys.write(asShown(taken))
        },
        interrupt: () => {
          output.write('\n')
          finish({ kind: 'interrupted' })
        },
        redraw: () => reader.prompt(true),
      }
      pass()
    })

  return {
    ask,
    lend: async (work) => {
      shut()
      away = true
      try {
        return await work()
      } finally {
        away = false
        open()
      }
    },
    interrupt,
    close: () => {
      shut()
      away = true
      clearLine(output, 0)
      cursorTo(output, 0)
    },
  }
}

/** Before each spelled-out character, so that one who types its spelling has said just that. */
const SPELLED = '\u2060'
const DIRECTION = /[\u202a-\u202e\u2066-\u2069]/g
const SPELLINGS = /\u2060<U\+(202[A-E]|206[6-9])>/g

/**
 * Keys as the line shows them: what turns the reading direction is spelled out, as wherever else a
 * customer's words are shown. No key gives the line ends of Unicode; they would end the line.
 */
export const asShown = (keys: string): string =>
  keys.replace(/[\u2028\u2029]/g, ' ').replace(DIRECTION, (character) => SPELLED + clean(character))

/** A line as it was typed. */
export const asTyped = (line: string): string =>
  line.replace(SPELLINGS, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))

/**
 * When the window changes, some terminals flow the line anew and others leave it as it was drawn.
 * The reader goes up to where it believes the line begins; of both counts the smaller is taken, so
 * that at worst a piece of the line shows twice, and nothing said before is ever wiped out.
 */
function assumeReflow(reader: Interface): void {
  if (!('prevRows' in reader)) return
  const drawn = reader as { prevRows: number }
  drawn.prevRows = Math.min(drawn.prevRows, reader.getCursorPos().rows)
}

const lineEnd = (keys: string): string => (/[\r\n]$/.test(keys) ? '\r' : '')

interface Keys {
  readonly keys: string
  readonly rest: string
  readonly inPaste: boolean
  /** The keys end the line. */
  readonly ended: boolean
}

/** The next keys to pass on. What is pasted counts as words: its line ends and controls become spaces. */
export function nextKeys(ahead: string, inPaste: boolean): Keys {
  if (inPaste) {
    const end = ahead.indexOf(PASTE_ENDS)
    if (end >= 0)
      return {
        keys: wordsOf(ahead.slice(0, end)),
        rest: ahead.slice(end + PASTE_ENDS.length),
        inPaste: false,
        ended: false,
      }
    const held = heldBack(ahead, PASTE_ENDS, 1)
    return {
      keys: wordsOf(ahead.slice(0, ahead.length - held)),
      rest: ahead.slice(ahead.length - held),
      inPaste: true,
      ended: false,
    }
  }
  const enter = ahead.search(/[\r\n]/)
  const paste = ahead.indexOf(PASTE_STARTS)
  if (paste >= 0 && (enter < 0 || paste < enter))
    return {
      keys: ahead.slice(0, paste),
      rest: ahead.slice(paste + PASTE_STARTS.length),
      inPaste: true,
      ended: false,
    }
  if (enter >= 0) {
    const after = ahead.startsWith('\r\n', enter) ? enter + 2 : enter + 1
    return {
      keys: `${ahead.slice(0, enter)}\r`,
      rest: ahead.slice(after),
      inPaste: false,
      ended: true,
    }
  }
  // A Tab in the midst of other keys would count as pasted and not complete anything.
  const tab = ahead.indexOf('\t')
  if (tab >= 0) {
    const to = Math.max(1, tab)
    return { keys: ahead.slice(0, to), rest: ahead.slice(to), inPaste: false, ended: false }
  }
  // A lone Escape is a key of its own.
  const held = heldBack(ahead, PASTE_STARTS, 2)
  return {
    keys: ahead.slice(0, ahead.length - held),
    rest: ahead.slice(ahead.length - held),
    inPaste: false,
    ended: false,
  }
}

/** Length of the tail that may be the beginning of a mark, or 0 where it is shorter than `least`. */
function heldBack(text: string, mark: string, least: number): number {
  for (let length = Math.min(mark.length - 1, text.length); length >= least; length -= 1)
    if (text.endsWith(mark.slice(0, length))) return length
  return 0
}

const wordsOf = (pasted: string): string =>
  pasted.replace(/\r\n?|[\n\t\u2028\u2029]/g, ' ').replace(/[\x00-\x1f\x7f-\x9f]/g, '')
