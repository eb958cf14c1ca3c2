import type { AssetClaim } from '../../model/asset.ts'
import type { ReportHeader } from '../contract.ts'
import { asText } from '../values/fields.ts'
import { imageClaim, imageReference } from '../values/image-reference.ts'
import { withoutGaps } from '../values/observe.ts'
import { isoTime } from '../values/time.ts'
import type { Frame, Metadata, Report, Resource, Result } from './frame.ts'

type Told = ReportHeader | AssetClaim

/** One result's place in the report, and what it is about. */
export interface Place {
  pointer: string
  result: Result
  /** The cluster's object that the result is about: `Deployment/shop/api`. */
  object?: string
}

/** The places that results stand in, by their pointers, and what must be told before each. */
export interface LookedAt {
  /** What is to be told at first, and again at the end: targets in which nothing was found. */
  start(): Iterable<Told>
  end(): Iterable<Told>
  /** Told before the elements of the result at `pointer`. */
  enter(pointer: string): Iterable<Told>
  placeOf(pointer: string): Place
}

export function lookedAt(frame: Exclude<Frame, { shape: 'packages' }>): LookedAt {
  if (frame.shape === 'cluster') return new ClusterTargets(frame.name, frame.lists)
  const base = frame.shape === 'bare' ? '' : '/Results'
  const told =
    frame.shape === 'bare' ? [{ type: 'header' as const, tool: 'Trivy' }] : [...reportTold(frame.report)]
  return {
    start: () => told,
    end: () => [],
    enter: () => [],
    placeOf: (pointer) => ({ pointer, result: frame.results[indexBehind(pointer, base)] ?? {} }),
  }
}

const indexBehind = (pointer: string, base: string): number =>
  Number(pointer.slice(base.length + 1).split('/')[0])

function* reportTold(report: Report): Generator<Told> {
  const image =
    report.ArtifactType === 'container_image' ? imageOf(report.ArtifactName, report.Metadata) : undefined
  yield withoutGaps({
    type: 'header' as const,
    tool: 'Trivy',
    toolVersion: report.Trivy?.Version,
    target: (image?.name ?? report.ArtifactName) || undefined,
    producedAt: isoTime(report.CreatedAt),
    branch: report.Metadata?.Branch,
    revision: report.Metadata?.Commit,
  })
  if (image) yield image
}

/** An image is named by its tag in a registry, also when an archive of it was scanned; undefined where nothing names it. */
function imageOf(artifact: string, metadata: Metadata): AssetClaim | undefined {
  const isReference = imageReference(artifact).tag ?? imageReference(artifact).digest
  const name = [isReference && artifact, metadata?.RepoTags[0], metadata?.Reference, artifact].find(asText)
  if (!name) return undefined
  const { OS, ImageID, RepoDigests, ImageConfig } = metadata ?? {}
  return imageClaim(name, {
    digest: imageReference(name).digest ?? (RepoDigests?.[0] && imageReference(RepoDigests[0]).digest),
    imageId: ImageID,
    architecture: ImageConfig?.architecture,
    os: OS && [OS.Family, OS.Name].filter(Boolean).join(' '),
  })
}

/** Every object of a cluster is a target of its own, also when nothing was found in it: only so its findings can end. */
class ClusterTargets implements LookedAt {
  readonly #cluster: string
  readonly #objects: { pointer: string; resource: Resource | undefined }[]
  readonly #indexes: Map<string, number>
  #next = 0
  #last = -1

  constructor(cluster: string, lists: { list: string; resources: (Resource | undefined)[] }[]) {
    this.#cluster = cluster
    this.#objects = lists.flatMap(({ list, resources }) =>
      resources.map((resource, index) => ({ pointer: `/${list}/${index}`, resource })),
    )
    this.#indexes = new Map(this.#objects.map(({ pointer }, index) => [pointer, index]))
  }

  *start(): Iterable<Told> {
    if (this.#objects.length === 0) yield { type: 'header', tool: 'Trivy', target: this.#cluster }
  }

  *enter(pointer: string): Iterable<Told> {
    const index = this.#indexOf(pointer)
    while (this.#next <= index) yield* this.#tell(this.#next++)
    if (this.#last !== index) yield this.#headerOf(index)
    this.#last = index
  }

  *end(): Iterable<Told> {
    while (this.#next < this.#objects.length) yield* this.#tell(this.#next++)
  }

  placeOf(pointer: string): Place {
    const object = this.#objects[this.#indexOf(pointer)]
    const result = object?.resource?.Results[indexBehind(pointer, `${object.pointer}/Results`)] ?? {}
    return { pointer, result, object: nameOf(object?.resource) }
  }

  #indexOf(pointer: string): number {
    return this.#indexes.get(pointer.split('/').slice(0, 3).join('/')) ?? -1
  }

  *#tell(index: number): Iterable<Told> {
    yield this.#headerOf(index)
    this.#last = index
    const { Namespace, Kind, Metadata } = this.#objects[index]?.resource ?? {}
    const attributes = {
      cluster: this.#cluster,
      namespace: Namespace,
      kind: Kind,
      image: Metadata?.RepoTags[0],
    }
    const known = Object.entries(attributes).filter((entry): entry is [string, string] => Boolean(entry[1]))
    yield {
      type: 'asset',
      kind: 'workload',
      name: this.#targetOf(index),
      attributes: Object.fromEntries(known),
    }
  }

  #headerOf(index: number): ReportHeader {
    return { type: 'header', tool: 'Trivy', target: this.#targetOf(index) }
  }

  #targetOf(index: number): string {
    return `${this.#cluster}/${nameOf(this.#objects[index]?.resource)}`
  }
}

const nameOf = ({ Kind, Namespace, Name }: Resource = { Results: [] }): string =>
  [Kind, Namespace, Name].filter(Boolean).join('/')
