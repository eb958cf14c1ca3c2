import type { Pool, Tx } from '../../../platform/database.ts'
import { CONTEXT } from '../../ranking-basis.ts'
import type { RiskContext } from '../../score/input.ts'
import type { CelFacts } from '../condition.ts'
import type { InForce } from '../store/policies-in-force.ts'

/** An asset as policies see it: what it is, where it belongs, in what surroundings it stands. */
export interface Place {
  id: string
  name: string
  kind: string
  applicationId: string | null
  application: string
  teamId: string | null
  team: string
  context: RiskContext
}

interface Row extends RiskContext, Omit<Place, 'context'> {}

/** Places of some assets, or of all. */
export async function readPlaces(db: Pool | Tx, assets?: readonly string[]): Promise<Place[]> {
  const { rows } = await db.query<Row>(
    `select a.id, a.name, a.kind, p.id as "applicationId", coalesce(p.name, '') as application, t.id as "teamId",
            coalesce(t.name, '') as team, ${CONTEXT}
     from asset a left join application p on p.id = a.application_id left join team t on t.id = p.team_id
     where $1::uuid[] is null or a.id = any($1) order by a.id`,
    [assets ?? null],
  )
  return rows.map(({ id, name, kind, applicationId, application, teamId, team, ...context }) => ({
    id,
    name,
    kind,
    applicationId,
    application,
    teamId,
    team,
    context,
  }))
}

/** Whether a policy is for what belongs there. */
export function covers({ policy, scopeId }: Pick<InForce, 'policy' | 'scopeId'>, place: Place): boolean {
  const own = { everything: null, team: place.teamId, application: place.applicationId, asset: place.id }
  return own[policy.scope] === scopeId
}

/** The facts that are an asset's, and not its findings'. */
export const placeFacts = ({ name, kind, application, team, context }: Place): CelFacts => ({
  asset: {
    name,
    kind,
    criticality: context.criticality ?? '',
    exposure: context.exposure ?? '',
    environment: context.environment ?? '',
    dataClasses: context.dataClasses ?? [],
    controls: context.controls ?? [],
    compliance: context.compliance ?? [],
  },
  application: { name: application, team },
})
