import { describe, expect, it } from 'vitest'
import { asAny } from '../contract.ts'
import { discoverTexts } from '../test-discover.ts'
import { thirdParties } from './index.ts'

const found = (texts: Record<string, string>) => discoverTexts(texts, [asAny(thirdParties)])
const names = (texts: Record<string, string>) =>
  found(texts).thirdParties.map(({ kind, name }) => `${kind} ${name}`)

describe('packages of others', () => {
  it('has one entry with the first place in code, and a link of each deployable', () => {
    const { thirdParties: all, links } = found({
      'shop/package.json': '{\n  "dependencies": {\n    "stripe": "^14.0.0"\n  }\n}\n',
      'shop/pay.ts': "import Stripe from 'stripe'\n",
      'admin/go.mod': 'module acme/admin\n\nrequire github.com/stripe/stripe-go/v76 v76.1.0\n',
    })
    expect(all).toEqual([{ name: 'Stripe', kind: 'sdk', file: 'shop/pay.ts', line: 1, evidence: 'stripe' }])
    expect(links.map(({ from, to, confidence }) => [from, to, confidence])).toEqual([
      ['deployable:admin', 'third-party:Stripe', 0.7],
      ['deployable:shop', 'third-party:Stripe', 0.9],
    ])
  })
  it('tells namespaces of code from packages of the same word', () => {
    expect(
      names({
        'A.java': 'import com.stripe.Stripe;\nimport software.amazon.awssdk.services.s3.S3Client;\n',
        'b.go': 'import (\n\t"github.com/client9/misspell"\n)\n',
        'C.cs': 'using Twilio.Rest.Api.V2010;\n',
        'd.php': '<?php\nuse Sentry\\State\\Hub;\n',
        'e.py': 'from google.cloud import storage\nimport boto3\n',
      }),
    ).toEqual([
      'sdk Stripe',
      'sdk Amazon S3',
      'sdk Twilio',
      'sdk Sentry',
      'sdk Google Cloud Storage',
      'sdk AWS',
    ])
  })
})

describe('hosts', () => {
  it('takes hosts that are called and leaves out what people read', () => {
    expect(
      names({
        'src/a.ts': [
          "const rates = await fetch('https://rates.partner.io/latest.json')",
          "const api = 'https://api.partner.com/v2/orders'",
          "const doc = 'https://docs.partner.com/guide'",
          "const schema = 'http://www.w3.org/2000/svg'",
          "const own = 'http://localhost:3000/api'",
          "// fetch('https://api.old.com')",
          '<a href="https://shop.partner.com/about">',
          "const wanted = 'https://api.example.com/v1'",
          "const mail = { host: 'smtp.mailer.net' }",
          "const file = { host: 'config.json' }",
        ].join('\n'),
        'application.yml':
          'billing:\n  base-url: https://billing.partner.eu/\n  note: https://blog.partner.eu\n',
      }),
    ).toEqual([
      'host billing.partner.eu',
      'host rates.partner.io',
      'host api.partner.com',
      'host smtp.mailer.net',
    ])
  })
})

describe('queues', () => {
  it('names topics with the way that data goes', () => {
    const { links } = found({
      'pom.xml': '<project/>',
      'Listener.java':
        'import org.springframework.kafka.annotation.KafkaListener;\nclass A { @KafkaListener(topics = "orders") void on() { kafkaTemplate.send("receipts", x); } }\n',
      'q.js': "const amqp = require('amqplib')\nchannel.assertQueue('mails')\n",
      'w.py': 'import boto3\nurl = "https://sqs.eu-west-1.amazonaws.com/123456789012/jobs"\n',
    })
    expect(links.map(({ kind, to }) => `${kind} ${to}`)).toEqual(
      expect.arrayContaining([
        'reads third-party:orders',
        'writes third-party:receipts',
        'calls third-party:mails',
        'calls third-party:jobs',
      ]),
    )
  })
  it('takes no subscription for a queue because a comment names Kafka', () => {
    expect(names({ 'bus.rb': "# may be Kafka\nbus.subscribe('order.completed')\n" })).toEqual([])
  })
})

it('reads a long hostile file in time', () => {
  const started = Date.now()
  found({ 'a.ts': `${'"https://'.repeat(60_000)}${'a.'.repeat(100_000)}${'host = "'.repeat(20_000)}` })
  expect(Date.now() - started).toBeLessThan(3_000)
})
