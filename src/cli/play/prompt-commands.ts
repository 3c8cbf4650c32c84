// What a player can type besides the customer's words.
import { nearest } from '../../model/index.ts'

export const PROMPT_COMMANDS = {
  '/help': 'what you can type',
  '/status': 'where we are, what is known and promised, the mood',
  '/quit': 'stop here; everything is kept and you can resume',
} as const

export type PromptCommand = keyof typeof PROMPT_COMMANDS

export type Typed =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'silence' }
  | { readonly kind: 'command'; readonly command: PromptCommand }
  | { readonly kind: 'unknown'; readonly typed: string; readonly nearest?: string }

const names = Object.keys(PROMPT_COMMANDS) as PromptCommand[]

/** `//` at the start is a slash that is said; any other slash begins a command. */
export function readTyped(line: string): Typed {
  const text = line.trim()
  if (text === '') return { kind: 'silence' }
  if (text.startsWith('//')) return { kind: 'words', text: text.slice(1) }
  if (!text.startsWith('/')) return { kind: 'words', text }
  const command = names.find((name) => name === text.toLowerCase())
  if (command !== undefined) return { kind: 'command', command }
  const typed = text.split(/\s/)[0] ?? text
  const near = nearest(typed.toLowerCase(), names)
  return { kind: 'unknown', typed, ...(near === undefined ? {} : { nearest: near }) }
}

/** What Tab can complete a line to. */
export const completions = (line: string): readonly string[] =>
  line.startsWith('/') ? names.filter((name) => name.startsWith(line.toLowerCase())) : []
