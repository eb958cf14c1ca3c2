import type { RuleTable } from './rule-table.ts'
import bandit from './tables/bandit.json' with { type: 'json' }
import brakeman from './tables/brakeman.json' with { type: 'json' }
import burp from './tables/burp.json' with { type: 'json' }
import eslint from './tables/eslint.json' with { type: 'json' }
import fortify from './tables/fortify.json' with { type: 'json' }
import gosec from './tables/gosec.json' with { type: 'json' }
import horusec from './tables/horusec.json' with { type: 'json' }
import httpHeaders from './tables/http-headers.json' with { type: 'json' }
import kics from './tables/kics.json' with { type: 'json' }
import nikto from './tables/nikto.json' with { type: 'json' }
import nuclei from './tables/nuclei.json' with { type: 'json' }
import phpcs from './tables/phpcs.json' with { type: 'json' }
import pmd from './tables/pmd.json' with { type: 'json' }
import poutine from './tables/poutine.json' with { type: 'json' }
import psalm from './tables/psalm.json' with { type: 'json' }
import pylint from './tables/pylint.json' with { type: 'json' }
import qualysWas from './tables/qualys-was.json' with { type: 'json' }
import rubocop from './tables/rubocop.json' with { type: 'json' }
import sonar from './tables/sonar.json' with { type: 'json' }
import spotbugs from './tables/spotbugs.json' with { type: 'json' }
import staticcheck from './tables/staticcheck.json' with { type: 'json' }
import tls from './tables/tls.json' with { type: 'json' }
import wapiti from './tables/wapiti.json' with { type: 'json' }
import zap from './tables/zap.json' with { type: 'json' }
import zizmor from './tables/zizmor.json' with { type: 'json' }

/** Every table, in alphabetical order. */
export const ruleTables = [
  bandit,
  brakeman,
  burp,
  eslint,
  fortify,
  gosec,
  horusec,
  httpHeaders,
  kics,
  nikto,
  nuclei,
  phpcs,
  pmd,
  poutine,
  psalm,
  pylint,
  qualysWas,
  rubocop,
  sonar,
  spotbugs,
  staticcheck,
  tls,
  wapiti,
  zap,
  zizmor,
] as RuleTable[]
