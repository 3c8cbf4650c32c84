// A script of the customer's lines, from a file or from stdin.
import { createReadStream, statSync } from 'node:fs'
import process from 'node:process'
import type { Readable } from 'node:stream'
import { whyUnreadable } from '../../roleplay/index.ts'
import { Problem } from '../problem.ts'
import { LONGEST_LINE } from './line-editor.ts'

const LARGEST = 4 * 1024 * 1024

/**
 * The customer's lines. An empty line is silence, a line that begins with `#` is a comment, and `##`
 * at the start is a `#` that is said. Throws `Problem`.
 */
export async function readScript(file: string): Promise<readonly string[]> {
  const shown = file === '-' ? 'stdin' : file
  try {
    if (file === '-') return linesOf(await textOf(process.stdin, shown))
    if (statSync(file).isDirectory())
      throw new Problem(`${shown}: this is a folder; a script is a file.`)
    return linesOf(await textOf(createReadStream(file), shown))
  } catch (error) {
    if (error instanceof Problem) throw error
    if (error instanceof TypeError)
      throw new Problem(`${shown}: a script is UTF-8 text, a line a line.`)
    throw new Problem(`${shown}: ${whyUnreadable(error)}.`)
  }
}

export function linesOf(text: string): readonly string[] {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/)
  // The end of the last line is no line of its own.
  if (lines.at(-1) === '') lines.pop()
  return lines
    .filter((line) => !line.startsWith('#') || line.startsWith('##'))
    .map((line) => (line.startsWith('##') ? line.slice(1) : line).slice(0, LONGEST_LINE))
}

async function textOf(stream: Readable, shown: string): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk)
    chunks.push(bytes)
    size += bytes.length
    if (size > LARGEST) throw new Problem(`${shown}: a script holds 4 MB at most.`)
  }
  return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
}
