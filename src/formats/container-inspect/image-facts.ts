import { asObjects, asText, asTexts, isObject, type Json } from '../values/fields.ts'
import { isoTime } from '../values/time.ts'

/** What an image says of itself, whichever tool printed it. */
export interface ImageFacts {
  /** Reference with tag and digest as far as known; undefined when it does not say. */
  name: string | undefined
  digest?: string | undefined
  labels: Record<string, string>
  user?: string | undefined
  ports: string[]
  created?: string | undefined
  platform?: string | undefined
  layers?: number | undefined
}

const DIGEST = /^sha256:[0-9a-f]{64}$/

/** Undefined for what is no image. */
export function imageFacts(value: Json): ImageFacts | undefined {
  if (isObject(value.RootFS) && typeof value.Id === 'string') return fromDocker(value)
  if (typeof value.Digest === 'string' && Array.isArray(value.Layers) && 'Architecture' in value)
    return fromSkopeo(value)
  if (isObject(value.rootfs) && 'architecture' in value) return fromConfiguration(value)
  const isManifest = value.schemaVersion === 2 && (isObject(value.config) || Array.isArray(value.manifests))
  return isManifest && (Array.isArray(value.layers) || Array.isArray(value.manifests))
    ? fromManifest(value)
    : undefined
}

function fromDocker(value: Json): ImageFacts {
  const config = isObject(value.Config) ? value.Config : {}
  const [repoDigest] = asTexts(value.RepoDigests)
  const [tag] = asTexts(value.RepoTags).filter((one) => !one.startsWith('<none>'))
  const root = isObject(value.RootFS) ? value.RootFS : {}
  return {
    ...ofConfiguration(config),
    name: tag ?? repoDigest,
    digest: repoDigest?.split('@')[1],
    created: isoTime(value.Created),
    platform: platformOf(value.Os, value.Architecture),
    layers: asTexts(root.Layers).length || undefined,
  }
}

function fromSkopeo(value: Json): ImageFacts {
  const name = asText(value.Name)
  const tag = asText(value.Tag)
  const digest = asText(value.Digest)
  return {
    name: name && (tag ? `${name}:${tag}` : name),
    digest: digest && DIGEST.test(digest) ? digest : undefined,
    labels: labelsOf(value.Labels),
    ports: [],
    created: isoTime(value.Created),
    platform: platformOf(value.Os, value.Architecture),
    layers: asTexts(value.Layers).length || undefined,
  }
}

function fromConfiguration(value: Json): ImageFacts {
  const own = ofConfiguration(isObject(value.config) ? value.config : {})
  const root = isObject(value.rootfs) ? value.rootfs : {}
  return {
    ...own,
    name: nameIn(own.labels),
    created: isoTime(value.created),
    platform: platformOf(value.os, value.architecture),
    layers: asTexts(root.diff_ids).length || undefined,
  }
}

function fromManifest(value: Json): ImageFacts {
  const labels = labelsOf(value.annotations)
  const platforms = asObjects(value.manifests).flatMap(({ platform }) =>
    isObject(platform) ? (platformOf(platform.os, platform.architecture) ?? []) : [],
  )
  return {
    name: nameIn(labels),
    labels,
    ports: [],
    created: isoTime(labels['org.opencontainers.image.created']),
    platform: [...new Set(platforms)].join(', ') || undefined,
    layers: asObjects(value.layers).length || undefined,
  }
}

function ofConfiguration(config: Json): Pick<ImageFacts, 'labels' | 'user' | 'ports'> {
  return {
    labels: labelsOf(config.Labels),
    user: asText(config.User),
    ports: isObject(config.ExposedPorts) ? Object.keys(config.ExposedPorts).slice(0, 50) : [],
  }
}

/** Labels with short texts; nobody's secrets belong there, long ones are documents. */
const labelsOf = (value: unknown): Record<string, string> =>
  isObject(value)
    ? Object.fromEntries(
        Object.entries(value).flatMap(([key, one]) =>
          typeof one === 'string' && one !== '' && one.length <= 300 ? [[key, one]] : [],
        ),
      )
    : {}

const nameIn = (labels: Record<string, string>): string | undefined => {
  const name = labels['io.containerd.image.name'] ?? labels['org.opencontainers.image.ref.name']
  // Alone, a tag is no name.
  return name && /[/:]/.test(name) ? name : undefined
}

const platformOf = (os: unknown, architecture: unknown): string | undefined =>
  [asText(os), asText(architecture)].filter(Boolean).join('/') || undefined
