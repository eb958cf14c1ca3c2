import type { Input, Item, ReadContext } from '../contract.ts'
import { problem } from '../problem.ts'
import { eachNode, type Node, textOf, xmlText } from '../syntax/xml.ts'
import { xmlRoot } from '../syntax/xml-root.ts'
import { shaped } from '../values/lenient.ts'
import { isoTime } from '../values/time.ts'
import { observationOf, suppressedObservation, violationSchema } from './observation.ts'

const FILE = '/pmd/file/@'
const VIOLATION = '/pmd/file/violation'
const SUPPRESSED = '/pmd/suppressedviolation'
const ERRORS = ['/pmd/error', '/pmd/configerror']

export async function* readXml(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { attributes } = await xmlRoot(input, context, { name: 'PMD XML', roots: ['pmd'] })
  const producedAt = isoTime(attributes.timestamp)
  yield {
    type: 'header',
    // PHPMD says its name, and no version but where it was built with one.
    tool: attributes.tool === 'phpmd' ? 'PHPMD' : 'PMD',
    ...(/^\d/.test(attributes.version ?? '') && { toolVersion: attributes.version }),
    ...(producedAt && { producedAt }),
  }
  let file: string | undefined
  for await (const slice of eachNode(input, context, [FILE, VIOLATION, SUPPRESSED, ...ERRORS])) {
    if (slice.type === 'problem') yield slice
    else if (slice.path === FILE) file = slice.node.attributes.name
    else if (slice.path === VIOLATION) yield violationItem(slice.node, file, slice.where)
    else if (slice.path === SUPPRESSED) yield suppressedItem(slice.node)
    else yield problem(slice.where, 'PMD met an error in a file or rule: there may be more')
  }
}

function violationItem(node: Node, file: string | undefined, where: string): Item {
  const violation = shaped(violationSchema, {
    where,
    value: { ...node.attributes, description: textOf(node) },
  })
  return violation.type === 'problem' ? violation : observationOf(violation.value, file, xmlText(node))
}

function suppressedItem(node: Node): Item {
  const { filename, suppressiontype, msg, usermsg } = node.attributes
  return suppressedObservation(
    { file: filename, suppressiontype, msg, usermsg: usermsg || undefined },
    xmlText(node),
  )
}
