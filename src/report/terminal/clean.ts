// Makes text from files and from people safe to print: nothing in it can move the cursor, change
// colours, ring the bell or turn the reading direction of what stands beside it.

/** Escape sequences: strings up to their terminator (OSC, DCS, PM, APC, SOS), CSI, two characters. */
const ESCAPES =
  /(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|\x1b[ -/]*[0-~]?/g
const LINE_ENDS = /\r\n?|[\n\v\f\x85\u2028\u2029]/g
const CONTROLS = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/g
/** Embeddings, overrides and isolates: they can make a line read as something else. */
const DIRECTION = /[\u202a-\u202e\u2066-\u2069]/g
const LONE_SURROGATES = /\p{Surrogate}/gu
const SUSPICIOUS = /[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]/

/**
 * The text without control characters and escape sequences; characters that turn the reading
 * direction are spelled out (`<U+202E>`), tabs become spaces. Line ends become spaces, or `\n` with
 * `keepLines`. The length is not limited. Linear in the length of the text.
 */
export const clean = (text: string, options: { readonly keepLines?: boolean } = {}): string =>
  SUSPICIOUS.test(text)
    ? text
        .replace(ESCAPES, '')
        .replace(LINE_ENDS, options.keepLines === true ? '\n' : ' ')
        .replaceAll('\t', ' ')
        .replace(CONTROLS, '')
        .replace(DIRECTION, spelledOut)
        .replace(LONE_SURROGATES, '\ufffd')
    : text

const spelledOut = (character: string): string =>
  `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`
