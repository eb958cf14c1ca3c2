import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { firstCharacter } from '../syntax/first-character.ts'
import { fits } from '../values/read-schema.ts'
import { readJson } from './json-report.ts'
import { readText } from './text-report.ts'

export const aide = {
  id: 'aide',
  name: 'AIDE',
  link: 'https://aide.github.io/doc/',
  extensions: ['.txt', '.log', '.json'],
  kinds: ['runtime'],
  howTo: 'aide --check > aide.txt',
  detect,
  read,
} satisfies Format

const known = z.object({ aide_version: z.string(), outline: z.string() })

function detect({ head, outline }: Sample): number {
  if (outline !== undefined) return fits(known, outline) ? 1 : 0
  return /^AIDE (?:[\d.]+ )?found (?:NO )?differences between database and filesystem/m.test(head) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield* (await firstCharacter(input)) === '{' ? readJson(input, context) : readText(input, context)
}
