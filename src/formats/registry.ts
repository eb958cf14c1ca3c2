import { bandit } from './bandit/index.ts'
import { checkov } from './checkov/index.ts'
import type { Format } from './contract.ts'
import { cyclonedx } from './cyclonedx/index.ts'
import { gitleaks } from './gitleaks/index.ts'
import { grype } from './grype/index.ts'
import { npmAudit } from './npm-audit/index.ts'
import { nuclei } from './nuclei/index.ts'
import { ocsf } from './ocsf/index.ts'
import { osvScanner } from './osv-scanner/index.ts'
import { sarif } from './sarif/index.ts'
import { semgrep } from './semgrep/index.ts'
import { snyk } from './snyk/index.ts'
import { spdx } from './spdx/index.ts'
import { stanceCsv } from './stance-csv/index.ts'
import { stanceJson } from './stance-json/index.ts'
import { trivy } from './trivy/index.ts'
import { zap } from './zap/index.ts'

/** Every format that can be read: one line each, in alphabetical order. */
export const formats: Format[] = [
  bandit,
  checkov,
  cyclonedx,
  gitleaks,
  grype,
  npmAudit,
  nuclei,
  ocsf,
  osvScanner,
  sarif,
  semgrep,
  snyk,
  spdx,
  stanceCsv,
  stanceJson,
  trivy,
  zap,
]
