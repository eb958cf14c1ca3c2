import type { Item } from '../contract.ts'
import { imageName } from '../infrastructure/images/image-name.ts'
import { asObjects, asText, isObject, type Json } from '../values/fields.ts'

/** A container of one machine: what it runs, publishes, and may do there. Its environment stays where it is. */
export function* containerItems(value: Json): Generator<Item> {
  const config = isObject(value.Config) ? value.Config : {}
  const host = isObject(value.HostConfig) ? value.HostConfig : {}
  const name = `container/${(asText(value.Name) ?? asText(value.Id) ?? '').replace(/^\//, '')}`
  const own = { kind: 'workload' as const, name }
  const published = publishedOf(isObject(value.NetworkSettings) ? value.NetworkSettings : {})
  const image = asText(config.Image)
  const outside = published.filter(({ address }) => !/^(?:127\.|::1$|localhost$)/.test(address))
  const exposure = outside.length > 0 || host.NetworkMode === 'host' ? 'internal' : 'isolated'
  const said = {
    type: 'Container',
    provider: 'docker',
    image,
    user: asText(config.User),
    ports: published.map(({ address, port, inside }) => `${address}:${port}→${inside}`).join(', '),
    ...(host.Privileged === true ? { privileged: 'true' } : {}),
    ...(host.NetworkMode === 'host' ? { hostNetwork: 'true' } : {}),
    ...(host.PidMode === 'host' ? { hostPID: 'true' } : {}),
    hostPath: asObjects(value.Mounts)
      .flatMap((one) => (one.Type === 'bind' ? (asText(one.Source) ?? []) : []))
      .slice(0, 20)
      .join(', '),
    exposedBy: outside[0] ? `published on ${outside[0].address}:${outside[0].port}` : '',
    seen: 'running',
  }
  yield { type: 'asset', kind: 'workload', name }
  yield {
    type: 'node',
    ...own,
    exposure,
    attributes: Object.fromEntries(
      Object.entries(said).filter((one): one is [string, string] => Boolean(one[1])),
    ),
  }
  if (image && !/^sha256:/.test(image))
    yield {
      type: 'link',
      from: own,
      kind: 'runs',
      to: { kind: 'image', name: imageName(image) },
      evidence: `container of image ${image}`,
      confidence: 1,
    }
}

function publishedOf({ Ports: ports }: Json): { address: string; port: string; inside: string }[] {
  return Object.entries(isObject(ports) ? ports : {}).flatMap(([inside, bindings]) =>
    asObjects(bindings).flatMap((one) => {
      const port = asText(one.HostPort)
      return port ? [{ address: asText(one.HostIp) ?? '0.0.0.0', port, inside }] : []
    }),
  )
}
