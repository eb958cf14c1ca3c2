import { ai } from './ai/index.ts'
import { apiDescriptions } from './api-descriptions/index.ts'
import { calledHosts } from './called-hosts/index.ts'
import { type AnyUnit, asAny } from './contract.ts'
import { dataFields } from './data/index.ts'
import { deployables } from './deployables/index.ts'
import { flows } from './flows/index.ts'
import { imports } from './imports/index.ts'
import { azureTemplates } from './infrastructure/azure/index.ts'
import { cloudformation } from './infrastructure/cloudformation/index.ts'
import { compose } from './infrastructure/compose/index.ts'
import { dockerfile } from './infrastructure/dockerfile/index.ts'
import { hosting } from './infrastructure/hosting/index.ts'
import { kubernetes } from './infrastructure/kubernetes/index.ts'
import { serverless } from './infrastructure/serverless/index.ts'
import { terraform } from './infrastructure/terraform/index.ts'
import { lockfiles } from './lockfiles/index.ts'
import { owners } from './owners/index.ts'
import { pipelines } from './pipelines/index.ts'
import { policies } from './policies/index.ts'
import { routes } from './routes/index.ts'
import { thirdParties } from './third-parties/index.ts'

/** Every unit of discovery; one line each. */
export const UNITS: readonly AnyUnit[] = [
  asAny(routes),
  asAny(apiDescriptions),
  asAny(dataFields),
  asAny(pipelines),
  asAny(thirdParties),
  asAny(calledHosts),
  asAny(ai),
  asAny(deployables),
  asAny(kubernetes),
  asAny(compose),
  asAny(dockerfile),
  asAny(hosting),
  asAny(terraform),
  asAny(cloudformation),
  asAny(azureTemplates),
  asAny(serverless),
  asAny(owners),
  asAny(policies),
  asAny(lockfiles),
  asAny(imports),
  asAny(flows),
]
