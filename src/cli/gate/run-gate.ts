import { randomBytes } from 'node:crypto'
import { deriveKeys } from '../../platform/keys.ts'
import { baselineOf } from '../../risk/gate/baseline.ts'
import { decide, type GateInput } from '../../risk/gate/decide.ts'
import type { Verdict } from '../../risk/gate/verdict.ts'
import type { ApiClient } from '../api-client.ts'
import { withApi } from '../connect.ts'
import { findAsset } from '../find-asset.ts'
import type { Output } from '../output.ts'
import { ownFormats } from '../own-formats.ts'
import type { Wiring } from '../wiring.ts'
import { gatePolicies } from './gate-policies.ts'
import { changedFiles, checkOptions, formatsOf, type GateOptions, graceOf } from './options.ts'
import { type ReadOptions, readReports } from './read-reports.ts'
import { keepOverride, requireInstance, serverBaseline, serverSignals } from './server-side.ts'

/** Reads, compares, decides. Throws where something is missing to come to a verdict. */
export async function runGate(
  wiring: Wiring,
  files: readonly string[],
  options: GateOptions,
  out: Output,
): Promise<Verdict> {
  checkOptions(options)
  const grace = graceOf(options)
  // One key for both sides makes their secrets comparable; it is kept nowhere.
  const { hashSecret } = deriveKeys(randomBytes(32).toString('hex'))
  const reading: ReadOptions = {
    hashSecret,
    own: ownFormats(wiring, out),
    formatOf: formatsOf(options, files),
  }
  const common = {
    reports: await readReports(files, reading),
    change: { branch: options.source ?? '', files: await changedFiles(options.changed) },
    asset: options.asset ?? null,
    warnOnly: options.warnOnly ?? false,
    grace,
    now: Date.now(),
  }
  if (options.asset !== undefined) {
    await requireInstance(wiring)
    return withApi(wiring, (api) => withServer(api, options.asset as string, common, options))
  }
  const baseline = options.baseline && (await readReports(options.baseline, reading))
  const verdict = decide({
    ...common,
    policies: await gatePolicies(options.policy, undefined),
    baseline: baseline && baselineOf(baseline, (options.baseline ?? []).join(', ')),
    secretsBy: 'hash',
    signals: new Map(),
  })
  const { override: reason } = options
  if (reason === undefined || verdict.verdict !== 'blocked') return verdict
  return letPass(verdict, {
    reason: reason.trim(),
    at: new Date().toISOString(),
    recorded: 'outputs',
    by: null,
  })
}

async function withServer(
  api: ApiClient,
  asset: string,
  common: Omit<GateInput, 'policies' | 'baseline' | 'secretsBy' | 'signals'>,
  { branch, override, source = '', policy }: GateOptions,
): Promise<Verdict> {
  const id = await findAsset(api, asset)
  const verdict = decide({
    ...common,
    policies: await gatePolicies(policy, { api, asset: id }),
    baseline: await serverBaseline(api, id, branch),
    secretsBy: 'mask',
    signals: await serverSignals(api, common.reports),
  })
  if (override === undefined || verdict.verdict !== 'blocked') return verdict
  return letPass(verdict, await keepOverride(api, id, verdict, override.trim(), source))
}

const letPass = (verdict: Verdict, override: NonNullable<Verdict['override']>): Verdict => ({
  ...verdict,
  verdict: 'pass',
  override,
})
