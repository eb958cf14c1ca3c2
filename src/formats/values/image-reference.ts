import type { AssetClaim } from '../../model/asset.ts'
import { remembered } from './remembered.ts'

export interface ImageReference {
  /** Registry and repository, without tag and digest: the part that stays the same from build to build. */
  name: string
  tag?: string
  /** `sha256:…` */
  digest?: string
}

const REFERENCE = /^(?<name>[^\s@]+?)(?::(?<tag>\w[\w.-]{0,127}))?(?:@(?<digest>[a-z0-9]+:[0-9a-f]{32,}))?$/

/** An image without a name is known by its digest alone. */
const DIGEST = /^[a-z0-9]+:[0-9a-f]{32,}$/

/** An image reference (`registry:5000/team/app:1.2@sha256:…`) in its parts; other text, such as an archive's path, is all name. */
export const imageReference = remembered((text: string): Readonly<ImageReference> => {
  const groups = REFERENCE.exec(text.trim())?.groups
  if (!groups || DIGEST.test(text.trim())) return { name: text.trim() }
  const { name, tag, digest } = groups
  return { name: name as string, ...(tag && { tag }), ...(digest && { digest }) }
})

/** The claim that a report speaks of this image. Its name has no tag, so that the next build is the same asset. */
export function imageClaim(text: string, attributes: Record<string, string | undefined> = {}): AssetClaim {
  const { name, ...version } = imageReference(text)
  const known = [...Object.entries(version), ...Object.entries(attributes)].filter(
    (entry): entry is [string, string] => Boolean(entry[1]),
  )
  return {
    type: 'asset',
    kind: 'container-image',
    name,
    ...(known.length > 0 && { attributes: Object.fromEntries(known) }),
  }
}
