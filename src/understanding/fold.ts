// Makes typed text plain without moving anything: the result has the same length, so that an
// offset in it is an offset in what the customer wrote.

/** What a terminal takes for a command: colours, moves of the cursor. */
const COMMANDS = /\u001B\[[\d;?]{0,20}[A-Za-z]/g
/** Controls, spaces of any kind, joiners that show nothing, marks that turn the direction. */
const UNSEEN = /[\p{Cc}\p{Z}\p{Default_Ignorable_Code_Point}]/gu
const QUOTES = /[\u2018\u2019\u201B\u2032\u02BC\uFF07`\u00B4]/g
const DOUBLE_QUOTES = /[\u201C-\u201E\u2033\u00AB\u00BB]/g
const DASHES = /[\u2010-\u2015\u2212\uFE58\uFE63]/g
const WIDE = /[\uFF01-\uFF5E]/g
const DIGITS = /[\u0660-\u0669\u06F0-\u06F9\u0966-\u096F]/g
/** The first digit of each of those rows of ten. */
const DIGIT_ROWS = [0x0660, 0x06f0, 0x0966]

/** Typed quotes, dashes, digits and spaces of any kind as the plain ones; controls as spaces. */
export function fold(text: string): string {
  const blank = (unseen: string): string => ' '.repeat(unseen.length)
  const seen = text.replace(COMMANDS, blank).replace(UNSEEN, blank)
  if (!/[^\u0000-\u007F]|`/.test(seen)) return seen
  return seen
    .replace(QUOTES, "'")
    .replace(DOUBLE_QUOTES, '"')
    .replace(DASHES, '-')
    .replace(WIDE, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(DIGITS, (digit) => {
      const code = digit.charCodeAt(0)
      return String(code - (DIGIT_ROWS.find((row) => code >= row && code < row + 10) ?? code))
    })
}

// Joiners inside emoji and Indic words stay; controls and marks that turn the direction do not.
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu
const TURNING = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g

/** A value as the customer wrote it, without control characters and with single spaces. */
export const tidy = (text: string): string =>
  text
    .replace(COMMANDS, ' ')
    .replace(CONTROLS, ' ')
    .replace(TURNING, '')
    .replace(/\s+/g, ' ')
    .trim()

/** Whether there is nothing to see in it. */
export const isSilent = (folded: string): boolean => !/\S/.test(folded)

/** Whether it holds a letter or a digit of any script. */
export const hasWords = (text: string): boolean => /[\p{L}\p{N}]/u.test(text)
