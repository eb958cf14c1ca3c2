/**
 * Reads mutated reports for as long as one likes: every fixture and, where one is given, every file of a folder of real reports.
 *   npm run fuzz -- --minutes 10 [--format ID] [--corpus FOLDER] [--seed N]
 * Reports that came least in runs before come first, so that many short runs come to all of them; with a seed each report has its
 * own turn, so that a failure comes again. What a reader does not survive is kept under .cache/fuzz/ with its seed, and the exit code is 1.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
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

const TURNS = join(KEPT, 'turns.json')

/** How often each report came in runs before. */
const turnsBefore = (): Record<string, number> =>
  existsSync(TURNS) ? (JSON.parse(readFileSync(TURNS, 'utf8')) as Record<string, number>) : {}

const keyOf = ({ format, name }: Target): string => `${format.id}/${name}`

/** The reports in the order of their turns: those that came least first. Notes each turn when it is taken. */
function* byTurn(targets: Target[]): Generator<Target> {
  const turns = turnsBefore()
  const turnOf = (target: Target) => turns[keyOf(target)] ?? 0
  for (;;)
    for (const target of targets.toSorted((a, b) => turnOf(a) - turnOf(b))) {
      turns[keyOf(target)] = turnOf(target) + 1
      mkdirSync(KEPT, { recursive: true })
      writeFileSync(TURNS, JSON.stringify(turns))
      yield target
    }
}

/** With a seed the report depends on it alone. */
function* bySeed(targets: Target[], seed: number): Generator<Target> {
  for (let next = seed; ; next++) yield targets[next % targets.length] as Target
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
for (const target of values.seed === undefined ? byTurn(targets) : bySeed(targets, seed)) {
  if (Date.now() >= end) break
  rounds++
  if (!(await attack(target, seed++))) failures++
}
const turns = turnsBefore()
const reached = targets.filter((target) => turns[keyOf(target)]).length
console.log(
  `${rounds * RUNS_AT_ONCE} mutations of ${Math.min(rounds, targets.length)} of ${targets.length} reports: ${failures} failures; ${reached} of them came in this or an earlier run`,
)
process.exitCode = failures > 0 ? 1 : 0
