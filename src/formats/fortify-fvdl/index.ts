import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachNode, textOf } from '../syntax/xml.ts'
import { xmlRoot } from '../syntax/xml-root.ts'
import { auditsOf } from './audits.ts'
import { observationOf } from './observation.ts'
import { surroundings } from './surroundings.ts'

const VULNERABILITY = '/FVDL/Vulnerabilities/Vulnerability'

export const fortifyFvdl = {
  id: 'fortify-fvdl',
  name: 'Fortify FPR and FVDL',
  link: 'https://www.microfocus.com/documentation/fortify-static-code-analyzer-and-tools/',
  extensions: ['.fpr', '.fvdl'],
  kinds: ['code'],
  howTo: 'sourceanalyzer -b shop -scan -f shop.fpr',
  detect,
  read,
} satisfies Format

function detect({ root }: Sample): number {
  return root?.name === 'FVDL' ? 1 : 0
}

/**
 * Two passes: what is said once for many vulnerabilities (descriptions, rules, steps, lines of code) stands behind them. What auditors
 * have said is in another file of the project.
 */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await xmlRoot(input, context, { name: 'Fortify FVDL', roots: ['FVDL'] })
  const around = await surroundings(input, context)
  const audits = await auditsOf(await input.beside?.('audit.xml'), context)
  yield around.header
  yield* audits.problems
  for await (const slice of eachNode(input, context, [VULNERABILITY]))
    if (slice.type === 'problem') yield slice
    else
      yield slice.node.children.some((part) => part.name === 'ClassInfo' && textOf(part, 'Type'))
        ? observationOf(slice.node, around, audits.byInstance)
        : loss(slice.where, 'this vulnerability has no type and is left out')
}
