import type { Tx } from '../../platform/database.ts'
import { notFound } from '../../platform/errors.ts'
import { INPUT, type InputRow, scoreInput } from '../rank-input.ts'
import { riskContext } from '../ranking-basis.ts'
import { type Ssvc, ssvcDecision } from './ssvc-decision.ts'

/** What SSVC's tables say of a finding, by the same facts as its kept decision. Throws `not_found`. */
export async function explainSsvc(tx: Tx, asset: string, finding: string): Promise<Ssvc> {
  const { rows } = await tx.query<InputRow & { technical: 'partial' | 'total' | null }>(
    `select ${INPUT},
       (select max(s.technical_impact) filter (where not s.rejected) from unnest(f.advisories) a (id)
        left join advisory_alias l on l.id = a.id join assessment s on s.cve in (a.id, l.canonical)) as technical
     from finding f where f.asset_id = $1 and f.id = $2`,
    [asset, finding],
  )
  const row = rows[0]
  if (!row) throw notFound('finding', finding)
  const input = scoreInput(row, await riskContext(tx, asset))
  return ssvcDecision({ ...input, exploitMaturity: input.maturity, technicalImpact: row.technical })
}
