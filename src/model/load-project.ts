// Projects from the disk: where each begins, which files belong to it, which are to be reported on.
import { existsSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { assemble } from './assemble.ts'
import type { Diagnostic } from './diagnostic.ts'
import {
  expand,
  isConfig,
  isFolder,
  isOther,
  isPattern,
  upwards,
  yamlIn,
  yamlUnder,
} from './find-files.ts'
import type { Config } from './generated/config.ts'
import { diagnose, shown } from './problem.ts'
import type { Project, Settings } from './project.ts'
import { readFromDisk, readText } from './read-disk.ts'
import { type FileKind, isError, type ReadFile } from './read-file.ts'
import { CONFIG_NAME, settingsOf } from './settings.ts'

export interface LoadOptions {
  /** Absolute. */
  readonly cwd: string
  /** Files, folders or patterns to report on, relative to `cwd`; without any, the project's own. */
  readonly paths?: readonly string[]
  /** A config to use in place of the nearest one, relative to `cwd`. */
  readonly config?: string
  /** Texts by absolute path that stand in for what is on the disk, or for what is not there yet. */
  readonly overlay?: ReadonlyMap<string, string>
}

export interface Load {
  readonly project: Project
  /** Absolute paths of the files to report on, in order; a config that was named is one of them. */
  readonly targets: readonly string[]
}

/** Why nothing could be loaded: a path that leads nowhere, or a config that is not in order. */
export class LoadProblem extends Error {
  /** What to do about it. */
  readonly fix: string | undefined
  /** What is wrong in the config, if that is what is wrong. */
  readonly diagnostics: readonly Diagnostic[]

  constructor(message: string, fix?: string, diagnostics: readonly Diagnostic[] = []) {
    super(message)
    this.name = 'LoadProblem'
    this.fix = fix
    this.diagnostics = diagnostics
  }
}

/**
 * Loads the project that the paths belong to, whole, whatever part of it is to be reported on. A
 * project begins at the nearest folder upwards that holds a `tableread.config.yaml`, else at the
 * nearest that holds `journeys/`, else at `cwd`. Paths of several projects give one load for each,
 * in the order in which they were named; so there is always at least one.
 * @throws LoadProblem where a path leads nowhere or a config is not in order; what is wrong in any
 *   other file is in the project's `diagnostics`
 */
export async function loadProject(options: LoadOptions): Promise<readonly Load[]> {
  const { cwd, paths = [], config } = options
  const fixed = config === undefined ? undefined : resolve(cwd, config)
  const rootOf = (folder: string): string =>
    fixed === undefined ? (rootUpwards(folder) ?? cwd) : dirname(fixed)
  const named = await targetsNamed(options)
  const groups = new Map<string, Named[]>()
  if (paths.length === 0) groups.set(rootOf(cwd), [])
  for (const one of named) {
    const root = rootOf(one.folder)
    const group = groups.get(root)
    if (group === undefined) groups.set(root, [one])
    else group.push(one)
  }
  const loads: Load[] = []
  for (const [root, group] of groups)
    loads.push(await loadOne(root, fixed ?? join(root, CONFIG_NAME), group, options))
  if (paths.length > 0 && loads.every(({ targets }) => targets.length === 0))
    throw new LoadProblem(
      `There are no journeys, personas or scenarios in ${paths.map((path) => shown(path)).join(', ')}`,
      'name a folder that holds some, or a file',
    )
  return loads.filter(
    ({ targets }, index) => targets.length > 0 || (index === 0 && paths.length === 0),
  )
}

interface Named {
  readonly path: string
  /** The folder it lies in: where its project is looked for. */
  readonly folder: string
  /** Whether the file itself was named, or only a folder that it is in. */
  readonly itself: boolean
}

function rootUpwards(folder: string): string | undefined {
  return (
    upwards(folder, (at) => existsSync(join(at, CONFIG_NAME))) ??
    upwards(folder, (at) => isFolder(join(at, 'journeys')))
  )
}

async function targetsNamed({ cwd, paths = [], overlay }: LoadOptions): Promise<readonly Named[]> {
  const named: Named[] = []
  for (const name of paths) {
    const path = resolve(cwd, name)
    if (isFolder(path)) {
      const files = yamlUnder(path)
      if (files.length === 0) throw new LoadProblem(`There is no YAML file in ${shown(name, 200)}`)
      for (const file of files) named.push({ path: file, folder: dirname(file), itself: false })
    } else if (overlay?.has(path) === true || !isPattern(name) || existsSync(path)) {
      const read = overlay?.has(path) === true ? undefined : readText(path)
      if (read !== undefined && 'unread' in read && read.unread.message === 'There is no such file')
        throw new LoadProblem(
          `There is no file or folder ${shown(name, 200)}`,
          'check the name; paths are relative to the folder you are in',
        )
      named.push({ path, folder: dirname(path), itself: true })
    } else {
      const files = (await expand(cwd, [name])).filter((file) => /\.ya?ml$/i.test(file)).sort()
      if (files.length === 0) throw new LoadProblem(`No file fits the pattern ${shown(name, 200)}`)
      for (const file of files) named.push({ path: file, folder: dirname(file), itself: true })
    }
  }
  return named
}

function loadSettings(path: string, needed: boolean, overlay: LoadOptions['overlay']): Settings {
  if (!needed && overlay?.has(path) !== true && !existsSync(path)) return settingsOf()
  const read = readFromDisk(path, 'config', overlay)
  if (read.problems.some(isError))
    throw new LoadProblem(
      `The config ${shown(path, 300)} is not in order`,
      undefined,
      read.problems.map((one) => diagnose(one, read.source)),
    )
  return settingsOf(read.data as Config, read.source)
}

async function loadOne(
  root: string,
  configPath: string,
  named: readonly Named[],
  { config, overlay, paths = [] }: LoadOptions,
): Promise<Load> {
  const settings = loadSettings(configPath, config !== undefined, overlay)
  const expected = new Map<string, FileKind>()
  // A file in two of the folders is what the narrower kind says: journeys may be `.`, everything.
  for (const [kind, key] of [
    ['persona', 'personas'],
    ['scenario', 'scenarios'],
    ['journey', 'journeys'],
  ] as const)
    for (const path of await yamlIn(root, settings.paths[key], settings.ignore))
      if (!expected.has(path) && belongsTo(path, root)) expected.set(path, kind)

  const targets = new Set<string>()
  if (paths.length === 0) for (const path of expected.keys()) targets.add(path)
  const ignored = new Set(await expand(root, settings.ignore))
  for (const { path, itself } of named) {
    if (isConfig(path)) {
      // What `folder/*.yaml` gives has it too: it is no journey, and in order or else told about.
      if (path !== configPath) loadSettings(path, true, overlay)
      targets.add(path)
      continue
    }
    if (isOther(path)) continue
    if (!itself && (ignored.has(path) || !(expected.has(path) || looksOurs(path)))) continue
    targets.add(path)
    if (!expected.has(path)) expected.set(path, 'journey')
  }

  const files = new Map<string, ReadFile>()
  for (const [path, kind] of expected) files.set(path, readFromDisk(path, kind, overlay))
  const includedPath = (from: ReadFile, name: string): string =>
    resolve(dirname(from.source.path), name)
  for (const file of [...files.values()]) {
    const include = file.kind === 'journey' ? file.data.include : undefined
    for (const name of Array.isArray(include) ? include : []) {
      if (typeof name !== 'string') continue
      const path = includedPath(file, name)
      if (!files.has(path) && existsSync(path) && !isFolder(path))
        files.set(path, readFromDisk(path, 'shared', overlay))
    }
  }
  const project = assemble({
    root,
    settings,
    files: [...files.values()],
    included: (from, name) => files.get(includedPath(from, name)),
    diagnostics: [],
  })
  return { project, targets: [...targets].sort() }
}

/** Whether no config lies between a file and the root: then it belongs to a project of its own. */
function belongsTo(path: string, root: string): boolean {
  const nearest = upwards(dirname(path), (at) => at === root || existsSync(join(at, CONFIG_NAME)))
  return nearest === root || nearest === undefined || relative(root, path).startsWith('..')
}

/** Whether a file that only lies in a folder that was named is one of Tableread's. */
function looksOurs(path: string): boolean {
  const read = readText(path)
  return 'text' in read && /^(journey|persona|scenario|global_intents):/m.test(read.text)
}
