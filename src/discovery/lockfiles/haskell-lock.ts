import type { LockedPackage, LockReader } from './contract.ts'
import { lock } from './lock.ts'

/**
 * stack.yaml.lock, https://docs.haskellstack.org/en/stable/topics/lock_files/: packages outside of the snapshot, whose own are in no file;
 * and cabal.project.freeze, https://cabal.readthedocs.io/en/stable/cabal-project-description-file.html: everything that a build takes.
 */
export const haskellLock: LockReader = {
  wants: /(?:^|\/)(?:stack\.yaml\.lock|cabal(?:\.[\w.-]+)?\.project\.freeze|cabal\.config)$/,
  read({ text, name }) {
    const packages = name.endsWith('.lock') ? ofStack(text) : ofCabal(text)
    const all = [...new Map(packages.map((one) => [one.key, one])).values()]
    return all.length > 0 ? [lock(all)] : []
  },
}

/** `hackage: aeson-2.0.3.0@sha256:…,6229`: once as it was asked for, once as it was found. */
const ofStack = (text: string): LockedPackage[] =>
  [...text.matchAll(/\bhackage:\s*([A-Za-z0-9][\w-]{0,200}?)-(\d[\d.]{0,100})@(sha256:[0-9a-f]{64})/g)].map(
    // The digest is of the package's description, not of its archive.
    ([, name = '', version = '']) => packageOf(name, version),
  )

/** `constraints: any.aeson ==2.0.3.0,`; what comes with the compiler is `installed`. */
const ofCabal = (text: string): LockedPackage[] =>
  [
    ...text.matchAll(/(?:^|[\s,:])(?:any\.)?([A-Za-z0-9][\w-]{0,200})\s*==\s*(\d[\d.]{0,100})(?=[\s,]|$)/g),
  ].map(([, name = '', version = '']) => packageOf(name, version))

const packageOf = (name: string, version: string): LockedPackage => ({
  key: `${name}-${version}`,
  type: 'hackage',
  name,
  version,
})
