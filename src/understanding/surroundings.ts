// What the words around a value say about it: that it is ruled out ("any day but Friday"), where
// something ends ("until Monday"), or that it is somebody else's. English only.
import type { Slot } from '../model/index.ts'
import type { Found, Search } from './types.ts'

/** How far around a value is looked, in UTF-16 units. */
const LOOKS_AROUND = 60

const LEADING =
  '(?:(?:on|at|in|for|by|before|after|until|till|the|this|next|about|around|a|an|my) +)*'
const before = (source: string): RegExp => new RegExp(`(?:${source}) +${LEADING}$`)

/** "Any day but Friday", "everything except 3pm", "anything other than 40". */
const EXCEPTED = before(
  '\\b(?:any\\w*|every\\w*|all|each|whenever|always)\\b[^,.;!?]{0,30}?\\b(?:but|bar|save|besides)(?: for| not)?|\\b(?:except|excluding|apart from|other than)(?: for| not)?|\\ball but',
)
const DENIED = before(
  "\\b(?:not|never|neither|nor|none of (?:them|those|these) (?:is|are|was|were)|isn't|isnt|wasn't|wasnt|aren't|arent|ain't|instead of|rather than)|(?:\\bnot|n't|\\b(?:ca|do|wo|is|does|could|would)nt|\\bcannot)(?: (?:have|need))?(?: to)? (?:be|do|come|make|manage|want|like|go with)",
)
/** "Until Monday" is when something ends, "any day after Monday" is not Monday. */
const UNTIL = before(
  "\\b(?:until|till|til)|\\bany\\w*(?: \\w+)?(?: that is| that's)? (?:before|after)",
)
const IS_AN_END = /^(?:until|till|end|ends|ending|expiry|expires|back|return|returns|last)$/

/** "Friday doesn't work", "3pm is no good". */
const DENIED_AFTER =
  /^ ?(?:(?:does|do|is|was|will|would|can|could)(?:n't| not)|(?:does|do|is|was|ca|could|would)nt|won't|wont|cannot|is no good|'s no good|is out)\b(?! (?:be )?(?:an?|any) (?:problem|issue|trouble|bother)| be bad| bad)/

const PEOPLE =
  'wife|husband|partner|spouse|girlfriend|boyfriend|fiancee?|mum|mom|mother|dad|father|parents?|son|daughter|child|children|kid|kids|baby|brother|sister|friend|mate|flatmate|roommate|neighbour|neighbor|boss|nan|nana|gran|grandma|grandmother|grandad|grandpa|grandfather|aunt|auntie|uncle|cousin|niece|nephew'
/** "My wife's is …", "his date of birth is …". */
const SOMEONE_ELSES = new RegExp(
  `\\b(?:(?:${PEOPLE})(?:-in-law)?(?:'s|s')?|his|hers?|theirs?)(?: (?:own|account|customer|card|phone|mobile|order|policy|reference|number|date|of|birth|birthday|dob|email|e-mail|address|one))* ?(?:is|was|'s|:)(?: on)?(?: the)? *$`,
)
const FOR_OTHERS = new RegExp(
  `^(?:${PEOPLE}|patient|dependant|dependent|beneficiary|recipient|member|contact|holder|kin|passenger|guest|other|their|his|her)$`,
)

/** The search without what is not meant; that only stands near. */
export function meantOf(search: Search, slot: Slot, folded: string): Search {
  if (slot.type === 'choice' || slot.type === 'text' || slot.type === 'yes_no') return search
  const out = search.found.filter((found) => notMeant(found, slot, folded))
  if (out.length === 0) return search
  const found = search.found.filter((one) => !out.includes(one))
  return {
    ...search,
    found,
    near: [...search.near, ...out],
    ...(found.length > 0 ? {} : { missed: `${RULED_OUT} ${slot.name}` }),
  }
}

/** How such a miss begins. */
export const RULED_OUT = 'what was named is said not to be'

function notMeant({ start, end }: Found, slot: Slot, folded: string): boolean {
  const own = folded.slice(start, end).toLowerCase()
  // A day may be found together with the word in front of it.
  const front = /^(?:(?:on|by|until|till|before|after|the) +)*/.exec(own)?.[0] ?? ''
  const ahead = folded.slice(Math.max(0, start - LOOKS_AROUND), start).toLowerCase() + front
  const words = slot.name.split('_')
  if (EXCEPTED.test(ahead) || DENIED.test(ahead)) return true
  if (SOMEONE_ELSES.test(ahead) && !words.some((word) => FOR_OTHERS.test(word))) return true
  const isDayOrTime = slot.type === 'date' || slot.type === 'time'
  if (isDayOrTime && UNTIL.test(ahead) && !words.some((word) => IS_AN_END.test(word))) return true
  const isFree = isDayOrTime || slot.type === 'money' || slot.type === 'number'
  return isFree && DENIED_AFTER.test(folded.slice(end, end + LOOKS_AROUND).toLowerCase())
}
