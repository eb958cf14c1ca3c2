import { z } from 'zod'
import type { Item } from '../contract.ts'
import { imageClaim, imageReference } from '../values/image-reference.ts'
import { anything, label, part, text, texts } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { readBy } from '../values/read-schema.ts'

const imageSchema = z.object({
  userInput: text,
  imageID: text,
  manifestDigest: text,
  tags: texts,
  architecture: text,
  path: text,
})

export const frameSchema = z.object({
  artifacts: z.array(z.unknown()),
  descriptor: part(z.object({ name: text, version: text })),
  /** What was looked at: `metadata` today, `target` before version 9 of the schema. */
  source: part(
    z.object({ id: text, name: text, version: label, type: text, metadata: anything, target: anything }),
  ),
  distro: part(z.object({ id: text, name: text, versionID: label, version: label })),
})

type Frame = z.output<typeof frameSchema>

/** The header, the image, the thing described and its operating system. */
export function* opened({ descriptor, source, distro }: Frame): Generator<Item> {
  const given = source?.metadata ?? source?.target
  const about = readBy(imageSchema, given)
  const isImage = source?.type === 'image'
  const reference = about?.userInput ?? about?.tags[0] ?? about?.imageID
  const place = typeof given === 'string' ? given : about?.path
  const target = isImage && reference ? imageReference(reference).name : (source?.name ?? place)
  yield withoutGaps({
    type: 'header' as const,
    tool: descriptor?.name ?? 'syft',
    toolVersion: descriptor?.version,
    target: target?.trim() ? target : undefined,
  })
  const system = distro?.id ?? distro?.name
  const version = distro?.versionID ?? distro?.version
  if (isImage && reference)
    yield imageClaim(reference, {
      digest: imageReference(reference).digest ?? about?.manifestDigest,
      imageId: about?.imageID,
      architecture: about?.architecture,
      os: system && [system, version].filter(Boolean).join(' '),
    })
  const name = source?.name ?? target
  if (source?.id && name)
    yield withoutGaps({
      type: 'component' as const,
      ref: source.id,
      name,
      version: source.version,
      componentType: isImage ? 'container' : source.type === 'file' ? 'file' : 'application',
      root: true,
    })
  if (system)
    yield withoutGaps({
      type: 'component' as const,
      ref: 'distro',
      name: system,
      version,
      componentType: 'operating-system',
    })
}
