// Small random projects that use every construct of the format, from a seed.

/** mulberry32: a generator of numbers from 0 to 1, the same for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

type Yaml = Record<string, unknown>

/** Paths to YAML texts (written as JSON, which YAML contains). */
export function randomProject(seed: number): Readonly<Record<string, string>> {
  const random = randomFrom(seed)
  const below = (n: number) => Math.floor(random() * n)
  const chance = (p: number) => random() < p
  const pick = <T>(items: readonly T[]): T => items[below(items.length)] as T
  const some = <T>(items: readonly T[], p: number) => items.filter(() => chance(p))

  const KINDS: readonly (readonly [string, Yaml])[] = [
    ['pick', { type: 'choice', values: { a: ['aa'], b: ['bb'] } }],
    ['flag', { type: 'yes_no' }],
    ['code', { type: 'digits', length: 4 }],
    ['size', { type: 'number' }],
    ['word', { type: 'text' }],
    ['more', { type: 'yes_no', transient: true }],
  ]
  const kinds = KINDS.filter(() => chance(0.45)).slice(0, 3)
  if (kinds.length === 0) kinds.push(pick(KINDS))
  const slots = Object.fromEntries(kinds)
  const names = Object.keys(slots)
  const channels = chance(0.25) ? ['chat', 'voice'] : ['chat']
  const count = chance(0.55) ? 1 : chance(0.6) ? 2 : 3
  const ids = ['main', 'other', 'third'].slice(0, count)

  const test = (slot: string): unknown => {
    if (chance(0.3)) return { known: chance(0.5) }
    const kind = slots[slot] as Yaml
    switch (kind.type) {
      case 'choice':
        return pick<unknown>(['a', 'b', { not: 'a' }, ['a', 'b']])
      case 'yes_no':
        return pick<unknown>([true, false, { not: true }])
      case 'number':
        return pick<unknown>([{ over: 5 }, { at_most: 5 }, 5, { at_least: 2, under: 7 }])
      case 'digits':
        return pick<unknown>(['0000', { not: '0000' }])
      default:
        return pick<unknown>(['x', { not: ['x', 'y'] }])
    }
  }
  const group = () => {
    const tested = some(names, 0.5)
    const made = Object.fromEntries(
      (tested.length ? tested : [pick(names)]).map((s) => [s, test(s)]),
    )
    return channels.length > 1 && chance(0.1) ? { ...made, channel: 'voice' } : made
  }
  const condition = () => (chance(0.2) ? [group(), group()] : group())

  const text = () => {
    const slot = pick(names)
    if (chance(0.35)) return `Say {${slot}}.`
    if (chance(0.1)) return `Say {${slot}|nothing}.`
    return 'Words.'
  }
  const wording = (): unknown => {
    if (channels.length > 1 && chance(0.25))
      return [
        { text: text(), channels: ['chat'] },
        { text: text(), channels: ['voice'] },
      ]
    return text()
  }

  const journey = (id: string, index: number): string => {
    const length = 2 + below([5, 4, 3][count - 1] ?? 3)
    const steps = Array.from({ length }, (_, n) => `s${n}`)
    const target = () => pick(steps)
    const next = (): Yaml => {
      if (chance(0.35)) return {}
      if (chance(0.5)) return { next: target() }
      const routes: Yaml[] = Array.from({ length: 1 + below(2) }, () => ({
        if: condition(),
        go: target(),
        ...(chance(0.2) ? { forget: [pick(names)] } : {}),
      }))
      if (chance(0.75)) routes.push({ go: target() })
      return { next: routes }
    }
    const maybe = (key: string, p: number, value: () => unknown): Yaml =>
      chance(p) ? { [key]: value() } : {}
    const tries = (): Yaml => ({
      ...maybe('max_tries', 0.5, () => 1 + below(2)),
      ...maybe('no_match', 0.35, target),
      ...maybe('no_input', 0.2, target),
      ...maybe('reprompts', 0.3, () =>
        chance(0.5) ? [text()] : { no_match: [text()], ...maybe('no_input', 0.5, () => [text()]) },
      ),
    })
    const passes = (): unknown => (chance(0.4) ? 'all' : some([...names, 'p1'], 0.5))
    const work = (): Yaml => {
      const kind = pick([
        'say',
        'say',
        'ask',
        'ask',
        'ask',
        'ask',
        'confirm',
        'do',
        'do',
        'promise',
        'handoff',
        'end',
        index + 1 < count ? 'subjourney' : 'ask',
        count > 1 ? 'continue_in' : 'ask',
      ])
      switch (kind) {
        case 'say':
          return { say: wording(), ...next() }
        case 'ask':
          return {
            ask: pick(names),
            say: wording(),
            ...next(),
            ...tries(),
            ...maybe('unable', 0.2, target),
            ...maybe('skip_if_known', 0.35, () => true),
            ...maybe('verifies', 0.1, () => true),
          }
        case 'confirm':
          return {
            confirm: [...new Set([pick(names), pick(names)])],
            say: wording(),
            ...next(),
            ...tries(),
            ...maybe('denied', 0.5, target),
          }
        case 'do':
          return {
            do: 'act',
            ...maybe('say', 0.3, wording),
            ...maybe('uses', 0.4, () => [pick(names)]),
            ...maybe('learns', 0.4, () => [pick(names)]),
            ...maybe('fulfils', 0.2, () => 'p1'),
            ...next(),
            ...maybe('outcomes', 0.6, () => ({
              ...maybe('succeeded', 0.4, target),
              ...maybe('failed', 0.5, target),
              ...maybe('refused', 0.5, () =>
                chance(0.5)
                  ? target()
                  : {
                      ...maybe('go', 0.6, target),
                      ...maybe('learns', 0.4, () => [pick(names)]),
                      ...maybe('fulfils', 0.3, () => 'p1'),
                      ...maybe('forget', 0.4, () => [pick(names)]),
                    },
              ),
              other: target(),
            })),
          }
        case 'promise':
          return { promise: chance(0.8) ? 'p1' : 'p2', say: wording(), ...next() }
        case 'handoff':
          return {
            handoff: 'team',
            say: wording(),
            ...maybe('passes', 0.6, passes),
            ...maybe('unavailable', 0.6, target),
            ...maybe('closed', 0.2, target),
            ...maybe('fulfils', 0.1, () => 'p1'),
          }
        case 'subjourney':
          return {
            // Only later ones: a journey that comes back to itself is an error.
            subjourney: pick(ids.slice(index + 1)),
            ...next(),
            ...maybe('outcomes', 0.5, () => ({
              resolved: target(),
              ...maybe('unresolved', 0.5, target),
            })),
          }
        case 'continue_in':
          return {
            continue_in: pick(ids),
            ...maybe('passes', 0.6, () => some(names, 0.6)),
            ...maybe('channel', 0.2, () => pick(channels)),
          }
        default:
          return { end: chance(0.6) ? 'resolved' : 'unresolved', ...maybe('say', 0.4, wording) }
      }
    }
    const body = steps.map((step) => ({
      id: step,
      ...work(),
      ...maybe('forget', 0.12, () => [pick(names)]),
    }))
    const declared = Object.fromEntries(Object.entries(slots).filter(() => chance(0.85)))
    const document = {
      journey: id,
      title: id,
      channels,
      ...maybe('coverage', 0.4, () => 'core'),
      ...(index > 0 ? maybe('entry', 0.3, () => true) : { entry: true }),
      ...maybe('known', 0.4, () => some(names, 0.5)),
      ...maybe('sometimes_known', 0.3, () => [pick(names)]),
      ...maybe('fallback', 0.4, target),
      ...maybe('skip_if_known', 0.1, () => true),
      slots: index === 0 ? slots : declared,
      ...maybe('global_intents', 0.45, () => [
        {
          intent: `call_${id}`,
          examples: ['call'],
          ...maybe('say', 0.5, text),
          ...maybe('next', 0.6, target),
        },
        // The same name in several journeys: the nearest counts.
        ...(chance(0.4)
          ? [{ intent: 'leave', examples: ['leave'], ...maybe('next', 0.7, target) }]
          : []),
      ]),
      steps: body,
    }
    return JSON.stringify(document, null, 1)
  }

  const files = Object.fromEntries(
    ids.map((id, index) => [`journeys/${id}.yaml`, journey(id, index)]),
  )
  // The promises that the steps name exist somewhere, with an owner or without.
  files['journeys/promises.yaml'] = JSON.stringify({
    journey: 'promises',
    title: 'promises',
    channels: ['chat'],
    entry: false,
    steps: [
      { id: 'p1', promise: 'p1', ...(chance(0.15) ? { owner: 'somebody' } : {}) },
      { id: 'p2', promise: 'p2', ...(chance(0.3) ? { owner: 'somebody' } : {}) },
      { id: 'bye', end: 'resolved' },
    ],
  })
  return files
}
