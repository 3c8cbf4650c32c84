// Chance: repeatable, and fair enough.
import { expect, it } from 'vitest'
import { chance, draw } from '../../src/roleplay/chance.ts'

it('gives the same answer to the same question', () => {
  expect(chance(7, 'refund')).toBe(chance(7, 'refund'))
  expect(chance(7, 'refund')).not.toBe(chance(8, 'refund'))
  expect(chance(7, 'refund')).not.toBe(chance(7, 'callback'))
})

it('draws by weight', () => {
  const drawn = Array.from({ length: 4000 }, (_, seed) =>
    draw(seed, 'q', [
      ['often', 3],
      ['seldom', 1],
    ]),
  )
  const often = drawn.filter((name) => name === 'often').length
  expect(often).toBeGreaterThan(2800)
  expect(often).toBeLessThan(3200)
  expect(draw(1, 'q', [])).toBeUndefined()
})
