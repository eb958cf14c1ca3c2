import type { CloudType } from './contract.ts'

type Kind = CloudType['kind']

/** What a module from elsewhere makes, by the words of its source; its exposure is not known. First that fits. */
const NAMES: readonly [RegExp, Kind][] = [
  [
    /elasticache|redis|memcached|rds|aurora|postgres|mysql|sql-db|cloud-sql|dynamodb|s3-bucket|cloud-storage|storage-account|documentdb|document-db|cosmos|opensearch|elasticsearch|redshift|bigquery|memorystore|efs\b|sql\/server/,
    'data-store',
  ],
  [/sqs|sns-topic|\/sns\/|kinesis|msk|kafka|pubsub|service-bus|event-hub|eventbridge|rabbitmq/, 'queue'],
  [/(?:^|[/-])(?:alb|nlb|elb|lb|lb-http|load-balancer)(?:[/-]|$)|application-gateway/, 'load-balancer'],
  [/cloudfront|cdn|api-gateway|apigateway|front-door|api-management\/service/, 'gateway'],
  [
    /eks|gke|kubernetes-engine|aks|managed-cluster|ecs-cluster|container-apps-stack|managed-environment/,
    'cluster',
  ],
  [/container-app|cloud-run|ecs-service|fargate|app-service|web\/site|apprunner|ecs-web-app/, 'service'],
  [/lambda|cloud-functions|function-app/, 'function'],
  [/security-group|firewall/, 'network-policy'],
  [/vpc|\/network\/|virtual-network|subnets/, 'network'],
  [/iam-role|iam-policy|iam-assumable|iam\/|managed-identity|service-accounts/, 'identity'],
  [/secrets-manager|key-vault|secret-manager|ssm-parameter|kms/, 'secret'],
  [/ecr|container-registry|artifact-registry/, 'image'],
  [/ec2-instance|compute-vm|virtual-machine|bastion/, 'host'],
]

/** The kind of a module that no table knows, by likeness of its name. */
export function moduleByName(key: string): CloudType | undefined {
  const source = key.slice('module:'.length, 300).toLowerCase().split('?')[0] ?? ''
  const kind = NAMES.find(([pattern]) => pattern.test(source))?.[1]
  return kind && { kind }
}
