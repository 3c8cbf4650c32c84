// The supergraph of journeys that lead to each other: every place a conversation can be at, with
// sub-journeys laid out where they are called, and every way on, with what it tests and changes.
// It says what is possible; which values are followed along it is the business of space.ts.
import { fitting, type Machine, volunteerableAt } from '../../engine/index.ts'
import type {
  AskStep,
  Channel,
  Condition,
  ConfirmStep,
  DoStep,
  GlobalIntent,
  HandoffStep,
  Journey,
  Passes,
  Step,
  SubjourneyStep,
  Wording,
} from '../../model/index.ts'

/** A journey as it is used: at the bottom of the stack, or called from a step of another. */
export interface Context {
  readonly journey: Journey
  readonly caller?: { readonly context: Context; readonly step: SubjourneyStep }
}

/**
 * A place. `enter`: about to do a step. `listen`: prompted, the customer's turn. `mid`: in the
 * middle of an utterance that has told the first `upto` of the slots followed. `act`, `connect`:
 * an action or a handoff under way. `leave`: about to try the routes of `next`. `dead`, `over`: ends.
 */
export type Place =
  | { readonly at: 'start' }
  | ({ readonly at: 'enter' | 'act' | 'connect' | 'listen' } & Spot)
  | ({ readonly at: 'mid'; readonly upto: number } & Spot)
  | ({ readonly at: 'leave'; readonly outcome?: number } & Spot)
  | ({ readonly at: 'dead'; readonly why: DeadEnd } & Spot)
  | ({ readonly at: 'over'; readonly how: 'resolved' | 'unresolved' | 'handed_off' } & Spot)

interface Spot {
  readonly context: Context
  readonly step: Step
}

export type DeadEnd =
  | 'past_the_last_step'
  | 'no_route_holds'
  | 'no_match'
  | 'no_input'
  | 'unable'
  | 'denied'

/** Something that must hold, or must not, for a way to be open. */
export interface Guard {
  readonly condition: Condition
  readonly is: boolean
}

/** A change of what the conversation remembers. They are done in order. */
export type Change =
  | { readonly do: 'channel'; readonly channel: Channel }
  | { readonly do: 'known' | 'sometimes_known'; readonly slot: string }
  | { readonly do: 'answer' | 'learn' | 'forget' | 'untell' | 'confirm'; readonly slot: string }
  /** Only with a value that the slot does not have yet. */
  | { readonly do: 'volunteer' | 'correct'; readonly slot: string }
  /** All slots but these lose their values. */
  | { readonly do: 'leave_behind'; readonly passes: Passes }
  | { readonly do: 'promise'; readonly step: Step; readonly promise: string }
  | { readonly do: 'fulfil'; readonly promise: string }
  | { readonly do: 'pass_promises'; readonly passes: Passes }

/** What somebody puts in to take a way. */
export type Move =
  | { readonly by: 'start'; readonly journey: string; readonly channel: Channel }
  | { readonly by: 'answer' | 'yes' | 'no' | 'unable' }
  | { readonly by: 'tell' }
  | { readonly by: 'tell_alone' }
  | { readonly by: 'fail'; readonly why: 'no_match' | 'no_input'; readonly times: number }
  | { readonly by: 'intent'; readonly intent: string }
  | { readonly by: 'outcome'; readonly outcome: string }
  | { readonly by: 'availability'; readonly is: 'free' | 'busy' | 'closed' }

/** Words said on a way, before its changes. */
export interface Words {
  readonly wording: Wording
  /** Where they are sent, when not to the conversation's own channel. */
  readonly via?: Channel
  readonly intent?: GlobalIntent
  /** The channels on which these words are said, where that is settled already. */
  readonly channels?: readonly Channel[]
}

/** A way from one place to another. */
export interface Way {
  readonly from: number
  readonly to: number
  /** Inputs it takes. */
  readonly cost: number
  readonly guards: readonly Guard[]
  readonly changes: readonly Change[]
  readonly move?: Move
  readonly words?: Words
  /** The prompt of an ask or confirm that begins here. */
  readonly prompts?: AskStep | ConfirmStep
  /** An ask that is passed through in silence. */
  readonly skips?: true
}

export interface Supergraph {
  readonly machine: Machine
  readonly places: readonly Place[]
  readonly start: number
  /**
   * States that searches which follow more and more may still look at, over all questions: what
   * keeps a journey of tangled conditions from taking minutes. Searches take from it.
   */
  readonly effort: { left: number }
  /** Ways out of a place, made when first asked for. Linear in the size of its step. */
  ways(place: number): readonly Way[]
  /** Slots that a customer may tell unasked at a `listen` place, or give anew at a confirm. */
  tellable(place: number): ReadonlySet<string>
  /** The place in the middle of an utterance that began at a `listen` or `mid` place. */
  between(place: number, upto: number): number
}

export const CHANNELS: readonly Channel[] = ['chat', 'voice', 'sms', 'email', 'in_person']

/** About three seconds. A journey of ordinary size needs a hundredth of it. */
const EFFORT = 1_000_000

const always: readonly Guard[] = []
const nothing: readonly Change[] = []

/** The graph of all conversations that start at the entries. Places are numbered as discovered. */
export function createSupergraph(machine: Machine, entries: readonly string[]): Supergraph {
  const places: Place[] = []
  const numbers = new Map<string, number>()
  const waysOf: (readonly Way[] | undefined)[] = []
  const contextNumbers = new Map<Context, number>()
  const roots = new Map<string, Context>()
  const calls = new Map<Context, Map<Step, Context>>()
  const tellableOf = new Map<number, ReadonlySet<string>>()

  const numberOf = (context: Context): number => {
    let number = contextNumbers.get(context)
    if (number === undefined) {
      number = contextNumbers.size
      contextNumbers.set(context, number)
    }
    return number
  }

  const place = (made: Place): number => {
    const key = made.at === 'start' ? 'start' : keyOf(made, numberOf(made.context))
    let number = numbers.get(key)
    if (number === undefined) {
      number = places.length
      numbers.set(key, number)
      places.push(made)
    }
    return number
  }

  const rootOf = (id: string): Context => {
    let root = roots.get(id)
    if (root === undefined) {
      const journey = machine.journeys.get(id)
      if (journey === undefined) throw new RangeError(`no journey ${id} in this graph`)
      root = { journey }
      roots.set(id, root)
    }
    return root
  }

  const callOf = (context: Context, step: SubjourneyStep): Context => {
    let inner = calls.get(context)
    if (inner === undefined) {
      inner = new Map()
      calls.set(context, inner)
    }
    let called = inner.get(step)
    if (called === undefined) {
      called = { journey: rootOf(step.journey).journey, caller: { context, step } }
      inner.set(step, called)
    }
    return called
  }

  const enter = (context: Context, id: string): number => {
    const step = context.journey.stepById.get(id)
    if (step === undefined) throw new RangeError(`no step ${id} in ${context.journey.id}`)
    return place({ at: 'enter', context, step })
  }

  const enterFirst = (context: Context): number => {
    const [first] = context.journey.steps
    if (first === undefined) throw new RangeError(`journey ${context.journey.id} has no steps`)
    return place({ at: 'enter', context, step: first })
  }

  const start = place({ at: 'start' })

  const startWays = (): readonly Way[] =>
    entries.flatMap((id) => {
      const context = rootOf(id)
      return context.journey.channels.map((channel) => ({
        from: start,
        to: enterFirst(context),
        cost: 0,
        guards: always,
        changes: [{ do: 'channel', channel } as const, ...arrivals(context.journey)],
        move: { by: 'start', journey: id, channel } as const,
      }))
    })

  /** A way by a route of the step's own, else by the nearest fallback, else a dead end. */
  const routed = (
    spot: Spot,
    route: string | undefined,
    why: DeadEnd,
  ): { readonly to: number; readonly changes: readonly Change[] } => {
    const { context, step } = spot
    if (route !== undefined) return { to: enter(context, route), changes: leaving(step) }
    const owner = fallbackOwner(context)
    if (owner === undefined)
      return { to: place({ at: 'dead', context, step, why }), changes: nothing }
    return comingBack(spot, owner, owner.journey.fallback ?? '')
  }

  /** Leaves the step, and every call between it and the owner of the target. */
  const comingBack = (spot: Spot, owner: Context, target: string) => {
    const changes: Change[] = []
    let at: Spot | undefined = spot
    while (at !== undefined) {
      changes.push(...leaving(at.step))
      at = at.context === owner ? undefined : at.context.caller
    }
    return { to: enter(owner, target), changes }
  }

  const ways = (from: number): readonly Way[] => {
    const at = places[from]
    if (at === undefined) throw new RangeError(`no place ${from}`)
    switch (at.at) {
      case 'start':
        return startWays()
      case 'enter':
        return enterWays(from, at)
      case 'listen':
        return at.step.kind === 'ask'
          ? askWays(from, at, at.step)
          : confirmWays(from, at, at.step as ConfirmStep)
      case 'mid':
        return midWays(from, at)
      case 'act':
        return actWays(from, at, at.step as DoStep)
      case 'connect':
        return connectWays(from, at, at.step as HandoffStep)
      case 'leave':
        return leaveWays(from, at, at.outcome)
      case 'dead':
      case 'over':
        return []
    }
  }

  const way = (from: number, to: number, more: Partial<Omit<Way, 'from' | 'to'>> = {}): Way => ({
    from,
    to,
    cost: 0,
    guards: always,
    changes: nothing,
    ...more,
  })

  const enterWays = (from: number, { context, step }: Spot): readonly Way[] => {
    const words = wordsOf(step)
    const leave = () => place({ at: 'leave', context, step })
    switch (step.kind) {
      case 'say':
        return [way(from, leave(), words)]
      case 'ask':
      case 'confirm': {
        const listen = place({ at: 'listen', context, step })
        const skips = step.kind === 'ask' && isSkippable(machine, step)
        if (!skips) return [way(from, listen, { ...words, prompts: step })]
        const condition = [[{ slot: step.slot, op: 'known', known: true } as const]]
        return [
          way(from, leave(), { guards: [{ condition, is: true }], skips: true }),
          way(from, listen, { ...words, prompts: step, guards: [{ condition, is: false }] }),
        ]
      }
      case 'do':
        return [way(from, place({ at: 'act', context, step }), words)]
      case 'handoff':
        return [way(from, place({ at: 'connect', context, step }))]
      case 'promise':
        return [
          way(from, leave(), {
            ...words,
            changes: [{ do: 'promise', step, promise: step.promise }],
          }),
        ]
      case 'continue_in': {
        const next = rootOf(step.journey)
        const changes: readonly Change[] = [
          ...leaving(step),
          { do: 'leave_behind', passes: step.passes },
          ...(step.channel === undefined
            ? []
            : [{ do: 'channel', channel: step.channel } as const]),
          ...arrivals(next.journey),
        ]
        return [way(from, enterFirst(next), { ...words, changes })]
      }
      case 'subjourney': {
        const inner = callOf(context, step)
        return [way(from, enterFirst(inner), { ...words, changes: arrivals(inner.journey) })]
      }
      case 'end': {
        const changes = leaving(step)
        const { caller } = context
        if (caller === undefined)
          return [
            way(from, place({ at: 'over', context, step, how: step.how }), { ...words, changes }),
          ]
        const route = caller.step[step.how]
        if (route === undefined)
          return [way(from, place({ at: 'leave', ...caller }), { ...words, changes })]
        const both = [...changes, ...leaving(caller.step)]
        return [way(from, enter(caller.context, route), { ...words, changes: both })]
      }
    }
  }

  const askWays = (from: number, spot: Spot, step: AskStep): readonly Way[] => {
    const unable = routed(spot, step.unable, 'unable')
    return [
      way(from, place({ at: 'leave', context: spot.context, step }), {
        cost: 1,
        changes: [{ do: 'answer', slot: step.slot }],
        move: { by: 'answer' },
      }),
      way(from, unable.to, { cost: 1, changes: unable.changes, move: { by: 'unable' } }),
      ...tryWays(from, spot, step),
      ...intentWays(from, spot),
    ]
  }

  const confirmWays = (from: number, spot: Spot, step: ConfirmStep): readonly Way[] => {
    const denied = routed(spot, step.denied, 'denied')
    return [
      way(from, place({ at: 'leave', context: spot.context, step }), {
        cost: 1,
        changes: step.slots.map((slot) => ({ do: 'confirm', slot }) as const),
        move: { by: 'yes' },
      }),
      way(from, denied.to, {
        cost: 1,
        changes: [
          ...step.slots.map((slot) => ({ do: 'forget', slot }) as const),
          ...denied.changes,
        ],
        move: { by: 'no' },
      }),
      ...tryWays(from, spot, step),
      ...intentWays(from, spot),
    ]
  }

  /** Misunderstanding and silence: the reprompts, and on after the last try. */
  const tryWays = (from: number, spot: Spot, step: AskStep | ConfirmStep): readonly Way[] =>
    (['no_match', 'no_input'] as const).flatMap((why) => {
      const list = why === 'no_match' ? step.reprompts.noMatch : step.reprompts.noInput
      const on = routed(spot, why === 'no_match' ? step.noMatch : step.noInput, why)
      const reprompts = repromptsSaid(list, step.maxTries - 1).map(({ words, times }) =>
        way(from, from, { cost: times, move: { by: 'fail', why, times }, words }),
      )
      return [
        ...reprompts,
        way(from, on.to, {
          cost: step.maxTries,
          changes: on.changes,
          move: { by: 'fail', why, times: step.maxTries },
        }),
      ]
    })

  const intentWays = (from: number, spot: Spot): readonly Way[] =>
    intentsInForce(spot.context).map(({ intent, owner }) => {
      const words = intent.say.length === 0 ? {} : { words: { wording: intent.say, intent } }
      const move: Move = { by: 'intent', intent: intent.intent }
      if (intent.next === undefined) return way(from, from, { cost: 1, move, ...words })
      const back = comingBack(spot, owner, intent.next)
      return way(from, back.to, { cost: 1, move, ...words, changes: back.changes })
    })

  /** An utterance that has told something may also answer, or end there. */
  const midWays = (from: number, { context, step }: Spot): readonly Way[] => {
    const alone = way(from, place({ at: 'listen', context, step }), { move: { by: 'tell_alone' } })
    if (step.kind !== 'ask') return [alone]
    return [
      alone,
      way(from, place({ at: 'leave', context, step }), {
        changes: [{ do: 'answer', slot: step.slot }],
        move: { by: 'answer' },
      }),
    ]
  }

  const actWays = (from: number, spot: Spot, step: DoStep): readonly Way[] =>
    step.outcomes.flatMap((outcome, index) => {
      const result: readonly Change[] = [
        ...outcome.learns.map((slot) => ({ do: 'learn', slot }) as const),
        ...(outcome.name === 'succeeded' || outcome.name === 'failed'
          ? []
          : step.uses.map((slot) => ({ do: 'untell', slot }) as const)),
        ...(outcome.fulfils === undefined
          ? []
          : [{ do: 'fulfil', promise: outcome.fulfils } as const]),
      ]
      const move: Move = { by: 'outcome', outcome: outcome.name }
      if (outcome.go === undefined && outcome.name !== 'failed') {
        const to = place({ ...spot, at: 'leave', outcome: index })
        return [way(from, to, { cost: 1, changes: result, move })]
      }
      // A failure without a route is named by a rule of its own and not followed.
      if (outcome.go === undefined && fallbackOwner(spot.context) === undefined) return []
      const on = routed(spot, outcome.go, 'no_route_holds')
      const changes = [...result, ...on.changes, ...forgetting(outcome.forget)]
      return [way(from, on.to, { cost: 1, changes, move })]
    })

  const connectWays = (from: number, spot: Spot, step: HandoffStep): readonly Way[] => {
    const missed = (is: 'busy' | 'closed', route: string | undefined): readonly Way[] =>
      route === undefined
        ? []
        : [
            way(from, enter(spot.context, route), {
              cost: 1,
              changes: forgetting(step.forget),
              move: { by: 'availability', is },
            }),
          ]
    return [
      way(from, place({ ...spot, at: 'over', how: 'handed_off' }), {
        cost: 1,
        ...wordsOf(step),
        changes: [
          { do: 'pass_promises', passes: step.passes },
          ...(step.fulfils === undefined ? [] : [{ do: 'fulfil', promise: step.fulfils } as const]),
        ],
        move: { by: 'availability', is: 'free' },
      }),
      ...missed('busy', step.unavailable),
      ...missed('closed', step.closed),
    ]
  }

  const leaveWays = (from: number, spot: Spot, outcome: number | undefined): readonly Way[] => {
    const { context, step } = spot
    const more =
      outcome === undefined || step.kind !== 'do' ? [] : (step.outcomes[outcome]?.forget ?? [])
    const made: Way[] = []
    const failed: Guard[] = []
    for (const route of step.next) {
      const guards: readonly Guard[] =
        route.when === undefined ? [...failed] : [...failed, { condition: route.when, is: true }]
      const changes = [...leaving(step), ...forgetting(route.forget), ...forgetting(more)]
      made.push(way(from, enter(context, route.go), { guards, changes }))
      if (route.when === undefined) return made
      failed.push({ condition: route.when, is: false })
    }
    const why = step.next.length === 0 ? 'past_the_last_step' : 'no_route_holds'
    made.push(way(from, place({ at: 'dead', context, step, why }), { guards: failed }))
    return made
  }

  return {
    machine,
    places,
    start,
    effort: { left: EFFORT },
    ways(from) {
      let made = waysOf[from]
      if (made === undefined) {
        made = ways(from)
        waysOf[from] = made
      }
      return made
    },
    tellable(from) {
      let slots = tellableOf.get(from)
      if (slots === undefined) {
        slots = tellableAt(places[from])
        tellableOf.set(from, slots)
      }
      return slots
    },
    between(from, upto) {
      const at = places[from]
      if (at === undefined || (at.at !== 'listen' && at.at !== 'mid'))
        throw new RangeError(`nobody speaks at place ${from}`)
      return place({ at: 'mid', context: at.context, step: at.step, upto })
    },
  }
}

const keyOf = (made: Exclude<Place, { at: 'start' }>, context: number): string =>
  `${context} ${made.step.index} ${made.at} ${detailOf(made)}`

function detailOf(made: Place): string | number {
  switch (made.at) {
    case 'mid':
      return made.upto
    case 'leave':
      return made.outcome ?? ''
    case 'dead':
      return made.why
    case 'over':
      return made.how
    default:
      return ''
  }
}

/** What a journey's start fills in. */
const arrivals = (journey: Journey): readonly Change[] => [
  ...journey.known.map((slot) => ({ do: 'known', slot }) as const),
  ...journey.sometimesKnown.map((slot) => ({ do: 'sometimes_known', slot }) as const),
]

const forgetting = (slots: readonly string[]): readonly Change[] =>
  slots.map((slot) => ({ do: 'forget', slot }) as const)

/** What leaving a step does; an action's outcome and a taken handoff say themselves what they fulfil. */
const leaving = (step: Step): readonly Change[] =>
  step.fulfils === undefined || step.kind === 'do' || step.kind === 'handoff'
    ? forgetting(step.forget)
    : [{ do: 'fulfil', promise: step.fulfils }, ...forgetting(step.forget)]

const wordsOf = (step: Step): { readonly words?: Words } =>
  step.say.length === 0
    ? {}
    : { words: { wording: step.say, ...(step.via === undefined ? {} : { via: step.via }) } }

const isSkippable = (machine: Machine, step: AskStep): boolean =>
  step.skipIfKnown && machine.slots.get(step.slot)?.transient !== true

/** The reprompts that can be said within a number of failures, and how many failures each takes. */
function repromptsSaid(
  list: Wording,
  failures: number,
): readonly { readonly words: Words; readonly times: number }[] {
  const said: { readonly words: Words; readonly times: number }[] = []
  const seen = new Set<string>()
  for (let times = 1; times <= failures && list.length > 0; times += 1)
    for (const text of list) {
      const channels = CHANNELS.filter((channel) => {
        const texts = fitting(list, channel)
        return texts[Math.min(times, texts.length) - 1] === text
      }).filter((channel) => !seen.has(`${channel} ${list.indexOf(text)}`))
      if (channels.length === 0) continue
      for (const channel of channels) seen.add(`${channel} ${list.indexOf(text)}`)
      said.push({ words: { wording: [text], channels }, times })
    }
  return said
}

function fallbackOwner(context: Context): Context | undefined {
  for (let at: Context | undefined = context; at !== undefined; at = at.caller?.context)
    if (at.journey.fallback !== undefined) return at
  return undefined
}

function intentsInForce(
  context: Context,
): readonly { readonly intent: GlobalIntent; readonly owner: Context }[] {
  const found = new Map<string, { readonly intent: GlobalIntent; readonly owner: Context }>()
  for (let at: Context | undefined = context; at !== undefined; at = at.caller?.context)
    for (const intent of at.journey.globalIntents)
      if (!found.has(intent.intent)) found.set(intent.intent, { intent, owner: at })
  return [...found.values()]
}

function tellableAt(place: Place | undefined): ReadonlySet<string> {
  if (place === undefined || (place.at !== 'listen' && place.at !== 'mid')) return new Set()
  const { context, step } = place
  if (step.kind === 'confirm') return new Set(step.slots)
  if (step.kind !== 'ask') return new Set()
  return new Set(volunteerableAt(context.journey, step).map(({ name }) => name))
}
