import { z } from 'zod'
import type { CodeLocation, Observation, Resource } from '../../model/observation.ts'
import type { Severity } from '../../model/severity.ts'
import type { Format, Input, Item, Problem, ReadContext, Sample } from '../contract.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { asList } from '../values/fields.ts'
import { kubernetesAddress } from '../values/kubernetes-address.ts'
import { anything, flag, listOf, needed, number, part, position, shaped, text } from '../values/lenient.ts'
import { linksOf } from '../values/links.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { fits } from '../values/read-schema.ts'

const OBJECTS = '/*'

export const kubeScore = {
  id: 'kube-score',
  name: 'kube-score',
  link: 'https://github.com/zegl/kube-score',
  extensions: ['.json'],
  kinds: ['config'],
  howTo: 'kube-score score --output-format json *.yaml > kube-score.json',
  detect,
  read,
} satisfies Format

const known = z.tuple(
  [z.object({ object_name: z.string(), type_meta: z.object({}), checks: z.array(z.unknown()).nullable() })],
  z.unknown(),
)

function detect({ outline }: Sample): number {
  return fits(known, outline) ? 1 : 0
}

const objectSchema = z.object({
  object_name: z.string(),
  type_meta: part(z.object({ kind: text, apiVersion: text })),
  object_meta: part(z.object({ name: text, namespace: text })),
  file_name: text,
  file_row: position,
  checks: anything,
})

const checkSchema = z.object({
  check: z.object({ id: needed, name: text, comment: text, target_type: text, optional: flag }),
  grade: number,
  skipped: flag,
  comments: listOf(z.object({ path: text, summary: text, description: text, documentation_url: text })),
})

type Scored = z.output<typeof objectSchema>
type Check = z.output<typeof checkSchema>

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await jsonFrame(input, context, {
    name: "kube-score's JSON",
    omit: [OBJECTS],
    schema: z.array(z.unknown()),
  })
  yield { type: 'header', tool: 'kube-score' }
  for await (const element of eachElement(input, context, [OBJECTS])) {
    const object = element.type === 'problem' ? element : shaped(objectSchema, element)
    if (object.type === 'problem' || element.type === 'problem') {
      if (object.type === 'problem') yield object
    } else yield* observationsOf(object.value, element)
  }
}

/** Grades are 10 for what is right, 7 for almost, 5 for a warning, 1 for critical. */
const severityOf = (grade: number): Severity => (grade <= 1 ? 'critical' : grade <= 5 ? 'medium' : 'info')

const RIGHT = 10

function* observationsOf(object: Scored, element: Element): Generator<Observation | Problem> {
  const { checks: _, ...about } = element.value as Record<string, unknown>
  for (const [index, value] of asList(object.checks).entries()) {
    const check = shaped(checkSchema, { where: `${element.where}/checks/${index}`, value })
    if (check.type === 'problem') yield check
    else if (!check.value.skipped && (check.value.grade ?? 0) < RIGHT)
      yield observationOf(object, check.value, JSON.stringify({ ...about, checks: [value] }))
  }
}

function observationOf(object: Scored, { check, grade, comments }: Check, raw: string): Observation {
  const words = comments.map(({ path, summary, description }) =>
    [path && `${path}:`, summary, description && `(${description})`].filter(Boolean).join(' '),
  )
  return observe({
    kind: 'config',
    rule: check.id,
    title: check.name ?? check.id,
    description: [check.comment, ...words].filter(Boolean).join('\n') || undefined,
    severity: grade === undefined ? 'unknown' : severityOf(grade),
    toolSeverity: grade?.toString(),
    location: locationOf(object),
    resource: resourceOf(object),
    references: linksOf(comments.map(({ documentation_url }) => documentation_url)),
    tags: check.optional ? ['optional'] : [],
    raw,
  })
}

function locationOf({ file_name, file_row: line }: Scored): CodeLocation | undefined {
  const path = relativePath(file_name === 'STDIN' ? '' : (file_name ?? ''))
  return path === '' ? undefined : { path, ...(line && { line }) }
}

/** `api/shop apps/v1/Deployment` is what an object without its metadata has. */
function resourceOf(object: Scored): Resource | undefined {
  const type = object.type_meta?.kind
  const address = kubernetesAddress({
    kind: type,
    namespace: object.object_meta?.namespace,
    name: object.object_meta?.name ?? (object.object_name.split(/[/ ]/)[0] || undefined),
  })
  return address === undefined ? undefined : ({ address, type, provider: 'kubernetes' } as Resource)
}
