import { expect } from 'vitest'
import type { VersionScheme } from './scheme.ts'

/**
 * For tests: holds a scheme against a table of published facts.
 * @param table A line is a chain, `1.0~rc1 < 1.0 = 1.00 < 1.1`; every two of a chain that goes one way are compared, both ways round.
 */
export function expectOrder(scheme: VersionScheme, table: string): void {
  const wrong: string[] = []
  for (const line of table.split('\n').filter((text) => text.trim())) {
    for (const { a, relation, b } of comparisonsOf(line.trim().split(/\s+/))) {
      const found = relationOf(scheme, a, b)
      const turned = relationOf(scheme, b, a)
      if (found !== relation || turned !== TURNED[relation])
        wrong.push(`${a} ${relation} ${b}, found ${found}`)
    }
  }
  expect(wrong).toEqual([])
}

/** For tests: texts that are no versions in this scheme. */
export function expectRefused(scheme: VersionScheme, texts: string[]): void {
  expect(texts.filter((text) => scheme.parse(text) !== undefined)).toEqual([])
}

const TURNED: Record<string, string> = { '<': '>', '=': '=', '>': '<' }

function relationOf(scheme: VersionScheme, a: string, b: string): string {
  const left = scheme.parse(a)
  const right = scheme.parse(b)
  if (left === undefined || right === undefined) return 'unreadable'
  const order = scheme.compare(left, right)
  return order < 0 ? '<' : order > 0 ? '>' : '='
}

function comparisonsOf(chain: string[]): { a: string; relation: string; b: string }[] {
  const comparisons = []
  for (let i = 0; i < chain.length; i += 2) {
    let relation = '='
    for (let j = i + 2; j < chain.length; j += 2) {
      const step = chain[j - 1] ?? ''
      if (relation !== '=' && step !== '=' && step !== relation) break
      if (relation === '=') relation = step
      comparisons.push({ a: chain[i] ?? '', relation, b: chain[j] ?? '' })
    }
  }
  return comparisons
}
