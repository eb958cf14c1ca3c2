import type { Input, Item, ReadContext } from '../contract.ts'
import { child, childrenOf, eachNode, type Node, type NodeSlice, textOf, xmlText } from '../syntax/xml.ts'
import { xmlRoot } from '../syntax/xml-root.ts'
import { shaped } from '../values/lenient.ts'
import { entrySchema, type Flaw, observationOf, type Run } from './entry.ts'
import { opening } from './opening.ts'

const INFO = '/report/report_infos/info'
const GENERATOR = '/report/generatedBy/@'

/** Version 2 named its lists otherwise, and had the address in each entry. */
const LISTS = new Map([
  ['/report/vulnerabilities/vulnerability', 'vulnerabilities'],
  ['/report/anomalies/anomaly', 'anomalies'],
  ['/report/additionals/additional', 'additionals'],
  ['/report/vulnerabilityTypeList/vulnerabilityType', 'vulnerabilities'],
  ['/report/bugTypeList/bugType', 'vulnerabilities'],
  ['/report/anomalyTypeList/anomalyType', 'anomalies'],
])

export async function* readXml(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await xmlRoot(input, context, { name: 'Wapiti XML', roots: ['report'] })
  const infos = new Map<string, string | undefined>()
  for await (const slice of eachNode(input, context, [INFO, GENERATOR])) {
    if (slice.type === 'problem') continue
    if (slice.path === GENERATOR) infos.set('generatorVersion', slice.node.attributes.id)
    else infos.set(slice.node.attributes.name ?? '', textOf(slice.node))
  }
  const run = { target: infos.get('target'), version: infos.get('generatorVersion') }
  yield* opening({ ...run, date: infos.get('dateOfScan') })
  for await (const slice of eachNode(input, context, [...LISTS.keys()]))
    yield* slice.type === 'problem' ? [slice] : entriesIn(slice, run)
}

function* entriesIn({ node, path, where }: NodeSlice, run: Run): Generator<Item> {
  const references = childrenOf(child(node, 'references'), 'reference')
  const flaw: Flaw = {
    name: node.attributes.name?.trim() || 'Unnamed',
    list: LISTS.get(path) ?? '',
    description: textOf(node, 'description'),
    solution: textOf(node, 'solution'),
    references: references.map(
      (reference) => `${textOf(reference, 'title') ?? ''} ${textOf(reference, 'url') ?? ''}`,
    ),
    wstg: [...new Set(references.flatMap((reference) => codesIn(child(reference, 'wstg'))))],
  }
  const list = node.children.find(
    ({ name }) => name === 'entries' || /^(?:vulnerability|bug|anomaly)List$/.test(name),
  )
  for (const [index, entry] of (list?.children ?? []).entries()) {
    const place = `${where}/${list?.name}[1]/${entry.name}[${index + 1}]`
    const result = shaped(entrySchema, { where: place, value: entryIn(entry) })
    if (result.type === 'problem') yield result
    else
      yield observationOf(
        result.value,
        flaw,
        run,
        xmlText({ ...node, children: list ? [{ ...list, children: [entry] }] : [] }),
      )
  }
}

const codesIn = (wstg: Node | undefined): string[] =>
  childrenOf(wstg, 'code').flatMap((code) => textOf(code) ?? [])

function entryIn(entry: Node): unknown {
  const texts = Object.fromEntries(entry.children.map((item) => [item.name, textOf(item)]))
  const response = child(child(entry, 'detail'), 'response')
  const headers = childrenOf(child(response, 'headers'), 'header').map((header) => [
    header.attributes.name,
    header.text,
  ])
  return {
    ...texts,
    level: texts.level ?? entry.attributes.level,
    parameter: texts.parameter ?? texts.parameters,
    wstg: codesIn(child(entry, 'wstg')),
    detail: {
      response: { status_code: textOf(response, 'status_code'), body: textOf(response, 'body'), headers },
    },
  }
}
