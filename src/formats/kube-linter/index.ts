import { z } from 'zod'
import type { CodeLocation, Observation, Resource } from '../../model/observation.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { kubernetesAddress } from '../values/kubernetes-address.ts'
import { listOf, needed, part, shaped, text } from '../values/lenient.ts'
import { observe, withoutGaps } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { fits } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'

const REPORTS = '/Reports/*'

export const kubeLinter = {
  id: 'kube-linter',
  name: 'KubeLinter',
  link: 'https://docs.kubelinter.io/#/using-kubelinter',
  extensions: ['.json'],
  kinds: ['config'],
  howTo: 'kube-linter lint --format json . > kube-linter.json',
  detect,
  read,
} satisfies Format

const frameSchema = z.object({
  Checks: listOf(z.object({ name: z.string(), description: text })),
  Reports: z.array(z.unknown()).nullable(),
  Summary: part(z.object({ ChecksStatus: text, CheckEndTime: text, KubeLinterVersion: text })),
})

const known = z.object({ Checks: z.unknown(), Summary: z.object({ KubeLinterVersion: z.string() }) })
const reports = z.object({
  Reports: z.tuple(
    [z.object({ Check: z.string(), Diagnostic: z.object({}), Object: z.object({}) })],
    z.unknown(),
  ),
})

function detect({ outline }: Sample): number {
  return fits(known, outline) || fits(reports, outline) ? 1 : 0
}

const reportSchema = z.object({
  Check: needed,
  Diagnostic: part(z.object({ Message: text })),
  Remediation: text,
  Object: part(
    z.object({
      Metadata: part(z.object({ FilePath: text })),
      K8sObject: part(
        z.object({
          Namespace: text,
          Name: text,
          GroupVersionKind: part(z.object({ Group: text, Version: text, Kind: text })),
        }),
      ),
    }),
  ),
})

type Report = z.output<typeof reportSchema>

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { Checks, Summary } = await jsonFrame(input, context, {
    name: "KubeLinter's JSON",
    omit: [REPORTS],
    schema: frameSchema,
  })
  yield withoutGaps({
    type: 'header' as const,
    tool: 'KubeLinter',
    toolVersion: Summary?.KubeLinterVersion,
    producedAt: isoTime(Summary?.CheckEndTime),
  })
  const descriptions = new Map(Checks.map(({ name, description }) => [name, description]))
  for await (const element of eachElement(input, context, [REPORTS])) {
    const report = element.type === 'problem' ? element : shaped(reportSchema, element)
    if (report.type === 'problem' || element.type === 'problem') {
      if (report.type === 'problem') yield report
    } else yield observationOf(report.value, descriptions.get(report.value.Check), element)
  }
}

/** The message names the container; the check's own words are its title. KubeLinter rates none. */
function observationOf(report: Report, about: string | undefined, element: Element): Observation {
  const message = report.Diagnostic?.Message
  return observe({
    kind: 'config',
    rule: report.Check,
    title: report.Check.replaceAll('-', ' '),
    description: [message, about].filter(Boolean).join('\n\n') || undefined,
    severity: 'unknown',
    location: locationOf(report),
    resource: resourceOf(report),
    remediation: report.Remediation,
    raw: element.text,
  })
}

function locationOf({ Object: of }: Report): CodeLocation | undefined {
  const path = relativePath(of?.Metadata?.FilePath ?? '')
  return path === '' ? undefined : { path }
}

function resourceOf({ Object: of }: Report): Resource | undefined {
  const { Namespace: namespace, Name: name, GroupVersionKind } = of?.K8sObject ?? {}
  const kind = GroupVersionKind?.Kind
  const address = kubernetesAddress({ kind, namespace, name })
  return address === undefined ? undefined : ({ address, type: kind, provider: 'kubernetes' } as Resource)
}
