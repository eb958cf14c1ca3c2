import type { z } from 'zod'
import { SUBJECT_TYPES, type Subject } from '../../inventory/estate/ask/condition.ts'
import { DATA_CLASSES, EXPOSURES } from '../../model/application.ts'
import { LINK_KINDS, NODE_KINDS } from '../../model/estate.ts'
import { KINDS } from '../../model/kind.ts'
import { REACHES } from '../../model/reachability.ts'
import { SEVERITIES } from '../../model/severity.ts'
import type { beside, example, exampleFinding, schema } from './definition.ts'
import type { FindingCondition } from './finding-condition.ts'

interface Word {
  doc: string
  values?: readonly string[]
}
type Words<Shape> = Record<keyof Shape & string, Word>

const COMBINATION: Words<z.input<typeof schema>> = {
  combination: { doc: 'Its name: small letters, digits and hyphens.' },
  title: { doc: 'One line that says what is wrong.' },
  severity: { doc: 'How bad it is by itself.', values: SEVERITIES },
  description: { doc: 'Why the parts are worse together.' },
  fix: { doc: 'What to do about it.' },
  chain: { doc: 'The way through the estate: internet -> deployable -> data-store.' },
  on: { doc: 'The step of the chain, from 1, on whose asset the finding stands.' },
  findings: { doc: 'Findings that must be open on steps of the chain.' },
  beside: { doc: 'What must be there besides the way.' },
  tests: { doc: 'Small estates, and where it is found in them.' },
}
const FINDING: Words<FindingCondition> = {
  kind: { doc: 'Any of these kinds.', values: KINDS },
  severity: { doc: 'At least.', values: SEVERITIES },
  exploited: { doc: 'Known to be exploited.', values: ['true'] },
  cwe: { doc: 'Any of these weaknesses: [79, 89].' },
  says: { doc: 'A pattern that its rule or title matches.' },
  reach: { doc: 'How near a running program comes to it, at least.', values: REACHES },
}
const BESIDE: Words<z.input<typeof beside>> = {
  within: { doc: 'Where it must be.', values: ['asset', 'application'] },
  thing: { doc: 'A single step: data-store[exposure == "internet"].' },
  finding: { doc: 'A finding that must be open there.' },
}
const EXAMPLE: Words<z.input<typeof example>> = {
  name: { doc: 'What is tried.' },
  assets: { doc: 'Asset → its kind and application; what no thing names is app.' },
  things: { doc: 'kind:name → what is known of it.' },
  links: { doc: 'Of things: [[internet, exposes, deployable:web]].' },
  findings: { doc: 'The findings that are open there.' },
  hits: { doc: 'The things on which it must be found; [] for none.' },
}
const EXAMPLE_FINDING: Words<z.input<typeof exampleFinding>> = {
  asset: { doc: 'app where it is left out.' },
  kind: { doc: 'What sort of weakness it is.', values: KINDS },
  severity: { doc: 'high where it is left out.', values: SEVERITIES },
  exploited: { doc: 'Known to be exploited.', values: ['true', 'false'] },
  cwes: { doc: 'Numbers of its weaknesses.' },
  rule: { doc: 'The tool’s name for it.' },
  title: { doc: 'One line that says what is wrong.' },
  path: { doc: 'Of its file.' },
  place: { doc: 'Of what is no file: an address, a resource.' },
}
const SUBJECT: Words<Subject> = {
  name: { doc: 'Its name.' },
  kind: { doc: 'What sort of thing it is.', values: NODE_KINDS },
  asset: { doc: 'Name of the asset that it belongs to.' },
  application: { doc: 'Name of the application that it belongs to.' },
  exposure: { doc: 'From where it can be reached.', values: [...EXPOSURES, 'unknown'] },
  authenticated: { doc: 'Authentication is seen.' },
  data: { doc: 'Classes of data that it holds or takes: "pii" in data.', values: DATA_CLASSES },
  leadsTo: { doc: 'Classes of data that it leads to.', values: DATA_CLASSES },
  attributes: { doc: 'What else is known: attributes.public == "true".' },
  findings: { doc: 'Open findings of its asset.' },
  topScore: { doc: 'Highest score of its asset, 0–100.' },
  knownExploited: { doc: 'A finding of its asset is known to be exploited.' },
}

/** Where keys stand, from the outermost inwards, and what they are. */
const KEYS: Record<string, Record<string, Word>> = {
  '': COMBINATION,
  findings: { step: { doc: 'The step of the chain, from 1.' }, ...FINDING },
  beside: BESIDE,
  'beside.finding': FINDING,
  tests: EXAMPLE,
  'tests.findings': EXAMPLE_FINDING,
}

/** Everything that an editor can complete in a combination. */
export const combinationVocabulary = () => ({
  keys: Object.entries(KEYS).flatMap(([within, words]) =>
    Object.entries(words).map(([name, { doc, values = [] }]) => ({ within, name, doc, values: [...values] })),
  ),
  things: [...NODE_KINDS],
  links: [...LINK_KINDS],
  facts: Object.entries(SUBJECT).map(([name, { doc, values = [] }]) => ({
    name,
    type: SUBJECT_TYPES[name as keyof Subject],
    doc,
    values: [...values],
  })),
})
