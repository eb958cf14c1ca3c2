import { AWS_COMPUTE } from './aws-compute.ts'
import { AWS_DATA } from './aws-data.ts'
import { AWS_NETWORK } from './aws-network.ts'
import type { CloudTypes } from './contract.ts'

export const AWS: CloudTypes = { ...AWS_NETWORK, ...AWS_COMPUTE, ...AWS_DATA }
