import { byWord } from '../values/by-word.ts'
import { asObjects, isObject, type Json } from '../values/fields.ts'

/** Types of assets that Terraform, in whose words the tables are, calls otherwise than by the rule below. */
const CALLED: Record<string, string> = byWord({
  'run.googleapis.com/Service': 'google_cloud_run_v2_service',
  'run.googleapis.com/Job': 'google_cloud_run_v2_job',
  'cloudfunctions.googleapis.com/CloudFunction': 'google_cloudfunctions_function',
  'cloudfunctions.googleapis.com/Function': 'google_cloudfunctions2_function',
  'sqladmin.googleapis.com/Instance': 'google_sql_database_instance',
  'compute.googleapis.com/GlobalForwardingRule': 'google_compute_global_forwarding_rule',
  'container.googleapis.com/NodePool': 'google_container_node_pool',
  'iam.googleapis.com/ServiceAccount': 'google_service_account',
  'iam.googleapis.com/ServiceAccountKey': 'google_service_account_key',
  'iam.googleapis.com/Role': 'google_project_iam_custom_role',
  'secretmanager.googleapis.com/Secret': 'google_secret_manager_secret',
  'cloudkms.googleapis.com/CryptoKey': 'google_kms_crypto_key',
  'cloudkms.googleapis.com/KeyRing': 'google_kms_key_ring',
  'artifactregistry.googleapis.com/Repository': 'google_artifact_registry_repository',
  'bigtableadmin.googleapis.com/Instance': 'google_bigtable_instance',
  'file.googleapis.com/Instance': 'google_filestore_instance',
})

const snake = (word: string): string => word.replace(/(?<=[a-z0-9])([A-Z])/g, '_$1').toLowerCase()

/** `compute.googleapis.com/TargetHttpsProxy` → `google_compute_target_https_proxy`. */
export function terraformType(type: string): string | undefined {
  const known = CALLED[type]
  if (known) return known
  const [service = '', name = ''] = type.split('/')
  return service.endsWith('.googleapis.com')
    ? `google_${service.slice(0, service.indexOf('.'))}_${snake(name)}`
    : undefined
}

/** Lists that Terraform writes as repeated blocks, in the singular. */
const SINGULAR: Record<string, string> = byWord({
  networkInterfaces: 'network_interface',
  accessConfigs: 'access_config',
  ipv6AccessConfigs: 'ipv6_access_config',
  allowed: 'allow',
  denied: 'deny',
  serviceAccounts: 'service_account',
  IPProtocol: 'protocol',
  IPAddress: 'ip_address',
  backends: 'backend',
  pathMatchers: 'path_matcher',
  pathRules: 'path_rule',
})

const MOST_DEPTH = 20

function inItsWords(value: unknown, depth: number): unknown {
  if (depth > MOST_DEPTH) return undefined
  if (Array.isArray(value)) return value.map((one) => inItsWords(one, depth + 1))
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      // Start-up scripts and variables hold secrets.
      .filter(([key]) => key !== 'metadata' && key !== 'env' && key !== 'environmentVariables')
      .map(([key, one]) => [SINGULAR[key] ?? snake(key), inItsWords(one, depth + 1)]),
  )
}

/** A resource's data in the words of Terraform. */
export function terraformFields(type: string, data: Json): Json {
  const fields = inItsWords(data, 0)
  const own = isObject(fields) ? fields : {}
  if (type === 'compute.googleapis.com/Instance') return { ...own, tags: tagsOf(data) }
  if (type === 'sqladmin.googleapis.com/Instance') return { ...own, settings: own.settings ?? {} }
  if (type === 'container.googleapis.com/Cluster') return withoutSwitchedOff(own)
  if (type !== 'storage.googleapis.com/Bucket') return own
  const access = isObject(data.iamConfiguration) ? data.iamConfiguration : {}
  return { ...own, bucket: data.name, public_access_prevention: access.publicAccessPrevention }
}

const tagsOf = ({ tags }: Json): unknown => (isObject(tags) ? tags.items : asObjects(tags))

/** An inventory writes the block also where it is switched off, Terraform only where it is on. */
function withoutSwitchedOff(cluster: Json): Json {
  const { master_authorized_networks_config: block, ...rest } = cluster
  return isObject(block) && block.enabled === true ? cluster : rest
}
