import { z } from 'zod'
import type { AssetClaim } from '../../model/asset.ts'
import type { Observation } from '../../model/observation.ts'
import type { Element } from '../syntax/ndjson.ts'
import { commitTags } from '../values/commit-tags.ts'
import { imageClaim } from '../values/image-reference.ts'
import { flag, label, membersOf, needed, part, position, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'

/** Where it was found; each kind of source names its own of these. */
const placeSchema = z.object({
  file: text,
  filename: text,
  path: text,
  line: position,
  link: text,
  commit: text,
  email: text,
  timestamp: label,
  repository: text,
  bucket: text,
  image: text,
  tag: text,
  layer: text,
})

const texts = membersOf(label)

const secretFields = z.object({
  DetectorName: needed,
  DecoderName: text,
  Raw: text,
  RawV2: text,
  SecretParts: texts,
})

/** Of a result only what holds its secret. */
export const secretSchema = secretFields.transform(decodedIn)

export const resultSchema = secretFields
  .extend({
    SourceMetadata: part(z.object({ Data: membersOf(part(placeSchema)) })),
    SourceName: text,
    DetectorDescription: text,
    Verified: flag,
    VerificationError: text,
    ExtraData: texts,
  })
  .transform(decodedIn)

type Result = z.output<typeof resultSchema>

function decodedIn<R extends Pick<z.output<typeof secretFields>, 'DecoderName' | 'Raw' | 'RawV2'>>(
  result: R,
): R {
  return { ...result, Raw: decoded(result.Raw, result), RawV2: decoded(result.RawV2, result) }
}

/** Before 3.10 the secret was printed in Base64; since then the decoder that saw it is named. */
function decoded(secret: string | undefined, { DecoderName }: { DecoderName?: string | undefined }) {
  if (secret === undefined || DecoderName !== undefined) return secret
  const bytes = Buffer.from(secret, 'base64')
  const plain = bytes.toString('utf8')
  return bytes.toString('base64') === secret && !/[^\P{C}\s]|\ufffd/u.test(plain) ? plain : secret
}

/** Adds every way in which a result holds its secret. */
export function addSecrets(
  secrets: Set<string>,
  { Raw, RawV2, SecretParts }: z.output<typeof secretSchema>,
): void {
  for (const secret of [Raw, RawV2, ...Object.values(SecretParts ?? {})])
    if (secret !== undefined && !secrets.has(secret)) {
      secrets.add(secret)
      secrets.add(Buffer.from(secret).toString('base64'))
    }
}

export function* v3Items(result: Result, element: Element): Generator<Observation | AssetClaim> {
  const place = Object.values(result.SourceMetadata?.Data ?? {})[0]
  if (place?.image) yield imageClaim([place.image, place.tag].filter(Boolean).join(':'))
  yield observationOf(result, place, element)
}

/** TruffleHog rates nothing: the severity is unknown. What it has tried and found working is verified. */
function observationOf(result: Result, place: z.output<typeof placeSchema> | undefined, element: Element) {
  const { DetectorName, Verified, VerificationError, ExtraData } = result
  const path = relativePath(place?.file ?? place?.filename ?? place?.path ?? '')
  const { rotation_guide: guide, ...extra } = ExtraData ?? {}
  return observe({
    kind: 'secret',
    rule: DetectorName,
    title: DetectorName,
    description:
      [
        result.DetectorDescription,
        ...Object.entries(extra).map(([name, value]) => value && `${name}: ${value}`),
      ]
        .filter(Boolean)
        .join('\n') || undefined,
    severity: 'unknown',
    confidence: Verified ? 'high' : undefined,
    location: path === '' ? undefined : { path, line: place?.line },
    resource: resourceOf(place, path),
    secret: result.Raw ?? result.RawV2,
    references: [place?.link, guide].filter((link) => link !== undefined),
    tags: [
      ...(Verified ? ['verified'] : []),
      ...(VerificationError === undefined ? [] : ['verification-failed']),
      ...(result.SourceName ? [result.SourceName] : []),
      ...(result.DecoderName && result.DecoderName !== 'PLAIN' ? [`decoder:${result.DecoderName}`] : []),
      ...commitTags({ commit: place?.commit, author: place?.email, date: place?.timestamp }),
    ],
    raw: element.text,
  })
}

/** What is no file of a repository: a bucket, an image's layer, a page or message known by its link. */
function resourceOf(place: z.output<typeof placeSchema> | undefined, path: string): Observation['resource'] {
  if (place?.bucket) return { address: place.bucket, type: 'bucket' }
  if (place?.image) return { address: place.image, type: 'image' }
  return path === '' && place?.link ? { address: place.link } : undefined
}
