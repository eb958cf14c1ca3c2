import { childrenOf, everyOf, xmlTree } from '../deployables/manifests/xml-tree.ts'
import type { LockedPackage, LockReader } from './contract.ts'
import { hexHash } from './hashes.ts'
import { lock } from './lock.ts'
import { foundBy } from './pipfile-lock.ts'

/**
 * `gradle/verification-metadata.xml`: digests of all that a build may download, its plugins among it:
 * https://docs.gradle.org/current/userguide/dependency_verification.html. It has no graph and does not tell for what a package is.
 */
export const gradleVerification: LockReader = {
  wants: /(?:^|\/)gradle\/verification-metadata\.xml$/,
  read({ text, folder }) {
    const packages = everyOf(xmlTree(text), 'component').flatMap((one): LockedPackage[] => {
      const { group, name: artifact, version } = one.attributes
      // What has nothing but a POM is a parent or a platform.
      const archive = childrenOf(one, 'artifact').find(({ attributes }) =>
        /\.(?:jar|aar|klib)$/.test(attributes.name ?? ''),
      )
      if (!group || !artifact || !version || !archive) return []
      const name = `${group}:${artifact}`
      const digest = ['sha512', 'sha256'].flatMap((algorithm) =>
        childrenOf(archive, algorithm).map(({ attributes }) => `${algorithm}:${attributes.value ?? ''}`),
      )[0]
      return [{ key: `${name}:${version}`, type: 'maven', name, version, ...hexHash(digest) }]
    })
    if (packages.length === 0) return []
    const project = folder.replace(/(?:^|\/)gradle$/, '')
    return [
      lock(packages, {
        roots: [{ folder: project, uses: [] }],
        manifest: 'gradle',
        found: foundBy(packages),
      }),
    ]
  },
}
