// A project from texts in memory: for tests, for editors, and wherever there is no disk.
import { posix } from 'node:path'
import { assemble } from './assemble.ts'
import type { Config } from './generated/config.ts'
import { diagnose } from './problem.ts'
import type { Project } from './project.ts'
import { type FileKind, type ReadFile, readFile } from './read-file.ts'
import { CONFIG_NAME, settingsOf } from './settings.ts'

/** What files are that lie in a folder of this name. */
export function kindByFolder(path: string): FileKind {
  if (/(^|[\\/])personas[\\/]/.test(path)) return 'persona'
  if (/(^|[\\/])scenarios[\\/]/.test(path)) return 'scenario'
  return 'journey'
}

/**
 * Loads a project from its files' texts.
 * @param texts path to text; paths that do not begin with `/` stand under `/`, the project's root,
 *   so that `journeys/a.yaml` is `/journeys/a.yaml` in what comes back
 */
export function loadTexts(texts: Readonly<Record<string, string>>): Project {
  const paths = new Map(
    Object.entries(texts).map(([path, text]) => [posix.resolve('/', path), text]),
  )
  const configPath = `/${CONFIG_NAME}`
  const configText = paths.get(configPath)
  const config = configText === undefined ? undefined : readFile(configPath, configText, 'config')
  const files = new Map<string, ReadFile>()
  for (const [path, text] of paths)
    if (path !== configPath) files.set(path, readFile(path, text, kindByFolder(path)))
  return assemble({
    root: '/',
    settings: settingsOf(config?.data as Config | undefined, config?.source),
    files: [...files.values()],
    included: (from, name) => files.get(posix.resolve(posix.dirname(from.source.path), name)),
    diagnostics: config?.problems.map((one) => diagnose(one, config.source)) ?? [],
  })
}
