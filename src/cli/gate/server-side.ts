import type { z } from 'zod'
import type { gate } from '../../api/contract/index.ts'
import { readConfig } from '../../platform/config.ts'
import { AppError } from '../../platform/errors.ts'
import type { Baseline } from '../../risk/gate/baseline.ts'
import type { Reports } from '../../risk/gate/collect.ts'
import type { Signals } from '../../risk/gate/gate-finding.ts'
import type { Override, Verdict } from '../../risk/gate/verdict.ts'
import type { ApiClient } from '../api-client.ts'
import type { Wiring } from '../wiring.ts'

/** Asking must not make an instance where there is none: an empty one knows of no branch. */
export async function requireInstance(wiring: Wiring): Promise<void> {
  if (await wiring.hasInstance(readConfig(process.env))) return
  throw new AppError(
    'no_server',
    400,
    'There is no Stance to ask about this asset: set STANCE_URL and STANCE_TOKEN, or give --baseline instead of --asset.',
  )
}

/** What the server knows of the target branch. */
export async function serverBaseline(
  api: ApiClient,
  asset: string,
  branch: string | undefined,
): Promise<Baseline> {
  const known = await api.request<z.infer<typeof gate.gateBaseline>>({
    path: `/assets/${asset}/gate-baseline`,
    query: { branch },
  })
  return {
    name: known.branch,
    tools: new Set(known.tools),
    entries: known.entries,
    incomplete: false,
    context: known.context,
  }
}

/** The most that the server takes at once. */
const MOST_ADVISORIES = 10_000

type SignalOf = Omit<z.infer<typeof gate.signals>[number], 'advisory'>

/** What the server's intelligence says of the reports' advisories. */
export async function serverSignals(api: ApiClient, { told }: Reports): Promise<Signals> {
  const ids = new Set(told.flatMap(({ observation }) => observation.advisories ?? []))
  const all = [...ids].filter((id) => id !== '' && id.length <= 200)
  const signals = new Map<string, SignalOf>()
  for (let i = 0; i < all.length; i += MOST_ADVISORIES) {
    const answer = await api.request<z.infer<typeof gate.signals>>({
      method: 'POST',
      path: '/gate/signals',
      json: { advisories: all.slice(i, i + MOST_ADVISORIES) },
    })
    for (const { advisory, ...signal } of answer) signals.set(advisory, signal)
  }
  return signals
}

/** Keeps an override in the server's audit log; what cannot be kept does not happen. */
export async function keepOverride(
  api: ApiClient,
  asset: string,
  verdict: Verdict,
  reason: string,
  branch: string,
): Promise<Override> {
  const blocked = verdict.findings.filter(({ effect }) => effect === 'block')
  const { by, at } = await api.request<z.infer<typeof gate.override>>({
    method: 'POST',
    path: `/assets/${asset}/gate-overrides`,
    json: {
      reason,
      branch,
      policy: `${verdict.policy.name} ${verdict.policy.version}`.slice(0, 500),
      count: blocked.length,
      blocked: blocked.slice(0, 100).map(({ finding, place }) => ({
        id: finding.id,
        title: finding.title.slice(0, 500),
        place: place.slice(0, 1_000),
      })),
    },
  })
  return { reason, at, by, recorded: 'server' }
}
