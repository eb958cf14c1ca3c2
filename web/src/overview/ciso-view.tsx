import { useQuery } from '@tanstack/react-query'
import { SlaFiguresView } from '../sla/sla-figures.tsx'
import { ByUnit } from './by-unit.tsx'
import { Card } from './card.tsx'
import { Drivers } from './drivers.tsx'
import { HowWeDo } from './how-we-do.tsx'
import { Movers } from './movers.tsx'
import { type OverviewScope, roleQueryOf } from './overview-query.ts'
import { RiskOverTime } from './risk-over-time.tsx'
import { RoleGrid } from './role-card.tsx'

/** Is the risk rising, where, why, and do we keep our promises? */
export function CisoView({ scope }: { scope: OverviewScope }) {
  const query = useQuery(roleQueryOf('ciso', scope))
  return (
    <RoleGrid query={query} scope={scope}>
      {(ciso) => (
        <>
          <RiskOverTime risk={ciso.risk} open={ciso.open} days={ciso.days} />
          <Drivers drivers={ciso.drivers} days={ciso.days} />
          <ByUnit units={ciso.byUnit} />
          <Movers movers={ciso.movers} />
          <Card title="Due dates">
            <SlaFiguresView figures={ciso.figures.sla} days={ciso.days} />
          </Card>
          <HowWeDo figures={ciso.figures} days={ciso.days} />
        </>
      )}
    </RoleGrid>
  )
}
