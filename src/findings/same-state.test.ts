import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const SRC = new URL('..', import.meta.url).pathname

/** What each UPDATE of findings sets, up to where it says which. */
const SETS = globSync('**/*.ts', { cwd: SRC, exclude: (name) => name.endsWith('.test.ts') }).flatMap((file) =>
  [
    ...readFileSync(SRC + file, 'utf8').matchAll(
      /\bupdate finding (?:(\w) )?\s*set\b(.*?)\b(?:from|where)\b/gs,
    ),
  ].map(([, , set]) => ({ file, set: set as string })),
)

it('finds the statements', () => expect(SETS.length).toBeGreaterThan(12))

it.each(SETS)('$file: its UPDATE of findings names something that `state` is made from', ({ set }) =>
  expect(set).toMatch(/\$\{SAME_STATE\}|\b(present|decision|verdict) = /),
)
