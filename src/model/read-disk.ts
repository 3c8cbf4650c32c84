// A file from the disk as text, or why not: the size is looked at before anything is read.
import { isUtf8 } from 'node:buffer'
import { lstatSync, readFileSync, statSync } from 'node:fs'
import { isFileFault } from './find-files.ts'
import { type FileKind, type ReadFile, readFile, type Unread, unreadFile } from './read-file.ts'

/** Bytes. A journey of 1,000 steps is about 200 KB. */
const LARGEST = 16 * 1024 * 1024

export type Readable = { readonly text: string } | { readonly unread: Unread }

/** Reads a text in UTF-8. Never throws for what can be wrong with a file. */
export function readText(path: string): Readable {
  try {
    const facts = statSync(path)
    if (facts.isDirectory())
      return {
        unread: {
          message: 'This is a folder, where a file was expected',
          fix: 'name it without `.yaml`',
        },
      }
    if (!facts.isFile()) return { unread: { message: 'This is not a file that can be read' } }
    if (facts.size > LARGEST)
      return {
        unread: {
          message: `This file is too large to be read: ${Math.ceil(facts.size / 1024 / 1024)} MB, where 16 MB is the most`,
          fix: 'split it into several journeys',
        },
      }
    const bytes = readFileSync(path)
    if (bytes.length > 1 && (bytes.readUInt16BE(0) === 0xfffe || bytes.readUInt16BE(0) === 0xfeff))
      return {
        unread: { message: 'This file is saved as UTF-16', fix: 'save it as UTF-8 in your editor' },
      }
    if (bytes.includes(0)) return { unread: { message: 'This is not a text file' } }
    if (!isUtf8(bytes))
      return {
        unread: {
          message: 'This file is not saved as UTF-8',
          fix: 'save it as UTF-8 in your editor',
        },
      }
    return { text: bytes.toString('utf8') }
  } catch (fault) {
    if (!isFileFault(fault)) throw fault
    return { unread: whyNot(fault, path) }
  }
}

function whyNot(fault: NodeJS.ErrnoException, path: string): Unread {
  switch (fault.code) {
    case 'ENOENT':
      return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true
        ? {
            message: 'This is a link to a file that is not there',
            fix: 'mend the link, or remove it',
          }
        : { message: 'There is no such file' }
    case 'EACCES':
    case 'EPERM':
      return { message: 'You have no permission to read this file', fix: 'ask its owner for it' }
    case 'ELOOP':
      return { message: 'This link leads back to itself', fix: 'mend the link, or remove it' }
    default:
      return { message: `This file could not be read (${fault.code ?? 'unknown reason'})` }
  }
}

export function readFromDisk(
  path: string,
  expected: FileKind,
  overlay?: ReadonlyMap<string, string>,
): ReadFile {
  const unsaved = overlay?.get(path)
  const read = unsaved === undefined ? readText(path) : { text: unsaved }
  return 'text' in read
    ? readFile(path, read.text, expected)
    : unreadFile(path, read.unread, expected)
}
