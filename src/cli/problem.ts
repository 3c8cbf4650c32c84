// Something a person can put right: wrong usage, a bad setting, a file that cannot be used. Thrown by
// commands, printed by the program without a stack, and the exit code is 2.

export class Problem extends Error {
  /** What to do about it, in a line or more. */
  readonly hint: string | undefined

  constructor(message: string, hint?: string) {
    super(message)
    this.name = 'Problem'
    this.hint = hint
  }
}

/** What a file system error means, in plain words. */
export const inWords = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  switch (code) {
    case 'ENOENT':
      return 'there is no such file or folder'
    case 'EACCES':
    case 'EPERM':
      return 'you are not allowed to'
    case 'EISDIR':
      return 'it is a folder'
    case 'ENOTDIR':
      return 'a part of the path is a file, not a folder'
    case 'EEXIST':
      return 'it already exists'
    case 'ENOSPC':
      return 'the disk is full'
    case 'EROFS':
      return 'the disk is read-only'
    case 'ENAMETOOLONG':
      return 'the name is too long'
    default:
      return error instanceof Error ? error.message : String(error)
  }
}

/** Errors of the file system, which carry a code such as ENOENT. */
export const isFileError = (error: unknown): boolean =>
  error instanceof Error && 'syscall' in error && 'code' in error
