/** A call that names a queue, topic or exchange. */
export interface QueueCall {
  system: string
  /** The file must have this. */
  mentions: RegExp
  /** First group is the name. */
  pattern: RegExp
  way: 'reads' | 'writes' | 'calls'
}

const NAME = `["'\`]([\\w.:/-]{1,200})["'\`]`
const call = (system: string, mentions: RegExp, way: QueueCall['way'], source: string): QueueCall => ({
  system,
  mentions,
  way,
  pattern: new RegExp(source.replaceAll('NAME', NAME), 'g'),
})
const KAFKA =
  /kafkajs|confluent[._-]kafka|rdkafka|segmentio\/kafka|sarama|(?:apache|springframework)\.kafka|KafkaConsumer|KafkaProducer|KafkaTemplate|karafka|(?:from|import) (?:aio)?kafka|\/kafka-go/
const RABBIT = /amqp|rabbit|pika|bunny/i
const SQS = /sqs/i
const SNS = /sns/i
const PUBSUB = /pubsub/i
const BUS = /service-?bus/i
const NATS = /\bnats\b/i

/** By the clients' own calls. */
export const QUEUE_CALLS: readonly QueueCall[] = [
  call('Kafka', KAFKA, 'reads', '@KafkaListener\\([^)]{0,200}?topics?\\s*=\\s*\\{?\\s*NAME'),
  call('Kafka', KAFKA, 'writes', '(?:kafkaTemplate|KafkaTemplate|kafka)\\w*\\.send\\(\\s*NAME'),
  call('Kafka', KAFKA, 'writes', '\\bnew\\s+ProducerRecord(?:<[^>]{0,80}>)?\\(\\s*NAME'),
  call(
    'Kafka',
    KAFKA,
    'reads',
    '\\bsubscribe\\(\\s*(?:\\{\\s*topics?\\s*:\\s*)?\\[?\\s*(?:List\\.of\\(|Arrays\\.asList\\(|Collections\\.singleton(?:List)?\\()?\\s*NAME',
  ),
  call('Kafka', KAFKA, 'writes', '\\bsend(?:Batch)?\\(\\s*\\{\\s*topic\\s*:\\s*NAME'),
  call(
    'Kafka',
    KAFKA,
    'writes',
    '\\bproducer\\.(?:send|produce|send_and_wait)\\(\\s*(?:topic\\s*=\\s*)?NAME',
  ),
  call('Kafka', KAFKA, 'reads', '\\b(?:AIO)?KafkaConsumer\\(\\s*NAME'),
  call('Kafka', KAFKA, 'writes', '\\bProduceAsync\\(\\s*NAME'),
  call('Kafka', KAFKA, 'calls', '\\bTopic:\\s*(?:&\\w+|aws\\.String\\()?\\s*NAME'),
  call('Amazon SQS', SQS, 'reads', '@SqsListener\\(\\s*(?:(?:value|queueNames)\\s*=\\s*)?\\{?\\s*NAME'),
  call('Amazon SQS', SQS, 'calls', '\\bQueueName\\s*[:=]\\s*(?:aws\\.String\\()?\\s*NAME'),
  call('Amazon SQS', /sqs\./, 'calls', '["\'`]https?://sqs\\.[\\w.-]{1,80}/\\d{1,14}/([\\w.-]{1,80})'),
  call('Amazon SNS', SNS, 'writes', '\\bTopicArn\\s*[:=]\\s*(?:aws\\.String\\()?\\s*NAME'),
  call('RabbitMQ', RABBIT, 'reads', '@RabbitListener\\([^)]{0,200}?queues\\s*=\\s*\\{?\\s*NAME'),
  call(
    'RabbitMQ',
    RABBIT,
    'writes',
    '\\b(?:rabbitTemplate|amqpTemplate)\\.convert(?:AndSend|SendAndReceive)\\w*\\(\\s*NAME',
  ),
  call('RabbitMQ', RABBIT, 'calls', '\\bassert(?:Queue|Exchange)\\(\\s*NAME'),
  call('RabbitMQ', RABBIT, 'writes', '\\bsendToQueue\\(\\s*NAME'),
  call(
    'RabbitMQ',
    RABBIT,
    'calls',
    '\\b(?:queue_declare|exchange_declare)\\(\\s*(?:(?:queue|exchange)\\s*=\\s*)?NAME',
  ),
  call('RabbitMQ', RABBIT, 'reads', '\\bbasic_?[cC]onsume\\(\\s*(?:queue\\s*=\\s*)?NAME'),
  call(
    'RabbitMQ',
    RABBIT,
    'calls',
    '\\b(?:QueueDeclare|ExchangeDeclare|QueueDeclareAsync|ExchangeDeclareAsync)\\(\\s*(?:(?:queue|exchange):\\s*)?NAME',
  ),
  call(
    'RabbitMQ',
    /springframework\.amqp/,
    'calls',
    '\\bnew\\s+(?:Queue|TopicExchange|DirectExchange|FanoutExchange)\\(\\s*NAME',
  ),
  call(
    'Google Pub/Sub',
    PUBSUB,
    'calls',
    '\\b(?:pubsub|client|pubSubClient)\\w*\\.(?:topic|Topic|Publisher)\\(\\s*NAME',
  ),
  call('Google Pub/Sub', PUBSUB, 'reads', '\\b\\w*\\.(?:subscription|Subscription|Subscriber)\\(\\s*NAME'),
  call('Google Pub/Sub', PUBSUB, 'calls', '\\b(?:topic_path|subscription_path)\\(\\s*[^,()]{1,80},\\s*NAME'),
  call('Azure Service Bus', BUS, 'writes', '\\b[cC]reateSender\\(\\s*NAME'),
  call('Azure Service Bus', BUS, 'reads', '\\b[cC]reate(?:Receiver|Processor)\\(\\s*NAME'),
  call(
    'Azure Service Bus',
    BUS,
    'calls',
    '\\bget_(?:queue|topic)_(?:sender|receiver)\\(\\s*(?:\\w+\\s*=\\s*)?NAME',
  ),
  call('BullMQ', /bull/i, 'writes', '\\bnew\\s+Queue(?:<[^>]{0,80}>)?\\(\\s*NAME'),
  call('BullMQ', /bull/i, 'reads', '\\bnew\\s+Worker(?:<[^>]{0,80}>)?\\(\\s*NAME'),
  call('BullMQ', /@nestjs\/bull/, 'reads', '@Processor\\(\\s*NAME'),
  call('NATS', NATS, 'writes', '\\b(?:nc|nats|js|conn)\\.(?:publish|Publish)\\(\\s*(?:ctx,\\s*)?NAME'),
  call('NATS', NATS, 'reads', '\\b(?:nc|nats|js|conn)\\.(?:subscribe|Subscribe|QueueSubscribe)\\(\\s*NAME'),
]

/** Any of them; most files have none. */
export const QUEUES =
  /kafka|sarama|amqp|rabbit|pika\b|bunny|sqs|\bsns\b|pubsub|service-?bus|\bnats\b|bullmq?/i
