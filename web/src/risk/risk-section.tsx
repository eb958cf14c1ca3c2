import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { RiskModel } from '../api/types.ts'
import { Loaded } from '../settings/loaded.tsx'
import settings from '../settings/settings.module.css'
import { ModelForm } from './model-form.tsx'
import { ModelHistory } from './model-history.tsx'
import { RankingLine } from './ranking-line.tsx'
import { modelsQuery } from './risk-queries.ts'

/** What the score weighs: presets and own weights, what others would change, and what was in force when. */
export function RiskSection() {
  const models = useQuery(modelsQuery)
  const [again, setAgain] = useState<RiskModel | undefined>()
  return (
    <div className={`${settings.section} ${settings.wide}`}>
      <h2>Risk model</h2>
      <p className={settings.quiet}>
        A score is likelihood times impact, and each of them is made of factors. A weight says how much a
        factor counts: 0 leaves it out, 1 is as it ships, 2 is twice as much. See what other weights would do
        to your findings before you save them.
      </p>
      <RankingLine />
      <Loaded query={models}>
        {(all) => (
          <>
            <ModelForm key={`${all.versions[0]?.version} ${again?.version}`} models={all} start={again} />
            <ModelHistory models={all} onAgain={setAgain} />
          </>
        )}
      </Loaded>
    </div>
  )
}
