import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { secretHider } from '../hide-secrets.ts'
import { literalsOf } from '../mask-literals.ts'
import { loss } from '../problem.ts'
import { type Element, eachElement, elementBatches, wholeJson } from '../syntax/json.ts'
import { UnreadableReport } from '../unreadable.ts'
import { asList, asText, isObject, type Json } from '../values/fields.ts'
import { isFormer, modernResult, modernRun } from './former.ts'
import { isPassed, observationOf } from './observation.ts'
import { resultsAboutSecrets } from './results-about-secrets.ts'
import { headerOf, imageOf, Run, toolOf } from './run.ts'
import { runProblems } from './run-problems.ts'

const RESULTS = '/runs/*/results/*'
/** Of a file of external properties (4.2), which holds parts of one run. */
const EXTERNAL = '/results/*'

export const sarif = {
  id: 'sarif',
  name: 'SARIF',
  link: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html',
  extensions: ['.sarif', '.sarif.json', '.json'],
  kinds: [
    'code',
    'dependency',
    'secret',
    'config',
    'web',
    'api',
    'container',
    'pipeline',
    'license',
    'malware',
  ],
  howTo: 'codeql database analyze DATABASE --format=sarif-latest --output=report.sarif',
  detect,
  read,
} satisfies Format

function detect(sample: Sample): number {
  if (!isObject(sample.outline)) return 0
  const version = asText(sample.outline?.version)
  const named = /sarif/i.test(asText(sample.outline?.$schema) ?? '')
  if (isExternal(sample.outline)) return 0.95
  // Without runs in sight it may be a file of external properties without results, or the runs come later.
  if (!Array.isArray(sample.outline.runs)) return !named ? 0 : sample.outline.runs === null ? 0.6 : 0.4
  if (named || toolOf(asList(sample.outline?.runs).find(isObject) ?? {}) !== undefined) return 0.95
  return version !== undefined && /^(?:1\.0|2\.)/.test(version) ? 0.8 : 0
}

const isExternal = (log: Json): boolean =>
  !('runs' in log) &&
  Array.isArray(log.results) &&
  (typeof log.runGuid === 'string' || /sarif-external-propert/i.test(asText(log.$schema) ?? ''))

/** The parts of a run that a file of external properties may hold stand at its root, the tool's in two members of their own. */
const runOfExternal = ({ driver, extensions, ...run }: Json): Json => ({
  ...run,
  tool: { driver, extensions },
})

/**
 * Two passes: a run's rules, artifacts and base URIs may stand behind its results and are needed for each of them, and a pass that
 * skips the results costs a sixth of one that parses them.
 */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { value, problems } = await wholeJson(input, context, [RESULTS, EXTERNAL])
  yield* problems
  const external = isObject(value) && isExternal(value)
  if (!isObject(value) || (!external && !Array.isArray(value.runs) && value.runs !== null))
    throw new UnreadableReport(
      'broken',
      'This does not read as SARIF: it has no runs. Choose the right format, or run the tool again.',
    )
  if (value.runs === null) yield loss('/runs', 'this log has no runs (null): the tool did not come to look')
  const former = isFormer(value)
  const given = external ? [runOfExternal(value)] : asList(value.runs)
  const runs = given.map((run) => (former && isObject(run) ? modernRun(run) : run))
  const several = new Set(runs.map((run) => (isObject(run) ? toolOf(run) : undefined))).size > 1
  const results = [external ? EXTERNAL : RESULTS]
  const hide = secretHider(await secretsIn(input, context, { runs, several, results, former }))
  const opened = new OpenRun(runs, several)
  for await (const batch of elementBatches(input, context, results)) {
    for (const element of batch) {
      if (element.type === 'problem') yield element
      else {
        if (opened.holder !== element.holder) yield* opened.moveTo(element.holder)
        const item = itemOf(element, opened.run, former)
        if (item) yield item.type === 'observation' ? hide(item) : item
      }
    }
  }
  yield* opened.moveTo(undefined)
}

interface Runs {
  runs: unknown[]
  several: boolean
  results: string[]
  former: boolean
}

/** What results about secrets print: those of other rules on the same lines print it as well. Parses only what such a rule made. */
async function secretsIn(
  input: Input,
  context: ReadContext,
  { runs, several, results, former }: Runs,
): Promise<Set<string>> {
  const secrets = new Set<string>()
  const only = resultsAboutSecrets(runs)
  if (!only) return secrets
  const opened = new OpenRun(runs, several)
  for await (const element of eachElement(input, context, results, { only })) {
    if (element.type === 'problem') continue
    // What a run tells of itself is passed on by the reading of all results.
    if (opened.holder !== element.holder) Array.from(opened.moveTo(element.holder))
    const item = itemOf(element, opened.run, former)
    if (item?.type !== 'observation') continue
    for (const secret of [item.secret ?? '', ...literalsOf(item)]) if (secret) secrets.add(secret)
  }
  return secrets
}

function itemOf({ value, where, text }: Element, run: Run, former: boolean): Item | undefined {
  if (!isObject(value)) return loss(where, 'this result is not an object and is left out')
  const result = former ? modernResult(value) : value
  return isPassed(result) ? undefined : observationOf(result, text, run)
}

/** The run whose results are being read; those without results are told on the way. */
class OpenRun {
  readonly #runs: unknown[]
  readonly #several: boolean
  #index = -1
  /** Where its results lie. */
  holder: string | undefined = undefined
  run: Run

  constructor(runs: unknown[], several: boolean) {
    this.#runs = runs
    this.#several = several
    this.run = new Run({}, several)
  }

  /** Opens the run whose results lie at `holder`, or passes all that are left: their headers, assets and problems. */
  *moveTo(holder: string | undefined): Generator<Item> {
    const index = holder === undefined ? this.#runs.length - 1 : Number(holder.split('/')[2])
    while (this.#index < index) yield* this.#open(++this.#index)
    this.holder = holder
  }

  *#open(index: number): Generator<Item> {
    const given = this.#runs[index]
    const json: Json = isObject(given) ? given : {}
    if (!isObject(given)) yield loss(`/runs/${index}`, 'this run is not an object and is left out')
    this.run = new Run(json, this.#several)
    yield headerOf(json)
    const image = imageOf(json)
    if (image) yield image
    yield* runProblems(json, `/runs/${index}`)
  }
}
