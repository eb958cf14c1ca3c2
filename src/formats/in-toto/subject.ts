import type { AssetClaim } from '../../model/asset.ts'
import type { Component } from '../../model/component.ts'
import { imageClaim } from '../values/image-reference.ts'
import { withoutGaps } from '../values/observe.ts'
import { keptPurl } from '../values/purl.ts'
import { packageOfPurl } from '../values/purl-package.ts'
import type { Descriptor, Statement } from './statement.ts'

/** Registry, path, and a dot or port in the registry's name, as nothing but an image is named. */
const IMAGE =
  /^(?:docker:\/\/)?(?:index\.docker\.io|localhost|[\w-]+(?:\.[\w-]+)+|[\w.-]+:\d+)(?::\d+)?\/[\w./-]+(?:[:@].*)?$/

/** An image that a statement is about; undefined for other things. */
export function imageOf(subject: Descriptor): AssetClaim | undefined {
  const name = subject.name ?? subject.uri
  const digest = subject.digest.sha256 && `sha256:${subject.digest.sha256}`
  const purl = keptPurl(subject.name) ?? keptPurl(subject.uri)
  if (purl && /^pkg:(?:oci|docker)\//.test(purl)) {
    const qualifiers = new URLSearchParams(purl.split('?')[1] ?? '')
    const { name: own, version } = packageOfPurl(purl) ?? {}
    const repository = qualifiers.get('repository_url') || own
    const tag = qualifiers.get('tag') ?? (version?.includes(':') ? undefined : version)
    return repository ? imageClaim(repository, { digest, tag }) : undefined
  }
  if (!name || !digest || !IMAGE.test(name)) return undefined
  return imageClaim(name.replace(/^docker:\/\//, ''), { digest })
}

export function componentOf(thing: Descriptor, ref: string, root?: true): Component {
  const purl = keptPurl(thing.uri) ?? keptPurl(thing.name) ?? sourcePurl(thing)
  const known = packageOfPurl(purl)
  return withoutGaps({
    type: 'component' as const,
    ref,
    name: known?.name ?? thing.name ?? thing.uri ?? thing.downloadLocation ?? digestOf(thing) ?? 'unnamed',
    version: known?.version ?? (known ? thing.digest.gitCommit : undefined),
    purl,
    componentType: imageOf(thing) ? 'container' : known ? undefined : 'file',
    hashes: Object.keys(thing.digest).length > 0 ? thing.digest : undefined,
    root,
  })
}

const digestOf = (thing: Descriptor): string | undefined => Object.entries(thing.digest)[0]?.join(':')

/** A place in a Git repository: `git+https://github.com/acme/shop@refs/heads/main`. */
export function repositoryIn(uri: string | undefined): { name: string; ref?: string } | undefined {
  const match =
    /^git\+(?:ssh:\/\/(?:git@)?|https?:\/\/|git:\/\/)([^@?#]+?)(?:\.git)?(?:@([^?#]+))?(?:[?#].*)?$/.exec(
      uri ?? '',
    )
  if (!match) return undefined
  return { name: `https://${match[1]}`, ...(match[2] && { ref: match[2] }) }
}

function sourcePurl(thing: Descriptor): string | undefined {
  const repository = repositoryIn(thing.uri)
  const path = /^https:\/\/github\.com\/([^/]+\/[^/]+)$/.exec(repository?.name ?? '')?.[1]
  const commit = thing.digest.sha1 ?? thing.digest.gitCommit
  return path && keptPurl(`pkg:github/${path}${commit ? `@${commit}` : ''}`)
}

/** What the statement is about, each once: images as assets, other artifacts as components of their own. */
export function* subjectItems({ subject, where }: Statement): Generator<AssetClaim | Component> {
  for (const [index, thing] of subject.entries())
    yield imageOf(thing) ?? componentOf(thing, `${where}/subject/${index}`, true)
}

export const subjectName = ({ subject }: Statement): string | undefined =>
  subject[0]?.name ?? subject[0]?.uri ?? (subject[0] && digestOf(subject[0]))
