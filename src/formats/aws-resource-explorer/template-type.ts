import { byWord } from '../values/by-word.ts'

/** Types that an ARN's words call otherwise than a template does. Source: AWS Resource Explorer, supported resource types. */
const CALLED: Record<string, string> = byWord({
  'elasticloadbalancing:loadbalancer': 'AWS::ElasticLoadBalancing::LoadBalancer',
  'elasticloadbalancing:loadbalancer/app': 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  'elasticloadbalancing:loadbalancer/net': 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  'elasticloadbalancing:targetgroup': 'AWS::ElasticLoadBalancingV2::TargetGroup',
  'elasticloadbalancing:listener/app': 'AWS::ElasticLoadBalancingV2::Listener',
  'elasticloadbalancing:listener/net': 'AWS::ElasticLoadBalancingV2::Listener',
  'rds:db': 'AWS::RDS::DBInstance',
  'rds:cluster': 'AWS::RDS::DBCluster',
  'ec2:elastic-ip': 'AWS::EC2::EIP',
  'ec2:vpc': 'AWS::EC2::VPC',
  'sqs:queue': 'AWS::SQS::Queue',
  'sns:topic': 'AWS::SNS::Topic',
  's3:bucket': 'AWS::S3::Bucket',
  'dynamodb:table': 'AWS::DynamoDB::Table',
  'kms:key': 'AWS::KMS::Key',
  'ecr:repository': 'AWS::ECR::Repository',
  'ecs:cluster': 'AWS::ECS::Cluster',
  'ecs:service': 'AWS::ECS::Service',
  'ecs:task-definition': 'AWS::ECS::TaskDefinition',
  'eks:cluster': 'AWS::EKS::Cluster',
  'eks:nodegroup': 'AWS::EKS::Nodegroup',
  'iam:role': 'AWS::IAM::Role',
  'iam:user': 'AWS::IAM::User',
  'iam:group': 'AWS::IAM::Group',
  'iam:policy': 'AWS::IAM::ManagedPolicy',
  'secretsmanager:secret': 'AWS::SecretsManager::Secret',
  'ssm:parameter': 'AWS::SSM::Parameter',
  'lambda:function': 'AWS::Lambda::Function',
  'apigateway:restapis': 'AWS::ApiGateway::RestApi',
  'apigateway:apis': 'AWS::ApiGatewayV2::Api',
  'cloudfront:distribution': 'AWS::CloudFront::Distribution',
  'elasticache:cluster': 'AWS::ElastiCache::CacheCluster',
  'elasticache:replicationgroup': 'AWS::ElastiCache::ReplicationGroup',
  'es:domain': 'AWS::OpenSearchService::Domain',
  'redshift:cluster': 'AWS::Redshift::Cluster',
  'kafka:cluster': 'AWS::MSK::Cluster',
  'kinesis:stream': 'AWS::Kinesis::Stream',
  'firehose:deliverystream': 'AWS::KinesisFirehose::DeliveryStream',
  'states:statemachine': 'AWS::StepFunctions::StateMachine',
  'elasticfilesystem:file-system': 'AWS::EFS::FileSystem',
})

const words = (text: string): string =>
  text
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')

/** `ec2:security-group` → `AWS::EC2::SecurityGroup`: by the table, else by the way that both are made. */
export function templateType(type: string): string {
  const known = CALLED[type.toLowerCase()]
  if (known) return known
  const [service = '', ...rest] = type.split(':')
  const name = service.length <= 3 ? service.toUpperCase() : words(service)
  return `AWS::${name}::${words(rest.join(':').split('/')[0] ?? '')}`
}
