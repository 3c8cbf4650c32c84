// `tableread init`: starts a project with its folders, its settings and one example to play.
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import process from 'node:process'
import type { Command } from 'commander'
import { clean, shownPath } from '../report/index.ts'
import { inWords, Problem } from './problem.ts'
import { themeOf } from './screen.ts'
import { PROJECT_README, projectFiles } from './templates.ts'

export const define = (program: Command): void => {
  program
    .command('init')
    .description(
      'Start a project: folders, settings, and one journey with its persona and scenario.',
    )
    .argument('[folder]', 'Where to start it; made when it is not there.', '.')
    .addHelpText(
      'after',
      `
Nothing is overwritten.

Examples:
  $ tableread init                    here
  $ tableread init conversations      in a folder of its own`,
    )
    .action((folder: string, _options: object, command: Command) =>
      init(resolve(folder), command.optsWithGlobals<{ color: boolean }>().color),
    )
}

const init = async (folder: string, color: boolean): Promise<void> => {
  const files = projectFiles()
  const taken = Object.keys(files).filter((path) => existsSync(join(folder, path)))
  if (taken.length > 0) {
    throw new Problem(
      `There is already a project here: ${taken.join(', ')}. Nothing was written.`,
      'Start in another folder (tableread init FOLDER), or add to this one with tableread new.',
    )
  }
  const readme = existsSync(join(folder, 'README.md')) ? {} : { 'README.md': PROJECT_README }
  const made: string[] = []
  for (const [path, text] of Object.entries({ ...files, ...readme })) {
    await write(join(folder, path), text)
    made.push(path)
  }
  const theme = themeOf(process.stdout, color)
  const here = relative(process.cwd(), folder)
  const lines = [
    `Made in ${here === '' ? 'this folder' : clean(here)}:`,
    ...made.map((path) => `  ${path}`),
    '',
    `Next: ${here === '' ? '' : `${theme.bold(`cd ${clean(quoted(here))}`)}, then `}${theme.bold('tableread play where-is-my-parcel --persona sam')}`,
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}

/** A path as it can be typed after `cd`. */
const quoted = (path: string): string => (/\s/.test(path) ? `"${path}"` : path)

/** Writes a file that must not be there yet, with its folders. */
const write = async (path: string, text: string): Promise<void> => {
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, text, { flag: 'wx' })
  } catch (error) {
    throw new Problem(
      `Cannot write ${shownPath(path, process.cwd())}: ${inWords(error)}.`,
      'Choose another folder, or make room for the file, and run the command again.',
    )
  }
}
