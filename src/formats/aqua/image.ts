import { z } from 'zod'
import type { Item } from '../contract.ts'
import { imageClaim, imageReference } from '../values/image-reference.ts'
import { flag, label, listOf, needed, number, part, text, texts } from '../values/lenient.ts'
import { observe, withoutGaps } from '../values/observe.ts'
import { isoTime } from '../values/time.ts'

const checkSchema = z.object({ failed: flag, policy_id: label, policy_name: text, control: text })

export const scanSchema = z.object({
  image: needed,
  registry: text,
  digest: text,
  os: text,
  version: label,
  scan_started: part(z.object({ seconds: number })),
  image_assurance_results: part(
    z.object({
      checks_performed: listOf(checkSchema),
      policy_failures: listOf(z.object({ policy_id: label, policy_name: text, controls: texts })),
    }),
  ),
})

export type Scan = z.output<typeof scanSchema>

export function* openImage(scan: Partial<Scan> & { image: string }): Generator<Item> {
  yield withoutGaps({
    type: 'header' as const,
    tool: 'Aqua',
    target: imageReference(scan.image).name,
    producedAt: isoTime(scan.scan_started?.seconds),
  })
  const digest = scan.digest && (scan.digest.includes(':') ? scan.digest : `sha256:${scan.digest}`)
  yield imageClaim(scan.image, {
    digest: imageReference(scan.image).digest ?? digest,
    registry: scan.registry,
    os: scan.os && [scan.os, scan.version].filter(Boolean).join(' '),
  })
}

/** Controls of a policy that the image failed. Those that it passed are in the list, too. */
export function* assuranceItems(
  { image, image_assurance_results: results }: Scan,
  place: string,
): Generator<Item> {
  const failed = (results?.checks_performed ?? []).filter((check) => check.failed && check.control)
  const known = new Set(failed.map(({ policy_id, control }) => `${policy_id} ${control}`))
  const others = (results?.policy_failures ?? []).flatMap(({ controls, ...policy }) =>
    controls
      .map((control) => ({ ...policy, control }))
      .filter((one) => !known.has(`${one.policy_id} ${one.control}`)),
  )
  for (const { control = '', policy_id, policy_name } of [...failed, ...others])
    yield observe({
      kind: 'config',
      rule: control,
      title: `Image assurance: ${control} failed${policy_name ? ` (${policy_name})` : ''}`,
      severity: 'unknown',
      resource: { address: imageReference(image).name, type: 'container-image' },
      tags: [...(policy_name ? [`policy:${policy_name}`] : [])],
      raw: JSON.stringify({ control, policy_id, policy_name, where: `${place}/image_assurance_results` }),
    })
}
