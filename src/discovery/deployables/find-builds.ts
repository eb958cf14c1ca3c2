import { imageName } from '../../formats/infrastructure/images/image-name.ts'
import type { FileFacts, Link } from '../contract.ts'
import { composeServices } from '../infrastructure/compose/compose-services.ts'
import type { ComposeFact } from '../infrastructure/compose/read-compose.ts'
import type { DockerfileFact } from '../infrastructure/dockerfile/read-dockerfile.ts'
import { folderOf } from '../source/folder-of.ts'
import type { DeployableFact } from './facts.ts'
import { nearestAbove } from './find-deployables.ts'
import { joined } from './read-builds.ts'

const isCompose = (fact: DeployableFact): fact is ComposeFact =>
  fact.fact === 'compose' || fact.fact === 'variables'

/** Which deployable builds which image, by compose files, Skaffold, scripts and the labels of Dockerfiles. */
export function buildLinks(
  files: readonly FileFacts<DeployableFact>[],
  folders: { has(folder: string): boolean },
): Link[] {
  const dockerfiles = new Map<string, DockerfileFact>()
  for (const { path, facts } of files)
    for (const fact of facts) if (fact.fact === 'dockerfile') dockerfiles.set(path, fact)
  const links: Link[] = []
  const add = (
    context: string,
    dockerfile: string | undefined,
    image: string,
    evidence: string,
    confidence: number,
  ) => {
    const folder = builtFolder(context, dockerfile, dockerfiles, folders)
    if (folder !== undefined)
      links.push({ from: `deployable:${folder || '.'}`, kind: 'builds', to: image, evidence, confidence })
  }
  const projects = files.flatMap(({ path, facts }) => {
    const own = facts.filter(isCompose)
    return own.length > 0 ? [{ path, facts: own }] : []
  })
  for (const { builds, imageEnd, file, line } of composeServices(projects))
    if (builds)
      add(builds.context, builds.dockerfile, imageEnd, `${file}:${line} build ${builds.context || '.'}`, 0.95)
  for (const { path, facts } of files)
    for (const fact of facts) {
      if (fact.fact === 'build')
        add(
          fact.context,
          fact.dockerfile,
          `image:${imageName(fact.image)}`,
          `${path}:${fact.line} ${fact.by} builds ${fact.image} from ${fact.context || '.'}`,
          fact.by === 'skaffold' ? 0.95 : 0.8,
        )
      if (fact.fact !== 'dockerfile') continue
      const named = fact.labels['org.opencontainers.image.ref.name'] ?? fact.labels['org.label-schema.name']
      if (named && /^[\w./:-]+\/[\w./:-]+$/.test(named))
        add(folderOf(path), path, `image:${imageName(named)}`, `${path} label ${named}`, 0.7)
    }
  const best = new Map<string, Link>()
  for (const one of links) {
    const key = `${one.from}\n${one.to}`
    if ((best.get(key)?.confidence ?? 0) < one.confidence) best.set(key, one)
  }
  return [...best.values()]
}

/** The deployable that a Dockerfile builds: that of its own folder, the one that it copies in, the nearest above it or above its context. */
export function builtFolder(
  context: string,
  dockerfile: string | undefined,
  dockerfiles: ReadonlyMap<string, DockerfileFact>,
  folders: { has(folder: string): boolean },
): string | undefined {
  const path = dockerfile ?? joined(context, 'Dockerfile')
  const own = folderOf(path)
  if (own !== '' && folders.has(own)) return own
  const copied = (dockerfiles.get(path)?.sources ?? []).flatMap((source) => {
    const folder = joined(context, source.replace(/\/?\*.*$/, ''))
    const found = nearestAbove(folder, folders)
    return found !== undefined && found !== '' ? [found] : []
  })
  // The last one copied is the application, those before it are what it shares with others.
  const last =
    new Set(copied).size === 1
      ? copied[0]
      : copied.findLast((folder) => copied.filter((one) => one === folder).length > 1)
  return last ?? (context === '' ? undefined : nearestAbove(context, folders)) ?? nearestAbove(own, folders)
}
