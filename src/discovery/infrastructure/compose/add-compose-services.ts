import { type Draft, endOf } from '../../../formats/infrastructure/draft.ts'
import { addressesIn } from '../../../formats/infrastructure/images/addresses.ts'
import { addStoreLink, externalStore } from '../../../formats/infrastructure/images/external-store.ts'
import { imageItem } from '../../../formats/infrastructure/images/image-item.ts'
import { imageName } from '../../../formats/infrastructure/images/image-name.ts'
import { storeByPort, storeOfImage } from '../../../formats/infrastructure/images/stores.ts'
import {
  at,
  isRecord,
  listOf,
  pairsOf,
  recordOf,
  textOf,
  textsOf,
} from '../../../formats/infrastructure/plain.ts'
import type { DockerfileFact } from '../dockerfile/read-dockerfile.ts'
import { type ComposeService, pairsIn } from './compose-services.ts'
import { isProxy, publishedPorts, reachOf } from './published.ts'

/** What a Dockerfile tells of the image that it builds. */
type Built = Pick<DockerfileFact, 'base' | 'settings'>

/**
 * Adds the services of compose projects with what they run, publish, call and keep. `built` are the Dockerfiles of the images that they
 * build, by path: what these are built upon, and the settings in them.
 */
export function addComposeServices(
  services: readonly ComposeService[],
  built: ReadonlyMap<string, Built>,
  draft: Draft,
): void {
  const ends = new Map<string, string>()
  const builtFrom = ({ builds }: ComposeService): Built | undefined => built.get(builds?.dockerfile ?? '')
  for (const one of services) ends.set(one.address, addService(one, builtFrom(one)?.base, draft))
  for (const one of services) {
    const peers = new Map(
      services
        .filter(({ folder }) => folder === one.folder)
        .flatMap((peer) => namesOf(peer).map((name) => [name, peer] as const)),
    )
    const end = ends.get(one.address) as string
    const endFor = (name: string): string | undefined => {
      const peer = peers.get(name.toLowerCase())
      return peer && ends.get(peer.address)
    }
    addCalls(one, end, endFor, builtFrom(one)?.settings ?? {}, draft)
    addRoutes(one, end, services, ends, draft)
  }
}

/** Names by which others of the project reach it. */
const namesOf = ({ name, service }: ComposeService): string[] =>
  [
    name,
    ...textsOf(service.container_name),
    ...textsOf(service.hostname),
    ...Object.values(recordOf(service.networks)).flatMap((one) => textsOf(at(one, 'aliases'))),
  ].map((one) => one.toLowerCase())

function addService(one: ComposeService, base: string | undefined, draft: Draft): string {
  const { service, image, file, line } = one
  const published = publishedPorts(service.ports)
  const listens = [...published.map(({ container }) => container), ...textsOf(service.expose)]
  // What is built here under the name of a store is that store with settings of its own.
  const store =
    storeOfImage(image) ?? storeByPort(image, listens) ?? (one.builds ? storeOfImage(one.name) : undefined)
  const reach = reachOf(published, [image, base ?? ''].map(imageName), textOf(service.network_mode))
  const networks = Object.keys(pairsIn(service.networks))
  const mounts = listOf(service.volumes).flatMap(
    (volume) => textOf(isRecord(volume) ? volume.source : volume) ?? [],
  )
  const item = draft.item({
    kind: store?.kind ?? 'workload',
    name: one.address,
    type: 'compose service',
    provider: 'docker',
    file,
    line,
    ...reach,
    attributes: {
      image,
      ...(store ? { engine: store.engine } : {}),
      ...(published.length > 0
        ? { ports: published.map(({ host, container }) => `${host ?? ''}:${container}`).join(', ') }
        : {}),
      ...(networks.length > 0 ? { networks: networks.join(', ') } : {}),
      ...(service.privileged === true ? { privileged: 'true' } : {}),
      ...(textOf(service.network_mode) === 'host' ? { hostNetwork: 'true' } : {}),
      ...(mounts.some((mount) => mount.includes('docker.sock')) ? { hostPath: '/var/run/docker.sock' } : {}),
      ...(textsOf(service.cap_add).length > 0 ? { capabilities: textsOf(service.cap_add).join(', ') } : {}),
      ...(/^(?:root|0)(?::|$)/.test(textOf(service.user) ?? '') ? { runAsRoot: 'true' } : {}),
      ...(one.builds ? { builds: one.builds.dockerfile } : {}),
    },
  })
  const end = endOf(item)
  if (reach.exposure === 'internet')
    draft.link('internet:', 'calls', end, `${file}:${line} ${reach.exposedBy}`, 0.7)
  if (/^[\w.\-/:@]{1,400}$/.test(image)) {
    draft.item({
      ...imageItem(image, one.builds ? 'builds' : 'runs', file, line),
      name: one.imageEnd.slice('image:'.length),
    })
    draft.link(
      end,
      'runs',
      one.imageEnd,
      `${file}:${line} ${one.builds ? `build ${one.builds.dockerfile}` : `image ${image}`}`,
      1,
    )
  }
  addSecrets(one, end, draft)
  return end
}

function addSecrets(
  { service, project, file, line, folder }: ComposeService,
  end: string,
  draft: Draft,
): void {
  const declared = recordOf(project.secrets)
  for (const entry of listOf(service.secrets)) {
    const name = textOf(at(entry, 'source')) ?? textOf(entry)
    if (!name) continue
    const from = recordOf(declared[name])
    const item = draft.item({
      kind: 'secret',
      name: folder === '' ? `compose/${name}` : `compose/${folder}/${name}`,
      type: 'compose secret',
      provider: 'docker',
      file,
      line,
      attributes: {
        ...(textOf(from.file) ? { from: textOf(from.file) as string } : {}),
        ...(from.external ? { external: 'true' } : {}),
      },
    })
    draft.link(end, 'uses', endOf(item), `${file}:${line} secrets ${name}`, 1)
  }
}

function addCalls(
  one: ComposeService,
  end: string,
  endFor: (name: string) => string | undefined,
  built: Record<string, string>,
  draft: Draft,
): void {
  const { service, file, line } = one
  const link = (to: string, words: string, evidence: string, confidence: number) => {
    if (to.startsWith('workload:')) draft.link(end, 'calls', to, evidence, confidence)
    else if (to !== end) addStoreLink(draft, end, to, words, evidence, confidence)
  }
  const words = [service.command, service.entrypoint].flatMap((value) =>
    textsOf(value).flatMap((text) => text.split(/\s+/)),
  )
  const settings: [string, string][] = [
    ...pairsOf({ ...built, ...pairsIn(service.environment) }),
    ...words.map((word, i): [string, string] => [
      (words[i - 1] ?? '').startsWith('-') ? (words[i - 1] as string) : '',
      word,
    ]),
    ...pairsOf(isRecord(service.build) ? pairsIn(service.build.args) : undefined),
  ]
  for (const [name, value] of settings)
    for (const address of addressesIn(value, name)) {
      const to = endFor(address.host)
      const evidence = `${file}:${line} ${name ? `${name} ` : ''}${address.host}${address.port ? `:${address.port}` : ''}`
      const lone = address.port === undefined && address.scheme === undefined
      if (to) link(to, `${name} ${address.host}`, evidence, lone ? 0.75 : 0.95)
      else {
        const store = externalStore(address, { file, line }, 'docker')
        if (store) addStoreLink(draft, end, endOf(draft.item(store)), name, evidence, 0.85)
      }
    }
  for (const entry of textsOf(service.links)) {
    const to = endFor(entry.split(':')[0] as string)
    if (to) link(to, '', `${file}:${line} links ${entry}`, 0.8)
  }
  // That one starts after another most often means that it calls it; it is said with the confidence of a convention.
  for (const name of Object.keys(pairsIn(service.depends_on))) {
    const to = endFor(name)
    if (to) link(to, '', `${file}:${line} depends_on ${name}`, 0.6)
  }
}

/** Routers that labels put into a Traefik of the same project. */
function addRoutes(
  one: ComposeService,
  end: string,
  services: readonly ComposeService[],
  ends: ReadonlyMap<string, string>,
  draft: Draft,
): void {
  const rule = pairsOf(pairsIn(one.service.labels)).find(
    ([key]) => /^traefik\.(?:http|tcp)\.routers\.[^.]+\.rule$/.test(key) || key === 'traefik.frontend.rule',
  )
  if (!rule) return
  const proxy = services.find(
    (other) => other.folder === one.folder && isProxy(imageName(other.image)) && /traefik/.test(other.image),
  )
  const from = proxy && ends.get(proxy.address)
  const front = from && draft.find(from)
  if (!from || !front) return
  draft.link(from, 'exposes', end, `${one.file}:${one.line} ${rule[0]}`, 0.95)
  if (front.exposure === 'internet')
    draft.expose(end, 'internet', `internet → ${front.name} (${front.exposedBy}) ${rule[1]}`.slice(0, 300))
}
