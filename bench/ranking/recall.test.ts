import { expect, it } from 'vitest'
import { measure } from './recall.ts'

const all = (size: number) => new Uint8Array(size).fill(1)
const asked = { efforts: [0.1, 0.2, 0.5], coverages: [0.5, 1] }

it('counts what the top holds, and the effort that a coverage takes', () => {
  const scores = Float64Array.from({ length: 100 }, (_, place) => 100 - place)
  const found = measure({ name: 'x', scores }, [0, 9, 15, 60], all(100), asked)
  expect(found.recall).toEqual([0.5, 0.75, 0.75])
  expect(found.effort.map((share) => Math.ceil(100 * share))).toEqual([10, 61])
})

it('gives ties the share that chance would', () => {
  const scores = new Float64Array(100).fill(1)
  expect(measure({ name: 'x', scores }, [3, 50], all(100), asked).recall).toEqual([0.1, 0.2, 0.5])
})

it('leaves out what does not count', () => {
  const scores = Float64Array.from({ length: 100 }, (_, place) => 100 - place)
  const inside = all(100)
  inside.fill(0, 0, 50)
  expect(measure({ name: 'x', scores }, [54], inside, asked).recall).toEqual([1, 1, 1])
})
