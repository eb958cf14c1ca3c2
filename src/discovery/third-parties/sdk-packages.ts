import type { PackageNames } from './packages-of.ts'

export interface Sdk {
  name: string
  packages: PackageNames
}

/**
 * Packages of those who offer a service, as they publish them themselves or as most of their users take them. `import` holds modules of
 * Python, namespaces of Java, C# and PHP and crates where they are called otherwise. A `*` at the end stands for whatever follows.
 */
export const SDKS: readonly Sdk[] = [
  {
    name: 'Stripe',
    packages: {
      npm: 'stripe @stripe/*',
      pypi: 'stripe',
      maven: 'com.stripe*',
      go: 'github.com/stripe/stripe-go*',
      gem: 'stripe',
      nuget: 'stripe.net',
      composer: 'stripe/stripe-php',
      crates: 'async-stripe',
      import: 'stripe stripe.* stripe\\*',
    },
  },
  {
    name: 'PayPal',
    packages: {
      npm: '@paypal/* paypal-rest-sdk',
      pypi: 'paypalrestsdk paypal-checkout-serversdk',
      maven: 'com.paypal*',
      gem: 'paypal-sdk-rest',
      nuget: 'paypal paypalcheckoutsdk',
      composer: 'paypal/*',
      import: 'paypalcheckoutsdk paypalrestsdk paypal\\* paypal.*',
    },
  },
  {
    name: 'Braintree',
    packages: {
      npm: 'braintree braintree-web*',
      pypi: 'braintree',
      maven: 'com.braintreepayments*',
      gem: 'braintree',
      nuget: 'braintree',
      composer: 'braintree/*',
      import: 'com.braintreegateway* braintree',
    },
  },
  {
    name: 'Adyen',
    packages: {
      npm: '@adyen/*',
      pypi: 'adyen',
      maven: 'com.adyen*',
      go: 'github.com/adyen/*',
      gem: 'adyen-ruby-api-library',
      nuget: 'adyen',
      composer: 'adyen/*',
      import: 'adyen',
    },
  },
  {
    name: 'Square',
    packages: {
      npm: 'square',
      pypi: 'squareup',
      maven: 'com.squareup:square',
      gem: 'square.rb',
      composer: 'square/square',
    },
  },
  { name: 'Klarna', packages: { npm: '@klarna/*', composer: 'klarna/*' } },
  {
    name: 'Mollie',
    packages: {
      npm: '@mollie/*',
      pypi: 'mollie-api-python',
      gem: 'mollie-api-ruby',
      composer: 'mollie/*',
      nuget: 'mollie.api',
    },
  },
  {
    name: 'Razorpay',
    packages: {
      npm: 'razorpay',
      pypi: 'razorpay',
      maven: 'com.razorpay*',
      gem: 'razorpay',
      composer: 'razorpay/*',
    },
  },
  {
    name: 'Plaid',
    packages: {
      npm: 'plaid react-plaid-link',
      pypi: 'plaid-python',
      maven: 'com.plaid*',
      go: 'github.com/plaid/*',
      gem: 'plaid',
      import: 'plaid',
    },
  },
  {
    name: 'Twilio',
    packages: {
      npm: 'twilio @twilio/*',
      pypi: 'twilio',
      maven: 'com.twilio*',
      go: 'github.com/twilio/twilio-go*',
      gem: 'twilio-ruby',
      nuget: 'twilio',
      composer: 'twilio/sdk',
      import: 'twilio twilio.* twilio\\*',
    },
  },
  {
    name: 'SendGrid',
    packages: {
      npm: '@sendgrid/*',
      pypi: 'sendgrid',
      maven: 'com.sendgrid*',
      go: 'github.com/sendgrid/*',
      gem: 'sendgrid-ruby',
      nuget: 'sendgrid',
      composer: 'sendgrid/*',
      import: 'sendgrid sendgrid.*',
    },
  },
  {
    name: 'Mailgun',
    packages: {
      npm: 'mailgun.js mailgun-js',
      gem: 'mailgun-ruby',
      composer: 'mailgun/mailgun-php',
      go: 'github.com/mailgun/mailgun-go*',
    },
  },
  {
    name: 'Mailchimp',
    packages: {
      npm: '@mailchimp/*',
      pypi: 'mailchimp-marketing mailchimp-transactional mailchimp3',
      gem: 'mailchimpmarketing gibbon',
      composer: 'mailchimp/*',
    },
  },
  {
    name: 'Postmark',
    packages: {
      npm: 'postmark',
      gem: 'postmark postmark-rails',
      composer: 'wildbit/postmark-php',
      nuget: 'postmark',
      pypi: 'postmarker',
    },
  },
  {
    name: 'Resend',
    packages: { npm: 'resend', pypi: 'resend', composer: 'resend/*', go: 'github.com/resend/*' },
  },
  {
    name: 'Vonage',
    packages: {
      npm: '@vonage/* nexmo',
      pypi: 'vonage nexmo',
      maven: 'com.vonage*',
      gem: 'vonage nexmo',
      composer: 'vonage/*',
    },
  },
  {
    name: 'Segment',
    packages: {
      npm: '@segment/* analytics-node',
      pypi: 'analytics-python segment-analytics-python',
      maven: 'com.segment*',
      go: 'github.com/segmentio/analytics-go* gopkg.in/segmentio/*',
      gem: 'analytics-ruby',
      nuget: 'analytics segment.analytics*',
      composer: 'segmentio/*',
    },
  },
  {
    name: 'Mixpanel',
    packages: {
      npm: 'mixpanel mixpanel-browser',
      pypi: 'mixpanel',
      maven: 'com.mixpanel*',
      gem: 'mixpanel-ruby',
      composer: 'mixpanel/*',
    },
  },
  {
    name: 'Amplitude',
    packages: { npm: '@amplitude/* amplitude-js', pypi: 'amplitude-analytics', gem: 'amplitude-api' },
  },
  {
    name: 'PostHog',
    packages: {
      npm: 'posthog-js posthog-node',
      pypi: 'posthog',
      gem: 'posthog-ruby',
      composer: 'posthog/*',
      go: 'github.com/posthog/*',
    },
  },
  {
    name: 'Google Analytics',
    packages: {
      npm: 'react-ga react-ga4 universal-analytics',
      pypi: 'google-analytics-data',
      gem: 'staccato',
    },
  },
  {
    name: 'Sentry',
    packages: {
      npm: '@sentry/* raven',
      pypi: 'sentry-sdk raven',
      maven: 'io.sentry*',
      go: 'github.com/getsentry/sentry-go*',
      gem: 'sentry-*',
      nuget: 'sentry*',
      composer: 'sentry/*',
      crates: 'sentry',
      import: 'sentry_sdk sentry\\*',
    },
  },
  {
    name: 'Datadog',
    packages: {
      npm: 'dd-trace @datadog/* datadog-metrics hot-shots',
      pypi: 'ddtrace datadog datadog-api-client',
      maven: 'com.datadoghq*',
      go: 'github.com/datadog/datadog-go* github.com/datadog/dd-trace-go* gopkg.in/datadog/*',
      gem: 'ddtrace datadog dogstatsd-ruby',
      nuget: 'datadog.trace*',
      composer: 'datadog/*',
      import: 'datadog.trace*',
    },
  },
  {
    name: 'New Relic',
    packages: {
      npm: 'newrelic',
      pypi: 'newrelic',
      maven: 'com.newrelic*',
      go: 'github.com/newrelic/*',
      gem: 'newrelic_rpm',
      nuget: 'newrelic.agent*',
    },
  },
  {
    name: 'Honeycomb',
    packages: {
      npm: '@honeycombio/* libhoney',
      go: 'github.com/honeycombio/*',
      gem: 'honeycomb-beeline libhoney',
      pypi: 'honeycomb-beeline libhoney',
    },
  },
  {
    name: 'Rollbar',
    packages: {
      npm: 'rollbar',
      pypi: 'rollbar',
      gem: 'rollbar',
      maven: 'com.rollbar*',
      composer: 'rollbar/*',
      go: 'github.com/rollbar/*',
    },
  },
  {
    name: 'Bugsnag',
    packages: {
      npm: '@bugsnag/* bugsnag',
      pypi: 'bugsnag',
      gem: 'bugsnag',
      maven: 'com.bugsnag*',
      composer: 'bugsnag/*',
      go: 'github.com/bugsnag/*',
    },
  },
  {
    name: 'PagerDuty',
    packages: {
      npm: '@pagerduty/* node-pagerduty',
      pypi: 'pdpyras pypd pagerduty',
      go: 'github.com/pagerduty/*',
      gem: 'pagerduty',
    },
  },
  {
    name: 'Auth0',
    packages: {
      npm: 'auth0 auth0-js @auth0/* express-openid-connect',
      pypi: 'auth0-python',
      maven: 'com.auth0:auth0 com.auth0:mvc-auth-commons',
      go: 'github.com/auth0/go-auth0*',
      gem: 'auth0 omniauth-auth0',
      nuget: 'auth0.*',
      composer: 'auth0/*',
      import: 'auth0 auth0.* auth0\\* com.auth0.client*',
    },
  },
  {
    name: 'Okta',
    packages: {
      npm: '@okta/*',
      pypi: 'okta okta-jwt-verifier',
      maven: 'com.okta*',
      go: 'github.com/okta/*',
      gem: 'oktakit omniauth-okta',
      nuget: 'okta.*',
      import: 'okta okta.*',
    },
  },
  {
    name: 'Clerk',
    packages: { npm: '@clerk/*', pypi: 'clerk-backend-api', go: 'github.com/clerk/*', gem: 'clerk-sdk-ruby' },
  },
  {
    name: 'WorkOS',
    packages: { npm: '@workos-inc/*', pypi: 'workos', gem: 'workos', go: 'github.com/workos/*' },
  },
  {
    name: 'Supabase',
    packages: { npm: '@supabase/*', pypi: 'supabase', composer: 'supabase/*', nuget: 'supabase' },
  },
  {
    name: 'Firebase',
    packages: {
      npm: 'firebase firebase-admin @firebase/* firebase-functions',
      pypi: 'firebase-admin pyrebase4',
      maven: 'com.google.firebase*',
      go: 'firebase.google.com/*',
      gem: 'firebase fcm',
      nuget: 'firebaseadmin',
      composer: 'kreait/firebase-php',
      import: 'firebase_admin firebaseadmin firebaseadmin.* kreait\\firebase*',
    },
  },
  {
    name: 'Contentful',
    packages: {
      npm: 'contentful contentful-management',
      pypi: 'contentful',
      gem: 'contentful',
      maven: 'com.contentful*',
    },
  },
  {
    name: 'Algolia',
    packages: {
      npm: 'algoliasearch @algolia/*',
      pypi: 'algoliasearch',
      maven: 'com.algolia*',
      go: 'github.com/algolia/*',
      gem: 'algoliasearch algoliasearch-rails',
      nuget: 'algolia.search',
      composer: 'algolia/*',
    },
  },
  {
    name: 'Cloudinary',
    packages: {
      npm: 'cloudinary',
      pypi: 'cloudinary',
      maven: 'com.cloudinary*',
      gem: 'cloudinary',
      nuget: 'cloudinarydotnet',
      composer: 'cloudinary/*',
    },
  },
  {
    name: 'Slack',
    packages: {
      npm: '@slack/* slack-node',
      pypi: 'slack-sdk slackclient slack-bolt',
      maven: 'com.slack.api*',
      go: 'github.com/slack-go/slack*',
      gem: 'slack-ruby-client slack-notifier',
      nuget: 'slacknet slack.webhooks',
      crates: 'slack-morphism',
      import: 'slack_sdk slack_bolt slacknet',
    },
  },
  {
    name: 'Discord',
    packages: {
      npm: 'discord.js @discordjs/*',
      pypi: 'discord.py',
      go: 'github.com/bwmarrin/discordgo',
      gem: 'discordrb',
      nuget: 'discord.net*',
      import: 'discord',
    },
  },
  {
    name: 'Telegram',
    packages: {
      npm: 'telegraf node-telegram-bot-api grammy',
      pypi: 'python-telegram-bot telethon aiogram',
      go: 'github.com/go-telegram-bot-api/*',
      gem: 'telegram-bot-ruby',
    },
  },
  {
    name: 'Microsoft Graph',
    packages: {
      npm: '@microsoft/microsoft-graph-client',
      pypi: 'msgraph-sdk',
      nuget: 'microsoft.graph*',
      maven: 'com.microsoft.graph*',
      go: 'github.com/microsoftgraph/*',
    },
  },
  {
    name: 'Microsoft Entra ID',
    packages: {
      npm: '@azure/msal-*',
      pypi: 'msal',
      nuget: 'microsoft.identity.client microsoft.identity.web*',
      maven: 'com.microsoft.azure:msal4j',
    },
  },
  {
    name: 'GitHub',
    packages: {
      npm: '@octokit/* octokit probot',
      pypi: 'pygithub github3.py ghapi',
      maven: 'org.kohsuke:github-api',
      go: 'github.com/google/go-github*',
      gem: 'octokit',
      nuget: 'octokit',
      composer: 'knplabs/github-api',
      crates: 'octocrab',
      import: 'org.kohsuke.github* github github3',
    },
  },
  {
    name: 'GitLab',
    packages: {
      npm: '@gitbeaker/*',
      pypi: 'python-gitlab',
      maven: 'org.gitlab4j*',
      go: 'github.com/xanzy/go-gitlab* gitlab.com/gitlab-org/api/client-go*',
      gem: 'gitlab',
      import: 'gitlab',
    },
  },
  {
    name: 'Jira',
    packages: {
      npm: 'jira-client jira.js',
      pypi: 'jira atlassian-python-api',
      maven: 'com.atlassian.jira*',
      go: 'github.com/andygrunwald/go-jira',
      gem: 'jira-ruby',
      nuget: 'atlassian.sdk',
    },
  },
  { name: 'Linear', packages: { npm: '@linear/sdk' } },
  { name: 'Notion', packages: { npm: '@notionhq/client', pypi: 'notion-client' } },
  {
    name: 'Airtable',
    packages: { npm: 'airtable', pypi: 'pyairtable airtable-python-wrapper', gem: 'airtable airrecord' },
  },
  {
    name: 'HubSpot',
    packages: {
      npm: '@hubspot/api-client',
      pypi: 'hubspot-api-client',
      gem: 'hubspot-api-client hubspot-ruby',
      composer: 'hubspot/*',
      import: 'hubspot',
    },
  },
  {
    name: 'Salesforce',
    packages: {
      npm: 'jsforce @salesforce/*',
      pypi: 'simple-salesforce',
      maven: 'com.force.api*',
      gem: 'restforce',
      go: 'github.com/simpleforce/*',
    },
  },
  {
    name: 'Zendesk',
    packages: { npm: 'node-zendesk', pypi: 'zenpy', gem: 'zendesk_api', composer: 'zendesk/*' },
  },
  {
    name: 'Intercom',
    packages: {
      npm: 'intercom-client react-use-intercom',
      pypi: 'python-intercom',
      gem: 'intercom intercom-rails',
      composer: 'intercom/*',
    },
  },
  {
    name: 'Shopify',
    packages: {
      npm: '@shopify/shopify-api @shopify/shopify-app-* shopify-api-node',
      pypi: 'shopifyapi',
      gem: 'shopify_api shopify_app',
      composer: 'shopify/*',
      nuget: 'shopifysharp',
      import: 'shopify',
    },
  },
  {
    name: 'DocuSign',
    packages: {
      npm: 'docusign-esign',
      pypi: 'docusign-esign',
      maven: 'com.docusign*',
      gem: 'docusign_esign',
      nuget: 'docusign.esign.dll',
    },
  },
  {
    name: 'Dropbox',
    packages: {
      npm: 'dropbox',
      pypi: 'dropbox',
      maven: 'com.dropbox.core*',
      gem: 'dropbox_api',
      go: 'github.com/dropbox/*',
    },
  },
  {
    name: 'Google APIs',
    packages: {
      npm: 'googleapis @googleapis/* google-auth-library',
      pypi: 'google-api-python-client google-auth-oauthlib',
      maven: 'com.google.apis* com.google.api-client*',
      go: 'google.golang.org/api/*',
      gem: 'google-api-client google-apis-*',
      nuget: 'google.apis*',
      composer: 'google/apiclient',
      import: 'googleapiclient google_auth_oauthlib com.google.api.services* google.apis.*',
    },
  },
  {
    name: 'Google Maps',
    packages: {
      npm: '@googlemaps/* @react-google-maps/api',
      pypi: 'googlemaps',
      maven: 'com.google.maps*',
      go: 'googlemaps.github.io/maps',
      gem: 'google_maps_service',
    },
  },
  {
    name: 'Google Cloud Storage',
    packages: {
      npm: '@google-cloud/storage',
      pypi: 'google-cloud-storage',
      maven: 'com.google.cloud:google-cloud-storage',
      go: 'cloud.google.com/go/storage*',
      gem: 'google-cloud-storage',
      nuget: 'google.cloud.storage*',
      composer: 'google/cloud-storage',
      import: 'google.cloud.storage* com.google.cloud.storage*',
    },
  },
  {
    name: 'Google Pub/Sub',
    packages: {
      npm: '@google-cloud/pubsub',
      pypi: 'google-cloud-pubsub',
      maven: 'com.google.cloud:google-cloud-pubsub',
      go: 'cloud.google.com/go/pubsub*',
      gem: 'google-cloud-pubsub',
      nuget: 'google.cloud.pubsub*',
      composer: 'google/cloud-pubsub',
      import: 'google.cloud.pubsub* com.google.cloud.pubsub* google.pubsub*',
    },
  },
  {
    name: 'BigQuery',
    packages: {
      npm: '@google-cloud/bigquery',
      pypi: 'google-cloud-bigquery',
      maven: 'com.google.cloud:google-cloud-bigquery',
      go: 'cloud.google.com/go/bigquery*',
      gem: 'google-cloud-bigquery',
      nuget: 'google.cloud.bigquery*',
      import: 'google.cloud.bigquery* com.google.cloud.bigquery*',
    },
  },
  {
    name: 'Firestore',
    packages: {
      npm: '@google-cloud/firestore',
      pypi: 'google-cloud-firestore',
      maven: 'com.google.cloud:google-cloud-firestore',
      go: 'cloud.google.com/go/firestore*',
      nuget: 'google.cloud.firestore*',
      import: 'google.cloud.firestore* com.google.cloud.firestore*',
    },
  },
  {
    name: 'Google Secret Manager',
    packages: {
      npm: '@google-cloud/secret-manager',
      pypi: 'google-cloud-secret-manager',
      maven: 'com.google.cloud:google-cloud-secretmanager',
      go: 'cloud.google.com/go/secretmanager*',
      nuget: 'google.cloud.secretmanager*',
      import: 'google.cloud.secretmanager*',
    },
  },
  {
    name: 'Amazon S3',
    packages: {
      npm: '@aws-sdk/client-s3 @aws-sdk/lib-storage @aws-sdk/s3-request-presigner multer-s3',
      maven: 'software.amazon.awssdk:s3 com.amazonaws:aws-java-sdk-s3',
      go: 'github.com/aws/aws-sdk-go-v2/service/s3* github.com/aws/aws-sdk-go/service/s3*',
      gem: 'aws-sdk-s3',
      nuget: 'awssdk.s3',
      crates: 'aws-sdk-s3',
      import: 'software.amazon.awssdk.services.s3* com.amazonaws.services.s3* amazon.s3* aws_sdk_s3 s3fs',
    },
  },
  {
    name: 'Amazon SQS',
    packages: {
      npm: '@aws-sdk/client-sqs sqs-consumer sqs-producer',
      maven:
        'software.amazon.awssdk:sqs com.amazonaws:aws-java-sdk-sqs io.awspring.cloud:spring-cloud-aws-starter-sqs',
      go: 'github.com/aws/aws-sdk-go-v2/service/sqs* github.com/aws/aws-sdk-go/service/sqs*',
      gem: 'aws-sdk-sqs shoryuken',
      nuget: 'awssdk.sqs',
      crates: 'aws-sdk-sqs',
      import: 'software.amazon.awssdk.services.sqs* com.amazonaws.services.sqs* amazon.sqs* aws_sdk_sqs',
    },
  },
  {
    name: 'Amazon SNS',
    packages: {
      npm: '@aws-sdk/client-sns',
      maven: 'software.amazon.awssdk:sns com.amazonaws:aws-java-sdk-sns',
      go: 'github.com/aws/aws-sdk-go-v2/service/sns* github.com/aws/aws-sdk-go/service/sns*',
      gem: 'aws-sdk-sns',
      nuget: 'awssdk.simplenotificationservice',
      import:
        'software.amazon.awssdk.services.sns* com.amazonaws.services.sns* amazon.simplenotificationservice*',
    },
  },
  {
    name: 'Amazon SES',
    packages: {
      npm: '@aws-sdk/client-ses @aws-sdk/client-sesv2',
      pypi: 'django-ses',
      maven: 'software.amazon.awssdk:ses* com.amazonaws:aws-java-sdk-ses',
      go: 'github.com/aws/aws-sdk-go-v2/service/ses*',
      gem: 'aws-sdk-ses* aws-sdk-rails',
      nuget: 'awssdk.simpleemail*',
      import: 'software.amazon.awssdk.services.ses* amazon.simpleemail*',
    },
  },
  {
    name: 'Amazon DynamoDB',
    packages: {
      npm: '@aws-sdk/client-dynamodb @aws-sdk/lib-dynamodb dynamoose',
      pypi: 'pynamodb',
      maven: 'software.amazon.awssdk:dynamodb* com.amazonaws:aws-java-sdk-dynamodb',
      go: 'github.com/aws/aws-sdk-go-v2/service/dynamodb* github.com/aws/aws-sdk-go/service/dynamodb*',
      gem: 'aws-sdk-dynamodb dynamoid',
      nuget: 'awssdk.dynamodbv2',
      import:
        'software.amazon.awssdk.services.dynamodb* com.amazonaws.services.dynamodbv2* amazon.dynamodbv2*',
    },
  },
  {
    name: 'AWS Lambda',
    packages: {
      npm: '@aws-sdk/client-lambda',
      maven: 'software.amazon.awssdk:lambda',
      go: 'github.com/aws/aws-sdk-go-v2/service/lambda*',
      gem: 'aws-sdk-lambda',
      nuget: 'awssdk.lambda',
    },
  },
  {
    name: 'AWS Secrets Manager',
    packages: {
      npm: '@aws-sdk/client-secrets-manager',
      maven: 'software.amazon.awssdk:secretsmanager',
      go: 'github.com/aws/aws-sdk-go-v2/service/secretsmanager*',
      gem: 'aws-sdk-secretsmanager',
      nuget: 'awssdk.secretsmanager*',
    },
  },
  {
    name: 'AWS KMS',
    packages: {
      npm: '@aws-sdk/client-kms',
      maven: 'software.amazon.awssdk:kms',
      go: 'github.com/aws/aws-sdk-go-v2/service/kms*',
      gem: 'aws-sdk-kms',
      nuget: 'awssdk.keymanagementservice',
    },
  },
  {
    name: 'Amazon Cognito',
    packages: {
      npm: '@aws-sdk/client-cognito-* amazon-cognito-identity-js aws-amplify @aws-amplify/*',
      maven: 'software.amazon.awssdk:cognito*',
      gem: 'aws-sdk-cognito*',
      nuget: 'awssdk.cognito* amazon.extensions.cognitoauthentication',
    },
  },
  {
    name: 'AWS',
    packages: {
      npm: 'aws-sdk @aws-sdk/client-*',
      pypi: 'boto3 aioboto3 boto botocore aiobotocore',
      maven: 'software.amazon.awssdk* com.amazonaws:aws-java-sdk*',
      go: 'github.com/aws/aws-sdk-go*',
      gem: 'aws-sdk aws-sdk-*',
      nuget: 'awssdk.*',
      composer: 'aws/aws-sdk-php*',
      crates: 'aws-config rusoto_core',
      import: 'software.amazon.awssdk* aws\\* rusoto_* aws_config',
    },
  },
  {
    name: 'Azure Storage',
    packages: {
      npm: '@azure/storage-*',
      pypi: 'azure-storage-blob azure-storage-*',
      maven: 'com.azure:azure-storage-*',
      go: 'github.com/azure/azure-sdk-for-go/sdk/storage/*',
      nuget: 'azure.storage.* windowsazure.storage',
      import: 'azure.storage* com.azure.storage*',
    },
  },
  {
    name: 'Azure Service Bus',
    packages: {
      npm: '@azure/service-bus',
      pypi: 'azure-servicebus',
      maven: 'com.azure:azure-messaging-servicebus',
      go: 'github.com/azure/azure-sdk-for-go/sdk/messaging/azservicebus*',
      nuget: 'azure.messaging.servicebus microsoft.azure.servicebus',
      import: 'azure.servicebus* azure.messaging.servicebus* com.azure.messaging.servicebus*',
    },
  },
  {
    name: 'Azure Event Hubs',
    packages: {
      npm: '@azure/event-hubs',
      pypi: 'azure-eventhub',
      maven: 'com.azure:azure-messaging-eventhubs',
      nuget: 'azure.messaging.eventhubs*',
      import: 'azure.eventhub* azure.messaging.eventhubs*',
    },
  },
  {
    name: 'Azure Key Vault',
    packages: {
      npm: '@azure/keyvault-*',
      pypi: 'azure-keyvault*',
      maven: 'com.azure:azure-security-keyvault-*',
      nuget: 'azure.security.keyvault*',
      import: 'azure.keyvault* azure.security.keyvault* com.azure.security.keyvault*',
    },
  },
  {
    name: 'Azure Cosmos DB',
    packages: {
      npm: '@azure/cosmos',
      pypi: 'azure-cosmos',
      maven: 'com.azure:azure-cosmos',
      nuget: 'microsoft.azure.cosmos',
      import: 'azure.cosmos* microsoft.azure.cosmos* com.azure.cosmos*',
    },
  },
  {
    name: 'Azure Application Insights',
    packages: {
      npm: 'applicationinsights @microsoft/applicationinsights-*',
      pypi: 'opencensus-ext-azure azure-monitor-opentelemetry',
      maven: 'com.microsoft.azure:applicationinsights-*',
      nuget: 'microsoft.applicationinsights*',
      import: 'microsoft.applicationinsights*',
    },
  },
  {
    name: 'Snowflake',
    packages: {
      npm: 'snowflake-sdk',
      pypi: 'snowflake-connector-python snowflake-sqlalchemy',
      maven: 'net.snowflake*',
      go: 'github.com/snowflakedb/gosnowflake*',
      nuget: 'snowflake.data',
      import: 'snowflake',
    },
  },
  {
    name: 'Databricks',
    packages: {
      npm: '@databricks/sql',
      pypi: 'databricks-sdk databricks-sql-connector',
      maven: 'com.databricks*',
      go: 'github.com/databricks/*',
      import: 'databricks',
    },
  },
  { name: 'MongoDB Atlas', packages: { npm: 'mongodb-atlas-api-client', go: 'go.mongodb.org/atlas*' } },
  { name: 'Upstash', packages: { npm: '@upstash/*', pypi: 'upstash-redis' } },
  {
    name: 'Vercel',
    packages: {
      npm: '@vercel/analytics @vercel/blob @vercel/kv @vercel/postgres @vercel/edge-config @vercel/speed-insights',
    },
  },
  {
    name: 'LaunchDarkly',
    packages: {
      npm: 'launchdarkly-* @launchdarkly/*',
      pypi: 'launchdarkly-server-sdk',
      maven: 'com.launchdarkly*',
      go: 'github.com/launchdarkly/*',
      gem: 'launchdarkly-server-sdk',
      nuget: 'launchdarkly.*',
      import: 'ldclient',
    },
  },
  {
    name: 'Statsig',
    packages: { npm: 'statsig-* @statsig/*', pypi: 'statsig', go: 'github.com/statsig-io/*' },
  },
  {
    name: 'HashiCorp Vault',
    packages: {
      npm: 'node-vault',
      pypi: 'hvac',
      maven: 'org.springframework.cloud:spring-cloud-starter-vault-config com.bettercloud:vault-java-driver',
      go: 'github.com/hashicorp/vault/api*',
      gem: 'vault',
      nuget: 'vaultsharp',
    },
  },
  {
    name: 'Pusher',
    packages: {
      npm: 'pusher pusher-js',
      pypi: 'pusher',
      gem: 'pusher',
      composer: 'pusher/*',
      nuget: 'pusherserver',
    },
  },
  { name: 'Ably', packages: { npm: 'ably', pypi: 'ably', gem: 'ably ably-rest', maven: 'io.ably*' } },
  {
    name: 'OneSignal',
    packages: { npm: 'onesignal-node @onesignal/*', pypi: 'onesignal-sdk', composer: 'onesignal/*' },
  },
  {
    name: 'Google reCAPTCHA',
    packages: {
      npm: 'react-google-recaptcha* vue-recaptcha ng-recaptcha express-recaptcha',
      pypi: 'django-recaptcha',
      gem: 'recaptcha',
      composer: 'google/recaptcha',
    },
  },
  { name: 'Mapbox', packages: { npm: 'mapbox-gl @mapbox/mapbox-sdk', maven: 'com.mapbox*' } },
  {
    name: 'MaxMind',
    packages: {
      npm: '@maxmind/geoip2-node maxmind',
      pypi: 'geoip2',
      maven: 'com.maxmind*',
      go: 'github.com/oschwald/*',
      gem: 'maxminddb',
      composer: 'geoip2/*',
    },
  },
  { name: 'Contentstack', packages: { npm: 'contentstack' } },
  { name: 'Sanity', packages: { npm: '@sanity/client next-sanity' } },
  {
    name: 'Cloudflare',
    packages: { npm: 'cloudflare', pypi: 'cloudflare', go: 'github.com/cloudflare/cloudflare-go*' },
  },
  { name: 'Bitbucket', packages: { npm: 'bitbucket', go: 'github.com/ktrysmt/go-bitbucket' } },
  {
    name: 'X (Twitter)',
    packages: { npm: 'twitter-api-v2 twit', pypi: 'tweepy', gem: 'twitter', maven: 'org.twitter4j*' },
  },
  {
    name: 'Meta',
    packages: {
      npm: 'facebook-nodejs-business-sdk react-facebook-login',
      pypi: 'facebook-business facebook-sdk',
      gem: 'koala',
      composer: 'facebook/*',
    },
  },
  { name: 'Zoom', packages: { npm: '@zoom/*', pypi: 'zoomus' } },
  { name: 'Trulioo', packages: { npm: 'trulioo-sdk' } },
  {
    name: 'Onfido',
    packages: {
      npm: '@onfido/api onfido-sdk-ui',
      pypi: 'onfido-python',
      gem: 'onfido',
      maven: 'com.onfido*',
    },
  },
  {
    name: 'Temporal',
    packages: { npm: '@temporalio/*', pypi: 'temporalio', maven: 'io.temporal*', go: 'go.temporal.io/sdk*' },
  },
]
