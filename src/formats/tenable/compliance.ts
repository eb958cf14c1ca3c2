import type { Item } from '../contract.ts'
import { child, type Node, textOf, xmlText } from '../syntax/xml.ts'
import { controlId } from '../values/control-id.ts'
import { linksIn } from '../values/html-text.ts'
import { observe } from '../values/observe.ts'
import type { Host } from './found.ts'

/** Results of an audit file stand in elements of their own beside the plugin that ran it. */
export const isCompliance = (item: Node): boolean => child(item, 'compliance-result') !== undefined

/** One check of an audit: `WARNING` is one that a person has to make, `ERROR` one that could not be made. */
export function* complianceItems(item: Node, host: Host): Generator<Item> {
  const text = (name: string) => textOf(item, `compliance-${name}`)
  const result = text('result')?.toUpperCase() ?? ''
  if (result === 'PASSED') return
  const name = text('check-name') ?? item.attributes.pluginName ?? ''
  const values = [
    text('policy-value') && `Expected: ${text('policy-value')}`,
    text('actual-value') && `Found: ${text('actual-value')}`,
    text('error') && `Error: ${text('error')}`,
  ]
  yield observe({
    kind: 'config',
    rule: text('check-id') ?? text('control-id') ?? name,
    title: name,
    description: [text('info'), ...values].filter(Boolean).join('\n\n') || textOf(item, 'description'),
    severity: result === 'WARNING' ? 'info' : 'unknown',
    toolSeverity: result,
    resource: { address: host.name, type: 'host' },
    controls: controlsIn(text('reference')),
    references: linksIn(text('see-also')),
    remediation: text('solution'),
    seenAt: host.seenAt,
    tags: [
      ...(text('audit-file') ? [text('audit-file') as string] : []),
      ...(result === 'WARNING' ? ['manual-check'] : result === 'ERROR' ? ['check-error'] : []),
    ],
    raw: xmlText(item),
  })
}

/** `800-53|AC-3,CSF|PR.AC-4` */
const controlsIn = (references: string | undefined): string[] =>
  (references ?? '').split(',').flatMap((reference) => {
    const [framework = '', number = ''] = reference.split('|').map((part) => part.trim())
    if (!framework || !number) return []
    return [controlId(/^800-53/.test(framework) ? `NIST-${framework}` : framework, number)]
  })
