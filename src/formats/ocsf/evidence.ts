import type { CodeLocation, Endpoint } from '../../model/observation.ts'
import { relativePath } from '../values/path.ts'
import type { Event } from './event.ts'

/** The file that holds the malware, or that the detection saw. */
export function locationOf(event: Event): CodeLocation | undefined {
  const [malware] = event.malware
  const seen = event.evidences.find(({ file }) => file?.path)?.file
  const path = relativePath(malware?.path ?? malware?.files[0]?.path ?? seen?.path ?? '')
  return path === '' ? undefined : { path }
}

/** Where the detection saw it: the request's address, or the host and port that was spoken to. */
export function endpointOf(event: Event): Endpoint | undefined {
  for (const { http_request: request, url: seen, dst_endpoint: target } of event.evidences) {
    const url = request?.url ?? seen
    const address = url?.url_string ?? originOf(url)
    if (address) return { url: address, ...(request?.http_method && { method: request.http_method }) }
    const host = target?.hostname ?? target?.ip
    if (host && target?.port)
      return { url: `tcp://${host.includes(':') ? `[${host}]` : host}:${target.port}` }
  }
  return undefined
}

type Url = NonNullable<Event['evidences'][number]['url']>

function originOf(url: Url | undefined): string | undefined {
  if (!url?.hostname) return undefined
  return `${url.scheme ?? 'http'}://${url.hostname}${url.port ? `:${url.port}` : ''}${url.path ?? ''}`
}
