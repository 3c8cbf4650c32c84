// The commands of the program: what each is called, what it does in a line, and where it lives.
// A command's file is loaded only when it is the one that was typed.
import type { Command } from 'commander'

export interface Entry {
  readonly name: string
  readonly summary: string
  readonly load: () => Promise<{ readonly define: (program: Command) => void }>
}

export const commands: readonly Entry[] = [
  {
    name: 'init',
    summary: 'Start a project: folders, settings, one example.',
    load: () => import('./init.ts'),
  },
  {
    name: 'new',
    summary: 'Write the first version of a journey or a persona.',
    load: () => import('./new.ts'),
  },
  {
    name: 'play',
    summary: 'Play a journey as the customer and record it.',
    load: () => import('./play.ts'),
  },
  {
    name: 'resume',
    summary: 'Go on with a conversation that stopped.',
    load: () => import('./resume.ts'),
  },
  {
    name: 'lint',
    summary: 'Check journeys for what hurts the people who live through them.',
    load: () => import('./lint.ts'),
  },
  {
    name: 'show',
    summary: 'Print a journey as an outline or a diagram.',
    load: () => import('./show.ts'),
  },
  {
    name: 'schema',
    summary: 'Print the JSON Schema of a kind of file, for an editor.',
    load: () => import('./schema.ts'),
  },
]
