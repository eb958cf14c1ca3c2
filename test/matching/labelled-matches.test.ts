import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { purlOf } from '../../src/formats/values/purl.ts'
import { storedFile } from '../../src/intel/feeds/test-feed-file.ts'
import { judgeRecord } from '../../src/intel/matching/judge-record.ts'
import { namedPackages, type PackageSource, packageKey } from '../../src/intel/matching/packages-of.ts'
import { CORPUS, WITHOUT_CORPUS } from '../corpus.ts'
import { INTEL_MIRROR, WITHOUT_INTEL_MIRROR } from '../intel-mirror.ts'
import { type Known, knownOf, type Said } from './osv-pairs.ts'

// People's judgement of another tool's matches: a package of an image is affected by a vulnerability (TP) or is not (FP).

interface Label {
  label: string
  name: string
  version: string
  /** The vulnerability under the names that the label gives. */
  ids: string[]
}

/** Labels tell no ecosystem: those that need no group are tried, and what the image shows of the others. */
const GROUPS: Record<string, string> = { guava: 'com.google.guava' }

/** True ones that the records of the mirror do not call affected: their spans are others than today's. */
const MISSED = ['cryptiles 2.0.5 CVE-2018-1000620', 'numpy 1.21.2 CVE-2021-34141']

describe.skipIf(!CORPUS || !INTEL_MIRROR)(
  `matches that people have judged${WITHOUT_CORPUS}${WITHOUT_INTEL_MIRROR}`,
  () => {
    let known: Known
    let labels: Label[]

    beforeAll(async () => {
      const folder = INTEL_MIRROR as string
      const ecosystems = readdirSync(join(folder, 'osv'))
      known = await knownOf(ecosystems.map((ecosystem) => storedFile(folder, `osv/${ecosystem}/all.zip`)))
      labels = labelsIn(join(CORPUS as string, 'groundtruth/grype-match-labels.ndjson'))
    }, 120_000)

    test('no false one comes back', () => {
      const wrong = labels.filter(({ label }) => label === 'FP')
      const ids = new Set([...known.values()].flat().flatMap(({ id, aliases }) => [id, ...aliases]))
      expect(wrong.length).toBeGreaterThan(500)
      // Vulnerabilities that the mirror knows, of other packages than the labelled.
      expect(wrong.filter((one) => one.ids.some((id) => ids.has(id)))).toHaveLength(6)
      expect(wrong.filter((label) => saidOf(label, known).some(({ affected }) => affected))).toEqual([])
    })

    test('the true ones of which the mirror speaks are found', () => {
      const right = labels.filter(({ label }) => label === 'TP')
      const spoken = right.filter((label) => saidOf(label, known).length > 0)
      const missed = spoken.filter((label) => !saidOf(label, known).some(({ affected }) => affected))
      expect(new Set(missed.map(({ name, version, ids }) => `${name} ${version} ${ids[0]}`))).toEqual(
        new Set(MISSED),
      )
      expect([spoken.length, missed.length]).toEqual([20, 3])
    })
  },
)

/** What the records of a label's vulnerability say of its package. */
function saidOf({ name, version, ids }: Label, known: Known): { affected: boolean }[] {
  const judge = judgeRecord()
  const isMeant = ({ id, aliases }: Said) => [id, ...aliases].some((one) => ids.includes(one))
  return candidates(name, version)
    .flatMap(namedPackages)
    .flatMap((as) => (known.get(packageKey(as)) ?? []).filter(isMeant))
    .map((record) => ({ affected: judge(record, version).verdict === 'affected' }))
}

/** `github.com/owner/module` is a module of Go; other names may be of any ecosystem. */
function candidates(name: string, version: string): PackageSource[] {
  const types = /^[^/]+\.[^/]+\//.test(name) ? ['golang'] : ['npm', 'pypi', 'gem', 'cargo', 'nuget']
  const namespace = GROUPS[name]
  const purls = types.map((type) => purlOf({ type, name, version }))
  if (namespace) purls.push(purlOf({ type: 'maven', namespace, name, version }))
  return purls.filter((purl) => purl !== undefined).map((purl) => ({ purl }))
}

/** Each judgement once, however many images and tools it was made on. */
function labelsIn(file: string): Label[] {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  const labels = lines.map((line): [string, Label] => {
    const { label, package: named, vulnerability_id: id, effective_cve: cve } = JSON.parse(line)
    const ids = [...new Set([cve, id].filter(Boolean))]
    return [JSON.stringify([label, named, ids]), { label, ...named, ids }]
  })
  return [...new Map(labels).values()]
}
