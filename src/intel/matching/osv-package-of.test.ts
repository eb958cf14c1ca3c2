import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normalName } from './normal-name.ts'
import { osvPackageOf } from './osv-package-of.ts'
import { type PurlParts, partsOf, purlOf } from './purl-parts.ts'

const first = (purl: string) => osvPackageOf(purl)[0]

test.for([
  ['pkg:npm/left-pad@1.3.0', 'npm', 'left-pad', '1.3.0'],
  ['pkg:npm/%40angular/core@17.0.0', 'npm', '@angular/core', '17.0.0'],
  ['pkg:pypi/Typing_Extensions@4.0', 'PyPI', 'typing-extensions', '4.0'],
  ['pkg:pypi/zope.interface@5.0', 'PyPI', 'zope-interface', '5.0'],
  [
    'pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1',
    'Maven',
    'org.apache.logging.log4j:log4j-core',
    '2.14.1',
  ],
  ['pkg:golang/github.com/gin-gonic/gin@v1.9.0', 'Go', 'github.com/gin-gonic/gin', 'v1.9.0'],
  ['pkg:golang/github.com/go-chi/chi/v5@v5.0.1', 'Go', 'github.com/go-chi/chi/v5', 'v5.0.1'],
  ['pkg:golang/stdlib@1.21.3', 'Go', 'stdlib', '1.21.3'],
  ['pkg:golang/example.com/odd@v1', 'Go', 'example.com/odd', 'v1'],
  ['pkg:cargo/serde_json@1.0.0', 'crates.io', 'serde_json', '1.0.0'],
  ['pkg:gem/rails@7.0.0', 'RubyGems', 'rails', '7.0.0'],
  ['pkg:nuget/Newtonsoft.Json@12.0.1', 'NuGet', 'Newtonsoft.Json', '12.0.1'],
  ['pkg:composer/Symfony/Http-Kernel@5.0.0', 'Packagist', 'symfony/http-kernel', '5.0.0'],
  ['pkg:hex/phoenix@1.5.0', 'Hex', 'phoenix', '1.5.0'],
  ['pkg:pub/http@0.13.0', 'Pub', 'http', '0.13.0'],
  ['pkg:swift/github.com/apple/swift-nio@2.40.0', 'SwiftURL', 'github.com/apple/swift-nio', '2.40.0'],
  ['pkg:swift/github.com/apple/swift-nio', 'SwiftURL', 'github.com/apple/swift-nio', undefined],
  ['pkg:conan/openssl@3.0.0', 'ConanCenter', 'openssl', '3.0.0'],
  ['pkg:github/actions/checkout@v3', 'GitHub Actions', 'actions/checkout', 'v3'],
  ['pkg:githubactions/tj-actions/changed-files@v44', 'GitHub Actions', 'tj-actions/changed-files', 'v44'],
  ['pkg:bitnami/wordpress@6.2.0', 'Bitnami', 'wordpress', '6.2.0'],
  ['pkg:cran/commonmark@1.7', 'CRAN', 'commonmark', '1.7'],
  ['pkg:cran/commonmark', 'CRAN', 'commonmark', undefined],
  ['pkg:hackage/aeson@1.0.0.0', 'Hackage', 'aeson', '1.0.0.0'],
  ['pkg:julia/HTTP@1.10.0?uuid=cd3eb016', 'Julia', 'HTTP', '1.10.0'],
  ['pkg:opam/cohttp@5.0.0', 'opam', 'cohttp', '5.0.0'],
])('%s', ([purl, ecosystem, name, version]) => {
  expect(osvPackageOf(purl as string)).toEqual([{ ecosystem, name, ...(version && { version }) }])
})

test.for([
  ['pkg:deb/debian/libssl3@3.0.11-1?arch=amd64&distro=debian-12', 'Debian:12', 'libssl3', '3.0.11-1'],
  ['pkg:deb/debian/libssl3@3.0.11-1?distro=debian-12.2&upstream=openssl', 'Debian:12', 'openssl', '3.0.11-1'],
  ['pkg:deb/debian/libc6@2.36-9?distro=bookworm&upstream=glibc%402.36-8', 'Debian:12', 'glibc', '2.36-8'],
  ['pkg:deb/debian/bsdutils@2.33.1-0.1?distro=debian-10.2&epoch=1', 'Debian:10', 'bsdutils', '1:2.33.1-0.1'],
  ['pkg:deb/debian/zlib1g@1.2-3', 'Debian', 'zlib1g', '1.2-3'],
  ['pkg:deb/debian/zlib1g@1.2-3?distro=debian-sid', 'Debian:sid', 'zlib1g', '1.2-3'],
  ['pkg:deb/ubuntu/bash@5.1-6ubuntu1?distro=ubuntu-22.04', 'Ubuntu:22.04:LTS', 'bash', '5.1-6ubuntu1'],
  ['pkg:deb/ubuntu/bash@5.2?distro=ubuntu-23.10', 'Ubuntu:23.10', 'bash', '5.2'],
  ['pkg:deb/ubuntu/bash@5.2?distro=noble', 'Ubuntu:24.04:LTS', 'bash', '5.2'],
  [
    'pkg:apk/alpine/libcrypto3@3.1.4-r0?distro=alpine-3.19.1&upstream=openssl',
    'Alpine:v3.19',
    'openssl',
    '3.1.4-r0',
  ],
  ['pkg:apk/alpine/busybox@1.36.1-r2?distro=3.18.3', 'Alpine:v3.18', 'busybox', '1.36.1-r2'],
  ['pkg:apk/wolfi/curl@8.0.0-r0?distro=wolfi', 'Wolfi', 'curl', '8.0.0-r0'],
  ['pkg:apk/chainguard/curl@8.0.0-r0', 'Chainguard', 'curl', '8.0.0-r0'],
  ['pkg:rpm/almalinux/bash@5.1.8-6.el9?distro=almalinux-9.3', 'AlmaLinux:9', 'bash', '5.1.8-6.el9'],
  ['pkg:rpm/rocky/dbus@1.12-1.el8?epoch=1&distro=rocky-8.9', 'Rocky Linux:8', 'dbus', '1:1.12-1.el8'],
  ['pkg:rpm/suse/zlib@1.2.13-1?distro=sles-15.5', 'SUSE:Linux Enterprise Server 15 SP5', 'zlib', '1.2.13-1'],
  ['pkg:rpm/opensuse/zlib@1.2-1?distro=opensuse-leap-15.5', 'openSUSE:Leap 15.5', 'zlib', '1.2-1'],
  ['pkg:rpm/opensuse/zlib@1.2-1?distro=opensuse.leap-15.4', 'openSUSE:Leap 15.4', 'zlib', '1.2-1'],
  ['pkg:rpm/opensuse/zlib@1.2-1?distro=opensuse-tumbleweed-20240101', 'openSUSE:Tumbleweed', 'zlib', '1.2-1'],
  ['pkg:rpm/mageia/zlib@1.2-1.mga9?distro=mageia-9', 'Mageia:9', 'zlib', '1.2-1.mga9'],
  ['pkg:rpm/openeuler/zlib@1.2-1?distro=openeuler-22.03', 'openEuler:22.03-LTS', 'zlib', '1.2-1'],
  ['pkg:rpm/openeuler/zlib@1.2-1?distro=openeuler-22.03-lts-sp1', 'openEuler:22.03-LTS-SP1', 'zlib', '1.2-1'],
  ['pkg:rpm/photon/zlib@1.2-1.ph4?distro=photon-4.0', 'Photon OS:4.0', 'zlib', '1.2-1.ph4'],
] as const)('%s', ([purl, ecosystem, name, version]) => {
  expect(first(purl)).toEqual({ ecosystem, name, version })
})

test("Red Hat's streams, and CentOS, under the source and the own name", () => {
  const purl =
    'pkg:rpm/rhel/openssl-libs@1.1.1k-9.el8_7?epoch=1&upstream=openssl-1.1.1k-9.el8_7.src.rpm&distro=rhel-8.7'
  const packages = osvPackageOf(purl)
  expect(packages[0]).toEqual({
    ecosystem: 'Red Hat:enterprise_linux:8::baseos',
    name: 'openssl',
    version: '1:1.1.1k-9.el8_7',
  })
  expect(packages).toContainEqual({
    ecosystem: 'Red Hat:enterprise_linux:8::appstream',
    name: 'openssl-libs',
    version: '1:1.1.1k-9.el8_7',
  })
  expect(first('pkg:rpm/centos/acl@2.2.51-14.el7?distro=centos-7.6.1810')?.ecosystem).toBe(
    'Red Hat:enterprise_linux:7::server',
  )
  expect(first('pkg:rpm/redhat/acl@2.3-1.el10?distro=redhat-10.1')?.ecosystem).toBe(
    'Red Hat:enterprise_linux:10.1',
  )
})

test("Debian's advisories are about source packages: the own name of a package that has another source is none", () => {
  const purl = 'pkg:deb/ubuntu/libssl3@3.0?distro=ubuntu-22.04&upstream=openssl'
  expect(osvPackageOf(purl)).toEqual([
    { ecosystem: 'Ubuntu:22.04:LTS', name: 'openssl', version: '3.0' },
    { ecosystem: 'Ubuntu:Pro:22.04:LTS', name: 'openssl', version: '3.0' },
  ])
})

test("Kubernetes' modules are spoken of in two ecosystems", () => {
  expect(osvPackageOf('pkg:golang/k8s.io/apiserver@v0.29.0')).toEqual([
    { ecosystem: 'Go', name: 'k8s.io/apiserver', version: 'v0.29.0' },
    { ecosystem: 'Kubernetes', name: 'k8s.io/apiserver', version: 'v0.29.0' },
  ])
})

test.for([
  '',
  'pkg:',
  'npm/left-pad@1',
  'pkg:generic/thing@1',
  'pkg:rpm/amzn/zlib@1?distro=amzn-2',
  'pkg:deb/raspbian/zlib1g@1?distro=raspbian-11',
  'pkg:constructor/x@1',
])('%j is nothing that OSV has', (purl) => {
  expect(osvPackageOf(purl)).toEqual([])
})

test.for([
  ['PyPI', 'Zope.Interface', 'zope-interface'],
  ['NuGet', 'Newtonsoft.JSON', 'newtonsoft.json'],
  ['crates.io', 'serde_json', 'serde-json'],
  ['SwiftURL', 'https://github.com/Apple/swift-nio.git', 'github.com/apple/swift-nio'],
  ['Debian:12', 'OpenSSL', 'openssl'],
  ['Maven', 'org.Foo:Bar', 'org.Foo:Bar'],
  ['Go', 'github.com/BurntSushi/toml', 'github.com/burntsushi/toml'],
  ['constructor', 'X', 'X'],
])('in %s, %s is %s', ([ecosystem, name, key]) => {
  expect(normalName(ecosystem as string, name as string)).toBe(key)
})

test('both sides meet', () => {
  for (const [purl, ecosystem, name] of [
    ['pkg:npm/JSONStream@1.0.3', 'npm', 'JSONStream'],
    ['pkg:pypi/ruamel-yaml@0.1', 'PyPI', 'ruamel.yaml'],
    ['pkg:swift/github.com/apple/swift-nio@1.0.0', 'SwiftURL', 'https://github.com/apple/swift-nio'],
    ['pkg:pub/my-package@1.0.0', 'Pub', 'my_package'],
    ['pkg:golang/github.com/burntsushi/toml@v1.0.0', 'Go', 'github.com/BurntSushi/toml'],
  ] as const)
    expect(normalName(ecosystem, first(purl)?.name ?? '')).toBe(normalName(ecosystem, name))
})

test('no text breaks it', () => {
  const qualifier = fc.tuple(fc.constantFrom('distro', 'upstream', 'epoch', 'arch'), fc.string())
  const purls = fc
    .tuple(
      fc.constantFrom('deb', 'rpm', 'apk', 'npm', 'golang', 'pypi', 'swift', '__proto__', 'x'),
      fc.constantFrom('debian', 'ubuntu', 'suse', 'rhel', 'openeuler', 'alpine', ''),
      fc.string(),
      fc.string(),
      fc.array(qualifier, { maxLength: 3 }),
    )
    .map(([type, space, name, version, list]) => {
      const tail = list.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join('&')
      return `pkg:${type}/${space}/${name}@${version}?${tail}`
    })
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary-ascii' }), purls), (purl) => {
      for (const { ecosystem, name } of osvPackageOf(purl))
        expect(normalName(ecosystem, name).length).toBeGreaterThanOrEqual(0)
    }),
  )
})

test.each([
  ['pkg:golang/github.com/owner/module@v1.2', 'v1.2', 'pkg:golang/github.com/owner/module@v1.2'],
  ['pkg:golang/x@v1', 'v1', 'pkg:golang/x@v1'],
  ['pkg:npm/%40scope/name', '1.0.0', 'pkg:npm/%40scope/name@1.0.0'],
])('%s in version %s is written %s', (purl, version, written) => {
  expect(purlOf(partsOf(purl) as PurlParts, version)).toBe(written)
})
