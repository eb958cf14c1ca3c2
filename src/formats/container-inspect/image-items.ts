import type { EstateLink } from '../../model/estate.ts'
import type { Item } from '../contract.ts'
import { imageName, imageVersion } from '../infrastructure/images/image-name.ts'
import { imageClaim } from '../values/image-reference.ts'
import type { ImageFacts } from './image-facts.ts'

const OCI = 'org.opencontainers.image.'

/** An image with what it was built from: its repository and its base, where labels tell. */
export function* imageItems(facts: ImageFacts & { name: string }): Generator<Item> {
  const name = imageName(facts.name)
  const { tag, digest = facts.digest } = imageVersion(facts.name)
  const own = { kind: 'image' as const, name }
  const label = (word: string): string | undefined => facts.labels[OCI + word] || undefined
  const source = label('source') ?? facts.labels['org.label-schema.vcs-url']
  const revision = label('revision') ?? facts.labels['org.label-schema.vcs-ref']
  const said = {
    tag,
    digest,
    // Without a user it runs as root.
    user: facts.user,
    ports: facts.ports.join(', '),
    created: facts.created,
    platform: facts.platform,
    layers: facts.layers === undefined ? undefined : String(facts.layers),
    version: label('version'),
    source,
    revision,
    base: label('base.name'),
    seen: 'registry',
  }
  yield imageClaim(facts.name, { digest, revision })
  yield {
    type: 'node',
    ...own,
    attributes: Object.fromEntries(
      Object.entries(said).filter((one): one is [string, string] => Boolean(one[1])),
    ),
  }
  const repository = source && repositoryName(source)
  if (repository)
    yield link(
      { kind: 'repository', name: repository },
      'builds',
      own,
      `label ${OCI}source${revision ? ` at ${revision}` : ''}`,
    )
  const base = label('base.name')
  if (base) yield link(own, 'uses', { kind: 'image', name: imageName(base) }, `label ${OCI}base.name`)
}

const link = (
  from: EstateLink['from'],
  kind: EstateLink['kind'],
  to: EstateLink['to'],
  evidence: string,
): EstateLink => ({ type: 'link', from, kind, to, evidence, confidence: 0.95 })

/** `github.com/acme/api` of an address, without who may sign in. */
export function repositoryName(source: string): string | undefined {
  const found =
    /^(?:git@|(?:https?|git|ssh):\/\/(?:[^@/]{1,200}@)?)([\w.-]{1,253})(?::\d{1,5})?[:/]([\w./~-]{1,300}?)(?:\.git)?\/?$/.exec(
      source.replace(/[?#].*$/, ''),
    )
  return found ? `${found[1]}/${found[2]}` : undefined
}
