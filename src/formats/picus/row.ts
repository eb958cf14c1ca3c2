import { severityOfWord } from '../../model/severity.ts'
import type { Item } from '../contract.ts'
import { loss } from '../problem.ts'
import type { Row } from '../syntax/csv.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { controlId } from '../values/control-id.ts'
import { cwesOf } from '../values/cwe.ts'
import { observe } from '../values/observe.ts'
import { dateOrderOf, timeInOrder } from '../values/slash-date.ts'

/** An attack that was played through. What was blocked is a control that works, and no finding. */
export function* itemsOf({ row, text: raw, where }: Row): Generator<Item> {
  const cell = (name: string) => row[name]?.trim() || undefined
  const action = cell('actionName')
  const rule = cell('actionId') ?? action
  if (!rule) {
    yield loss(where, 'left out, because of actionId: missing')
    return
  }
  const prevented = cell('actionPreventionResult') ?? cell('threatPreventionResult')
  if (prevented && /^blocked$/i.test(prevented)) return
  const date = cell('attackEndedTimeUTC') ?? cell('attackStartedTimeUTC')
  yield observe({
    kind: 'runtime',
    rule,
    title: action ?? cell('threatName') ?? rule,
    description: describe(cell),
    severity: severityOfWord(cell('threatSeverity')),
    toolSeverity: cell('threatSeverity'),
    cwes: cwesOf(cell('cwe')?.split(/[,;\s]+/)),
    advisories: advisoryIdsIn(cell('cve')),
    // The same action is played in several threats.
    fingerprints: { picus: [cell('threatId'), rule].filter(Boolean).join(':') },
    controls: (cell('nistCapabilities') ?? '')
      .split(/[,;]\s*/)
      .filter(Boolean)
      .map((number) => controlId('NIST-800-53', number)),
    references: [
      'actionPayloadOutputTabLink',
      'actionLogsTabLink',
      'genericMitigationsTabLink',
      'detectionContentTabLink',
    ]
      .flatMap((name) => cell(name)?.replaceAll('[.]', '.') ?? [])
      .filter((link, index, links) => links.indexOf(link) === index),
    remediation: signatureOf(cell),
    seenAt: timeInOrder(date, dateOrderOf(date)),
    tags: [
      ...[
        'actionMitreTactic',
        'actionMitreTechnique',
        'actionMitreSubtechnique',
        'attackModules',
        'attackCategory',
        'affectedOs',
      ],
    ].flatMap((name) => cell(name) ?? []),
    raw,
  })
}

type Cell = (name: string) => string | undefined

function describe(cell: Cell): string | undefined {
  const said: [string, string][] = [
    ['Threat', 'threatName'],
    ['Prevention', 'threatPreventionResult'],
    ['Prevention of the action', 'actionPreventionResult'],
    ['Logged', 'threatDetectionLogResult'],
    ['Alerted', 'threatDetectionAlertResult'],
    ['Platforms', 'affectedPlatforms'],
    ['Products', 'affectedProducts'],
    ['Privileged', 'isPrivileged'],
    ['User', 'attackerUser'],
    ['File', 'actionFileName'],
    ['SHA-256', 'actionSha256'],
    ['Location', 'location'],
    ['Output', 'output'],
  ]
  const lines = said.flatMap(([label, name]) => (cell(name) ? [`${label}: ${cell(name)}`] : []))
  return [cell('actionDescription'), lines.join('\n')].filter(Boolean).join('\n\n') || undefined
}

/** The signature of a product that would have blocked it. */
function signatureOf(cell: Cell): string | undefined {
  const id = cell('signatureId')
  const name = cell('signatureName')
  if (!id && !name) return undefined
  const product = [cell('vendorName'), cell('platform'), cell('productVersion')].filter(Boolean).join(' ')
  return `${product ? `${product}: ` : ''}signature ${[id, name && `(${name})`].filter(Boolean).join(' ')}`
}
