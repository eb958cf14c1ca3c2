import type { AffectedComponent } from '../../model/observation.ts'
import { byWord } from '../values/by-word.ts'
import { relativePath } from '../values/path.ts'
import { purlOf, purlTypeOf } from '../values/purl.ts'

/** A package as Amazon Inspector gives it, in its own report and in Security Hub's. */
interface AwsPackage {
  name: string
  version?: string | undefined
  epoch?: string | undefined
  release?: string | undefined
  architecture?: string | undefined
  /** `OS`, `NPM`, `JAR`, … */
  manager?: string | undefined
  path?: string | undefined
  fixed?: string | undefined
  /** What it runs on: `AMAZON_LINUX_2`, `UBUNTU_22_04`. */
  platform?: string | undefined
}

export const isSystemPackage = (manager: string | undefined): boolean => manager?.toUpperCase() === 'OS'

export function awsComponent(given: AwsPackage): AffectedComponent {
  const { name, path } = given
  const version = versionOf(given)
  return {
    name,
    version,
    purl: purlIn(given),
    path: path && relativePath(path),
    fixVersions: fixVersionsOf(given.fixed),
  } as AffectedComponent
}

/** `1:2.36-9`: the epoch counts only where it is not nought. */
function versionOf({ version, epoch, release }: AwsPackage): string | undefined {
  if (version === undefined) return undefined
  return `${epoch && epoch !== '0' ? `${epoch}:` : ''}${version}${release ? `-${release}` : ''}`
}

/** `0:5.10.162-141.675.amzn2`; `NotAvailable` says that there is none. */
const fixVersionsOf = (fixed: string | undefined): string[] =>
  (fixed ?? '')
    .split(/[,\s]+/)
    .map((version) => version.replace(/^0:/, ''))
    .filter((version) => /\d/.test(version))

const MANAGERS: Record<string, string> = byWord({
  bundler: 'gem',
  gemspec: 'gem',
  composer: 'composer',
  pythonpkg: 'pypi',
  nodepkg: 'npm',
  gobinary: 'golang',
  gomod: 'golang',
  pom: 'maven',
  jar: 'maven',
})

const SYSTEMS: [RegExp, string, string][] = [
  [/^AMAZON_LINUX/i, 'rpm', 'amzn'],
  [/^(?:RHEL|REDHAT|RED_HAT)/i, 'rpm', 'redhat'],
  [/^CENTOS/i, 'rpm', 'centos'],
  [/^ORACLE/i, 'rpm', 'oracle'],
  [/^ROCKY/i, 'rpm', 'rocky'],
  [/^ALMA/i, 'rpm', 'alma'],
  [/^FEDORA/i, 'rpm', 'fedora'],
  [/^(?:SUSE|OPENSUSE)/i, 'rpm', 'suse'],
  [/^UBUNTU/i, 'deb', 'ubuntu'],
  [/^DEBIAN/i, 'deb', 'debian'],
  [/^ALPINE/i, 'apk', 'alpine'],
]

function purlIn(given: AwsPackage): string | undefined {
  const { name, version, release, epoch, architecture } = given
  if (!isSystemPackage(given.manager)) {
    const word = given.manager?.toLowerCase() ?? ''
    const type = (Object.hasOwn(MANAGERS, word) && MANAGERS[word]) || purlTypeOf(word)
    return type ? purlOf({ type, name, ...(version && { version }) }) : undefined
  }
  const [, type, namespace] = SYSTEMS.find(([pattern]) => pattern.test(given.platform ?? '')) ?? []
  if (!type || !namespace) return undefined
  const whole = version && (release ? `${version}-${release}` : version)
  const qualifiers = {
    ...(architecture && { arch: architecture.toLowerCase() }),
    ...(epoch && epoch !== '0' && { epoch }),
  }
  return purlOf({ type, namespace, name, ...(whole && { version: whole }), qualifiers })
}
