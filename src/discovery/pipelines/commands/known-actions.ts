import type { Deed, System } from '../contract.ts'

/** An action, task, orb's command or pipe that builds, publishes or deploys. Inputs are those of their own documentation. */
export interface KnownAction {
  name: RegExp
  does: Deed['does']
  what: Deed['what']
  /** Inputs that name the target, the first that is there. */
  inputs?: string[]
  /** Stands for the target when no input says it. */
  otherwise?: string
  context?: string
  /** An input that must be so: `push: true`. */
  only?: [string, RegExp]
  system?: System
}

const image = (name: RegExp, inputs: string[], more: Partial<KnownAction> = {}): KnownAction => ({
  name,
  does: 'builds',
  what: 'image',
  inputs,
  ...more,
})
const deploy = (
  name: RegExp,
  otherwise: string,
  inputs: string[] = [],
  what: Deed['what'] = 'target',
): KnownAction => ({ name, does: 'deploys', what, inputs, otherwise })
const publish = (name: RegExp, otherwise: string): KnownAction => ({
  name,
  does: 'pushes',
  what: 'package',
  otherwise,
})

export const KNOWN_ACTIONS: readonly KnownAction[] = [
  image(/^docker\/build-push-action$/, ['tags'], { context: 'context', otherwise: 'docker build' }),
  image(/^docker\/build-push-action$/, ['tags'], {
    does: 'pushes',
    only: ['push', /^(?!false$)./],
    otherwise: 'docker build',
  }),
  image(/^depot\/build-push-action$/, ['tags'], { context: 'context', otherwise: 'docker build' }),
  image(/^depot\/build-push-action$/, ['tags'], {
    does: 'pushes',
    only: ['push', /^(?!false$)./],
    otherwise: 'docker build',
  }),
  image(/^docker\/bake-action$/, [], { otherwise: 'docker buildx bake' }),
  image(/^docker\/bake-action$/, [], {
    does: 'pushes',
    only: ['push', /^(?!false$)./],
    otherwise: 'docker buildx bake',
  }),
  image(/^redhat-actions\/buildah-build$/, ['image'], { context: 'context' }),
  image(/^redhat-actions\/push-to-registry$/, ['image'], { does: 'pushes' }),
  image(/^(?:elgohr|mr-smithers-excellent)\/.*docker.*$/i, ['name', 'image'], {}),
  image(/^(?:elgohr|mr-smithers-excellent)\/.*docker.*$/i, ['name', 'image'], { does: 'pushes' }),
  image(/^aevea\/action-kaniko$/, ['image'], {}),
  image(/^Docker$/, ['repository', 'imageName'], { system: 'azure-pipelines', otherwise: 'Docker task' }),
  image(/^Docker$/, ['repository', 'imageName'], {
    system: 'azure-pipelines',
    does: 'pushes',
    only: ['command', /push/i],
    otherwise: 'Docker task',
  }),
  image(/^docker\/(?:build|publish)$/, ['image'], { system: 'circleci' }),
  image(/^docker\/(?:push|publish)$/, ['image'], { system: 'circleci', does: 'pushes' }),
  image(/^aws-ecr\/build[-_]and[-_]push[-_]image$/, ['repo'], { system: 'circleci', context: 'path' }),
  image(/^aws-ecr\/build[-_]and[-_]push[-_]image$/, ['repo'], { system: 'circleci', does: 'pushes' }),
  image(/^atlassian\/aws-ecr-push-image$/, ['IMAGE_NAME'], { does: 'pushes' }),
  publish(/^(?:JS-DevTools\/npm-publish|changesets\/action|cycjimmy\/semantic-release-action)$/, 'npm'),
  publish(/^pypa\/gh-action-pypi-publish$/, 'PyPI'),
  publish(/^goreleaser\/goreleaser-action$/, 'GoReleaser'),
  publish(
    /^(?:softprops\/action-gh-release|ncipollo\/release-action|actions\/create-release|svenstaro\/upload-release-action)$/,
    'GitHub release',
  ),
  publish(/^rubygems\/release-gem$/, 'RubyGems'),
  publish(/^helm\/chart-releaser-action$/, 'Helm charts'),
  publish(/^(?:atlassian\/npm-publish)$/, 'npm'),
  publish(/^NuGetCommand$/, 'NuGet'),
  deploy(/^aws-actions\/amazon-ecs-deploy-task-definition$/, 'ECS', ['service'], 'workload'),
  deploy(/^aws-actions\/aws-lambda-deploy$/, 'Lambda', ['function-name'], 'workload'),
  deploy(/^aws-actions\/aws-cloudformation-github-deploy$/, 'CloudFormation', ['template'], 'path'),
  deploy(/^google-github-actions\/deploy-cloudrun$/, 'Cloud Run', ['service'], 'workload'),
  deploy(/^google-github-actions\/deploy-cloud-functions$/, 'Cloud Functions', ['name'], 'workload'),
  deploy(/^google-github-actions\/deploy-appengine$/, 'App Engine'),
  deploy(/^azure\/webapps-deploy$/i, 'Azure App Service', ['app-name'], 'workload'),
  deploy(/^azure\/functions-action$/i, 'Azure Functions', ['app-name'], 'workload'),
  deploy(/^azure\/container-apps-deploy-action$/i, 'Azure Container Apps', ['containerAppName'], 'workload'),
  deploy(/^azure\/k8s-deploy$/i, 'Kubernetes', ['manifests'], 'path'),
  deploy(/^azure\/arm-deploy$/i, 'Azure Resource Manager', ['template'], 'path'),
  deploy(/^azure\/static-web-apps-deploy$/i, 'Azure Static Web Apps'),
  deploy(/^superfly\/flyctl-actions$/, 'Fly.io'),
  deploy(/^akhileshns\/heroku-deploy$/i, 'Heroku', ['heroku_app_name']),
  deploy(/^amondnet\/vercel-action$/, 'Vercel'),
  deploy(/^nwtgck\/actions-netlify$/, 'Netlify'),
  deploy(/^cloudflare\/wrangler-action$/, 'Cloudflare'),
  deploy(/^cloudflare\/pages-action$/, 'Cloudflare Pages', ['projectName']),
  deploy(/^FirebaseExtended\/action-hosting-deploy$/, 'Firebase Hosting', ['projectId']),
  deploy(
    /^(?:actions\/deploy-pages|peaceiris\/actions-gh-pages|JamesIves\/github-pages-deploy-action)$/,
    'GitHub Pages',
  ),
  deploy(/^appleboy\/ssh-action$/, 'a host by SSH', ['host']),
  deploy(/^appleboy\/scp-action$/, 'a host by SSH', ['host']),
  deploy(/^einaregilsson\/beanstalk-deploy$/, 'Elastic Beanstalk', ['environment_name']),
  deploy(/^(?:serverless\/github-action|hashicorp\/tfc-workflows-github)/, 'Terraform or Serverless'),
  deploy(/^(?:KubernetesManifest|Kubernetes)$/, 'Kubernetes', ['manifests', 'configuration'], 'path'),
  deploy(/^HelmDeploy$/, 'Helm', ['chartPath', 'chartName'], 'path'),
  deploy(/^AzureWebApp(?:Container)?$/, 'Azure App Service', ['appName'], 'workload'),
  deploy(/^AzureRmWebAppDeployment$/, 'Azure App Service', ['WebAppName'], 'workload'),
  deploy(/^AzureFunctionApp$/, 'Azure Functions', ['appName'], 'workload'),
  deploy(/^AzureContainerApps$/, 'Azure Container Apps', ['containerAppName'], 'workload'),
  deploy(/^AzureResourceManagerTemplateDeployment$/, 'Azure Resource Manager', ['csmFile'], 'path'),
  deploy(
    /^aws-ecs\/deploy[-_]service[-_]update$/,
    'ECS',
    ['service-name', 'service_name', 'family'],
    'workload',
  ),
  deploy(/^aws-s3\/sync$/, 'S3', ['to']),
  deploy(/^gcp-cloud-run\/deploy$/, 'Cloud Run', ['service-name'], 'workload'),
  deploy(/^heroku\/deploy-via-git$/, 'Heroku', ['app-name']),
  deploy(/^kubernetes\/create-or-update-resource$/, 'Kubernetes', ['resource-file-path'], 'path'),
  deploy(/^atlassian\/aws-s3-deploy$/, 'S3', ['S3_BUCKET']),
  deploy(/^atlassian\/aws-ecs-deploy$/, 'ECS', ['SERVICE_NAME'], 'workload'),
  deploy(/^atlassian\/aws-lambda-deploy$/, 'Lambda', ['FUNCTION_NAME'], 'workload'),
  deploy(/^atlassian\/aws-elasticbeanstalk-deploy$/, 'Elastic Beanstalk', ['APPLICATION_NAME']),
  deploy(/^atlassian\/aws-cloudformation-deploy$/, 'CloudFormation', ['TEMPLATE']),
  deploy(
    /^atlassian\/(?:kubectl-run|aws-eks-kubectl-run|google-gke-kubectl-run|azure-aks-deploy)$/,
    'Kubernetes',
    ['RESOURCE_PATH'],
    'path',
  ),
  deploy(/^atlassian\/(?:ssh-run|scp-deploy|rsync-deploy|ftp-deploy|sftp-deploy)$/, 'a host by SSH', [
    'SERVER',
  ]),
  deploy(/^atlassian\/heroku-deploy$/, 'Heroku', ['HEROKU_APP_NAME']),
  deploy(/^atlassian\/firebase-deploy$/, 'Firebase', ['PROJECT_ID']),
  deploy(/^atlassian\/google-cloud-run-deploy$/, 'Cloud Run', ['SERVICE_NAME'], 'workload'),
  deploy(/^microsoft\/azure-web-apps-deploy$/, 'Azure App Service', ['AZURE_APP_NAME'], 'workload'),
]
