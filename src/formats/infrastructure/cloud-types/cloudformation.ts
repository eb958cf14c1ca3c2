import { CFN_COMPUTE } from './cloudformation-compute.ts'
import { CFN_DATA } from './cloudformation-data.ts'
import { CFN_NETWORK } from './cloudformation-network.ts'
import type { CloudTypes } from './contract.ts'

export const CLOUDFORMATION: CloudTypes = { ...CFN_NETWORK, ...CFN_COMPUTE, ...CFN_DATA }
