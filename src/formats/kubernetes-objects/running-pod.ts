import { at, listOf, type PlainRecord, textOf } from '../infrastructure/plain.ts'

/** What a pod's status tells of its workload. */
export interface RunningPod {
  /** Address of the workload that it belongs to, or its own. */
  owner: string
  running: boolean
  node: string | undefined
  /** Image's reference and the digest of what was pulled. */
  images: { reference: string; digest: string | undefined }[]
}

export function runningPod(pod: PlainRecord, owner: string): RunningPod {
  const statuses = ['containerStatuses', 'initContainerStatuses'].flatMap((key) =>
    listOf(at(pod, 'status', key)),
  )
  return {
    owner,
    running: at(pod, 'status', 'phase') === 'Running',
    node: textOf(at(pod, 'spec', 'nodeName')),
    images: statuses.flatMap((one) => {
      const digest = digestIn(textOf(at(one, 'imageID')) ?? '')
      const reference = declaredImage(pod, textOf(at(one, 'name'))) ?? textOf(at(one, 'image'))
      return reference ? [{ reference, digest }] : []
    }),
  }
}

/** The status may say an image by its digest alone: the specification has its name. */
function declaredImage(pod: PlainRecord, container: string | undefined): string | undefined {
  const all = ['containers', 'initContainers'].flatMap((key) => listOf(at(pod, 'spec', key)))
  const own = all.find((one) => container !== undefined && textOf(at(one, 'name')) === container)
  return textOf(at(own, 'image'))
}

/** `docker-pullable://ghcr.io/acme/api@sha256:…`; an id without a name is that of the image's configuration, which no registry knows. */
const digestIn = (id: string): string | undefined => /@(sha256:[0-9a-f]{64})$/.exec(id)?.[1]
