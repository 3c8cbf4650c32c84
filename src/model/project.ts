// A project: everything that belongs together, loaded once and read-only from then on.
import type { Diagnostic } from './diagnostic.ts'
import type { Config } from './generated/config.ts'
import type { Journey, Slot } from './journey.ts'
import type { Persona, Scenario } from './persona.ts'
import type { SourceFile } from './place.ts'

/** A promise by its id, over all journeys. */
export interface PromiseFacts {
  readonly id: string
  /** Whether any step that makes it names an owner: then somebody outside keeps it. */
  readonly owned: boolean
}

/** The config with its defaults; folders and patterns are relative to the project's root. */
export interface Settings {
  readonly preset: NonNullable<Config['extends']>
  readonly rules: Readonly<Record<string, 'off' | 'info' | 'warning' | 'error'>>
  readonly paths: {
    readonly journeys: readonly string[]
    readonly personas: readonly string[]
    readonly scenarios: readonly string[]
    readonly transcripts: string
  }
  readonly ignore: readonly string[]
  /** The config file itself; absent where the defaults hold. */
  readonly file?: SourceFile
}

export interface Project {
  /** Absolute path of the folder that holds the config, or else `journeys/`. */
  readonly root: string
  readonly settings: Settings
  /** The journeys without errors, by id, in order of their ids. */
  readonly journeys: ReadonlyMap<string, Journey>
  /**
   * Journeys that have errors, by id, in order of their ids; they are not in `journeys`. With each,
   * the ids of the other journeys that it leads to by `subjourney` or `continue_in`, as far as it
   * could be read.
   */
  readonly broken: ReadonlyMap<string, readonly string[]>
  readonly personas: ReadonlyMap<string, Persona>
  readonly scenarios: readonly Scenario[]
  /** Every declared slot by name; declarations agree. */
  readonly slots: ReadonlyMap<string, Slot>
  readonly promises: ReadonlyMap<string, PromiseFacts>
  /** Ids of the journeys at which a conversation can start, in order. */
  readonly entries: readonly string[]
  /** In order of file, line and column. */
  readonly diagnostics: readonly Diagnostic[]
  /** Absolute paths of all YAML files that were read, or that could not be. */
  readonly files: readonly string[]
}
