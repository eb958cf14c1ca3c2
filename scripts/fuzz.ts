/**
 * Reads mutated reports for as long as one likes: every fixture and, where one is given, every file of a folder of real reports.
 *   npm run fuzz -- --minutes 10 [--format ID] [--corpus FOLDER] [--seed N]
 * What a reader does not survive is kept under .cache/fuzz/ with its seed, and the exit code is 1.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import fc from 'fast-check'
import type { Format } from '../src/formats/contract.ts'
import { detectFormat } from '../src/formats/detect.ts'
import { inputOf } from '../src/formats/input.ts'
import { DEFAULT_LIMITS } from '../src/formats/limits.ts'
import { formats } from '../src/formats/registry.ts'
import { mutationsOf } from '../src/formats/test-mutations.ts'
import { detects, survives } from '../src/formats/test-survives.ts'

const ROOT = join(import.meta.dirname, '..')
const KEPT = join(ROOT, '.cache/fuzz')
/** Larger files of a corpus take the time of a hundred small ones. */
const MOST_BYTES = 512 * 1024
const RUNS_AT_ONCE = 25

interface Target {
  format: Format
  name: string
  bytes: Buffer
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

function fixtures(): Target[] {
  return formats.flatMap((format) =>
    filesIn(join(ROOT, 'src/formats', format.id, 'fixtures')).map((file) => ({
      format,
      name: basename(file),
      bytes: readFileSync(file),
    })),
  )
}

async function corpus(folder: string): Promise<Target[]> {
  const targets: Target[] = []
  for (const file of filesIn(folder)) {
    const bytes = readFileSync(file)
    if (bytes.length > MOST_BYTES) continue
    const { format } = await detectFormat(inputOf(bytes), DEFAULT_LIMITS).catch(() => ({ format: undefined }))
    if (format) targets.push({ format, name: basename(file), bytes })
  }
  return targets
}

/** Some mutations of one report; tells whether the reader survived them. */
async function attack({ format, name, bytes }: Target, seed: number): Promise<boolean> {
  const property = fc.asyncProperty(mutationsOf(bytes), async (mutated) => {
    await survives(format, inputOf(mutated.bytes))
    await detects(inputOf(mutated.bytes))
  })
  const details = await fc.check(property, { numRuns: RUNS_AT_ONCE, seed })
  if (!details.failed) return true
  const kept = join(KEPT, `${format.id}-${seed}-${name}`)
  mkdirSync(KEPT, { recursive: true })
  writeFileSync(kept, details.counterexample?.[0].bytes ?? '')
  console.error(
    `${format.id} did not survive a mutation of ${name} (seed ${seed}), kept as ${kept}: ${String(details.errorInstance)}`,
  )
  return false
}

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    format: { type: 'string' },
    corpus: { type: 'string' },
    seed: { type: 'string' },
  },
})
const all = [...fixtures(), ...(values.corpus ? await corpus(values.corpus) : [])]
const targets = all.filter(({ format }) => !values.format || format.id === values.format)
if (targets.length === 0) throw new Error(`There is no format "${values.format}": see the list of formats.`)
const end = Date.now() + Number(values.minutes) * 60_000
let seed = Number(values.seed ?? Date.now() % 1_000_000)
let [rounds, failures] = [0, 0]
while (Date.now() < end) {
  // A short run begins anywhere, so that many of them come to all reports; the same seed meets the same report.
  const target = targets[seed % targets.length] as Target
  rounds++
  if (!(await attack(target, seed++))) failures++
}
console.log(
  `${rounds * RUNS_AT_ONCE} mutations of ${Math.min(rounds, targets.length)} of ${targets.length} reports: ${failures} failures`,
)
process.exitCode = failures > 0 ? 1 : 0
