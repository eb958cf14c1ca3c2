// Which OSV ecosystems a distribution's release is. The release comes as Syft, Trivy and cdxgen write `distro=` in package URLs
// (`debian-12`, `3.18.3`, `rhel-8.7`, `opensuse.leap-15.4`); OSV's names are in its list https://ossf.github.io/osv-schema/#defined-ecosystems.

export interface Distribution {
  /** Most specific first; without a known release the ecosystem alone. */
  ecosystems: string[]
  /** Whether advisories are about source packages, binary packages, or either. */
  names: 'source' | 'either'
}

interface Release {
  /** In lower case: `debian`, `sles`. */
  id: string
  /** `12.2`, `bookworm`; empty where none is given. */
  version: string
  major: string
  /** `3.19` of `3.19.1`. */
  minor: string
}

/** The distribution of a package URL, by its `distro` qualifier or else its namespace; undefined for one that OSV does not have. */
export function distributionOf(
  namespace: string | undefined,
  distro: string | undefined,
): Distribution | undefined {
  const release = releaseOf(namespace ?? '', distro?.toLowerCase() ?? '')
  const [, make] = DISTRIBUTIONS.find(([pattern]) => pattern.test(release.id)) ?? []
  return make?.(release)
}

function releaseOf(namespace: string, distro: string): Release {
  const { id, version } = /\d/.test(distro) ? numbered(distro) : inLetters(distro)
  const [, major = '', second] = /^(\d+)(?:\.(\d+))?/.exec(version) ?? []
  return {
    id: id || namespace.toLowerCase(),
    version,
    major,
    minor: second === undefined ? major : `${major}.${second}`,
  }
}

function numbered(distro: string): { id: string; version: string } {
  const [, id = '', version = ''] = /^(\D*?)[-:. ]*v?(\d.*)$/.exec(distro) ?? []
  return { id, version }
}

/** `debian-bookworm`, `opensuse-tumbleweed`, `bookworm`, `wolfi`. */
function inLetters(distro: string): { id: string; version: string } {
  const at = distro.lastIndexOf('-')
  const version = distro.slice(at + 1)
  if (at > 0) return { id: distro.slice(0, at), version }
  return version in DEBIAN || version in UBUNTU ? { id: '', version } : { id: version, version: '' }
}

type Make = (release: Release) => Distribution

const source = (...ecosystems: string[]): Distribution => ({ ecosystems, names: 'source' })
const either = (...ecosystems: string[]): Distribution => ({ ecosystems, names: 'either' })
const suffixed = (name: string, release: string): string => (release ? `${name}:${release}` : name)

const DISTRIBUTIONS: [RegExp, Make][] = [
  [/^debian/, ({ version, major }) => source(suffixed('Debian', DEBIAN[version] ?? major))],
  [/^ubuntu/, ({ version, minor }) => source(...ubuntu(UBUNTU[version] ?? minor))],
  [/^alpine/, ({ minor }) => source(suffixed('Alpine', minor && `v${minor}`))],
  [/^(?:bellsoft|alpaquita)/, ({ version }) => source(suffixed('Alpaquita', version))],
  [/^wolfi/, () => either('Wolfi')],
  [/^chainguard/, () => either('Chainguard')],
  [/^minimos/, () => either('MinimOS')],
  [/^echo/, () => source('Echo')],
  [/^alma/, ({ major }) => either(suffixed('AlmaLinux', major))],
  [/^rocky/, ({ major }) => either(suffixed('Rocky Linux', major))],
  // CentOS rebuilt Red Hat's packages under their versions.
  [/^(?:rhel|red ?hat|centos)/, ({ major, minor }) => either(...redHat(major, minor))],
  [
    /^opensuse|^suse.*(?:leap|tumbleweed)/,
    ({ id, version }) => either(suffixed('openSUSE', openSuse(id, version))),
  ],
  [/^(?:sles?|sled|suse)/, ({ id, version }) => either(...suse(id, version))],
  [/^mageia/, ({ major }) => either(suffixed('Mageia', major))],
  [/^openeuler/, ({ version }) => either(...openEuler(version))],
  [
    /^photon/,
    ({ minor, major }) => either(suffixed('Photon OS', minor === major && major ? `${major}.0` : minor)),
  ],
  [/^(?:azurelinux|azure linux)/, ({ major }) => either(suffixed('Azure Linux', major))],
]

const DEBIAN: Record<string, string> = Object.assign(Object.create(null), {
  jessie: '8',
  stretch: '9',
  buster: '10',
  bullseye: '11',
  bookworm: '12',
  trixie: '13',
  forky: '14',
  sid: 'sid',
  unstable: 'sid',
})

const UBUNTU: Record<string, string> = Object.assign(Object.create(null), {
  trusty: '14.04',
  xenial: '16.04',
  bionic: '18.04',
  focal: '20.04',
  jammy: '22.04',
  noble: '24.04',
  resolute: '26.04',
})

/** Every second year's April release is supported for long; its later fixes are Ubuntu Pro's. */
function ubuntu(release: string): string[] {
  if (!release) return ['Ubuntu']
  return /^\d?[02468]\.04$/.test(release)
    ? [`Ubuntu:${release}:LTS`, `Ubuntu:Pro:${release}:LTS`]
    : [`Ubuntu:${release}`]
}

const STREAMS = [
  'baseos',
  'appstream',
  'crb',
  'highavailability',
  'nfv',
  'realtime',
  'resilientstorage',
  'sap',
  'sap_hana',
  'supplementary',
]
const OLD_STREAMS = ['server', 'client', 'computenode', 'workstation']

/** Red Hat's suffixes are CPEs of its product streams; from 10 on they name the minor release and no stream. */
function redHat(major: string, minor: string): string[] {
  if (!major) return ['Red Hat']
  if (Number(major) >= 10) return [`Red Hat:enterprise_linux:${minor === major ? `${major}.0` : minor}`]
  const streams = Number(major) <= 7 ? OLD_STREAMS : STREAMS
  return [
    ...streams.map((stream) => `Red Hat:enterprise_linux:${major}::${stream}`),
    `Red Hat:enterprise_linux:${major}`,
  ]
}

function openSuse(id: string, version: string): string {
  if (`${id} ${version}`.includes('tumbleweed')) return 'Tumbleweed'
  return version && /^\d/.test(version) ? `Leap ${version}` : ''
}

const SUSE_PRODUCTS = [
  'Linux Enterprise Server',
  'Linux Enterprise Server LTSS',
  'Linux Enterprise Desktop',
  'Linux Enterprise Module for Basesystem',
  'Linux Enterprise Module for Server Applications',
  'Linux Enterprise Module for Development Tools',
  'Linux Enterprise Module for Web and Scripting',
  'Linux Enterprise Module for Python 3',
  'Linux Enterprise Module for Containers',
  'Linux Enterprise Module for Legacy',
  'Linux Enterprise Module for Package Hub',
]

/** SUSE names the product with its service pack, `15 SP5`; the packages of one system come from several of its modules. */
function suse(id: string, version: string): string[] {
  const [major, pack] = version.replace('sp', '').split(/[.-]/)
  if (!major || !/^\d+$/.test(major)) return ['SUSE']
  const release = pack && pack !== '0' ? `${major} SP${pack}` : major
  return SUSE_PRODUCTS.filter((product) => !product.includes('Desktop') || !/^sles/.test(id)).map(
    (product) => {
      const ltss = product.endsWith(' LTSS')
      return `SUSE:${ltss ? `${product.slice(0, -5)} ${release}-LTSS` : `${product} ${release}`}`
    },
  )
}

/** `22.03-lts-sp1`, or `22.03` alone, which is any of its service packs. */
function openEuler(version: string): string[] {
  const [, release, rest = ''] = /^(\d+\.\d+)(.*)$/.exec(version) ?? []
  if (!release) return ['openEuler']
  return [`openEuler:${release}${rest ? rest.toUpperCase().replaceAll(' ', '-') : '-LTS'}`]
}
