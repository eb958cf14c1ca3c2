import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { firstCharacter } from '../syntax/first-character.ts'
import { fits } from '../values/read-schema.ts'
import { readCkl } from './ckl.ts'
import { cklb, readCklb } from './cklb.ts'

export const stigChecklist = {
  id: 'stig-checklist',
  name: 'STIG Viewer checklist',
  link: 'https://public.cyber.mil/stigs/srg-stig-tools/',
  extensions: ['.ckl', '.cklb'],
  kinds: ['config'],
  howTo: 'STIG Viewer → Checklist → Save as CKL (or CKLB)',
  detect,
  read,
} satisfies Format

function detect({ root, head, outline }: Sample): number {
  if (root) return root.name === 'CHECKLIST' && /<(?:ASSET|STIGS|iSTIG)\b/.test(head) ? 1 : 0
  return fits(cklb, outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield* (await firstCharacter(input)) === '<' ? readCkl(input, context) : readCklb(input, context)
}
