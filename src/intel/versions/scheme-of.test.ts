import { expect, test } from 'vitest'
import { schemeOf } from './scheme-of.ts'

test.each([
  ['npm', 'semver'],
  ['crates.io', 'semver'],
  ['GitHub Actions', 'semver'],
  ['Pub', 'semver-with-build'],
  ['Julia', 'semver-with-build'],
  ['Go', 'go'],
  ['PyPI', 'pep440'],
  ['Maven', 'maven'],
  ['Maven:https://maven.google.com', 'maven'],
  ['Packagist:https://packages.drupal.org/8', 'composer'],
  ['Debian:12', 'dpkg'],
  ['Ubuntu:22.04:LTS', 'dpkg'],
  ['Ubuntu:Pro:18.04:LTS', 'dpkg'],
  ['Alpine:v3.19', 'apk'],
  ['Wolfi', 'apk'],
  ['BellSoft Hardened Containers:stream', 'apk'],
  ['Red Hat:enterprise_linux:8::baseos', 'rpm'],
  ['SUSE:Linux Enterprise Server 15 SP5', 'rpm'],
  ['openEuler:22.03-LTS', 'rpm'],
  ['Photon OS:3.0', 'rpm'],
  ['Azure Linux:3', 'rpm'],
  ['Bitnami', 'bitnami'],
  ['Echo', 'dpkg'],
  ['Echo:PyPI', 'pep440'],
  ['Root:Alpine:3.18', 'apk'],
  ['TuxCare:Red Hat', 'rpm'],
  ['Docker Hardened Images:Debian:trixie', 'dpkg'],
])('%s is ordered by %s', (ecosystem, id) => {
  expect(schemeOf(ecosystem)?.id).toBe(id)
})

test.each([
  ...[
    'OSS-Fuzz',
    'Android',
    'Linux',
    'GIT',
    'FreeBSD:ports',
    'CleanStart',
    'Root',
    'TuxCare:TuxCare:npm',
    'NPM',
    '',
    ':',
    ':npm',
  ],
  'constructor',
])('%s is not ordered', (ecosystem) => {
  expect(schemeOf(ecosystem)).toBeUndefined()
})
