import type { Deed } from '../contract.ts'

/** A command that builds, publishes or deploys. Names are those of the tools' own manuals. */
export interface KnownCommand {
  /** First words; `*` is any one word. */
  words: string
  does: Deed['does']
  what: Deed['what']
  /** Options that name the target. */
  options?: string[]
  /** Otherwise the position of the target after the words, from 0. */
  position?: number
  /** Otherwise the name that stands for it. */
  name?: string
  /** Position of the folder that goes in, from 0, and the option that says it. */
  context?: number
  contextOption?: string[]
  /** Another deed is told by an option's presence: `docker buildx build --push`. */
  pushesWith?: string[]
  /** Only when one of these words is there. */
  when?: string[]
  /** Not when one of these words is there. */
  unless?: string[]
}

const image = (words: string, more: Partial<KnownCommand> = {}): KnownCommand => ({
  words,
  does: 'builds',
  what: 'image',
  options: ['-t', '--tag'],
  context: 0,
  ...more,
})
const push = (words: string, position = 0): KnownCommand => ({
  words,
  does: 'pushes',
  what: 'image',
  position,
})
const publish = (words: string, name: string, more: Partial<KnownCommand> = {}): KnownCommand => ({
  words,
  does: 'pushes',
  what: 'package',
  name,
  unless: ['--dry-run'],
  ...more,
})
const deploy = (words: string, name: string, more: Partial<KnownCommand> = {}): KnownCommand => ({
  words,
  does: 'deploys',
  what: 'target',
  name,
  unless: ['--dry-run', '--dry-run=client', '--dry-run=server'],
  ...more,
})

/** Longer word lists first: the first that fits is taken. */
export const KNOWN_COMMANDS: readonly KnownCommand[] = [
  image('docker buildx build', { pushesWith: ['--push'] }),
  image('docker image build'),
  image('docker build', { pushesWith: ['--push'] }),
  image('podman build'),
  image('nerdctl build'),
  image('buildah bud'),
  image('buildah build'),
  image('img build'),
  image('buildctl build', { options: [], name: 'buildkit' }),
  image('/kaniko/executor', {
    options: ['--destination', '-d'],
    contextOption: ['--context', '-c'],
    pushesWith: ['--destination', '-d'],
  }),
  image('executor', {
    options: ['--destination', '-d'],
    contextOption: ['--context', '-c'],
    pushesWith: ['--destination', '-d'],
    when: ['--destination'],
  }),
  image('pack build', {
    options: [],
    position: 0,
    contextOption: ['--path', '-p'],
    pushesWith: ['--publish'],
  }),
  image('ko build', { options: [], name: 'ko' }),
  image('ko publish', { options: [], name: 'ko' }),
  image('jib build', { options: ['--target', '-t'] }),
  image('depot build', { pushesWith: ['--push'] }),
  image('docker compose build', { options: [], name: 'compose' }),
  image('docker-compose build', { options: [], name: 'compose' }),
  image('az acr build', { options: ['-t', '--image'], pushesWith: ['-t', '--image'] }),
  image('gcloud builds submit', { options: ['--tag', '-t'], pushesWith: ['--tag', '-t'] }),
  push('docker image push'),
  push('docker push'),
  push('podman push'),
  push('buildah push'),
  push('nerdctl push'),
  push('crane push', 1),
  push('skopeo copy', 1),
  push('helm push', 1),
  push('oras push'),
  { words: 'docker buildx imagetools create', does: 'pushes', what: 'image', options: ['-t', '--tag'] },
  publish('npm publish', 'npm'),
  publish('pnpm publish', 'npm'),
  publish('yarn publish', 'npm'),
  publish('yarn npm publish', 'npm'),
  publish('lerna publish', 'npm'),
  publish('npx lerna publish', 'npm'),
  publish('changeset publish', 'npm'),
  publish('npx semantic-release', 'npm'),
  publish('npx changeset publish', 'npm'),
  publish('twine upload', 'PyPI'),
  publish('python -m twine upload', 'PyPI'),
  publish('python3 -m twine upload', 'PyPI'),
  publish('poetry publish', 'PyPI'),
  publish('uv publish', 'PyPI'),
  publish('hatch publish', 'PyPI'),
  publish('flit publish', 'PyPI'),
  publish('mvn deploy', 'Maven', { unless: ['-Dmaven.deploy.skip=true'] }),
  publish('./mvnw deploy', 'Maven'),
  publish('gradle publish', 'Maven'),
  publish('./gradlew publish', 'Maven'),
  publish('cargo publish', 'crates.io'),
  publish('gem push', 'RubyGems'),
  publish('dotnet nuget push', 'NuGet'),
  publish('nuget push', 'NuGet'),
  publish('gh release create', 'GitHub release'),
  publish('gh release upload', 'GitHub release'),
  publish('goreleaser release', 'GoReleaser', { unless: ['--snapshot', '--skip=publish'] }),
  publish('goreleaser', 'GoReleaser', { when: ['release'], unless: ['--snapshot'] }),
  publish('aws s3 cp', 'S3', { position: 1 }),
  deploy('kubectl set image', 'Kubernetes', { what: 'workload', position: 0 }),
  deploy('kubectl rollout restart', 'Kubernetes', { what: 'workload', position: 0 }),
  deploy('kubectl apply', 'Kubernetes', { what: 'path', options: ['-f', '--filename', '-k', '--kustomize'] }),
  deploy('kubectl create', 'Kubernetes', {
    what: 'path',
    options: ['-f', '--filename'],
    when: ['-f', '--filename'],
  }),
  deploy('kubectl replace', 'Kubernetes', { what: 'path', options: ['-f', '--filename'] }),
  deploy('oc apply', 'OpenShift', { what: 'path', options: ['-f', '-k'] }),
  deploy('helm upgrade', 'Helm', { what: 'path', position: 1 }),
  deploy('helm install', 'Helm', { what: 'path', position: 1 }),
  deploy('helmfile apply', 'Helmfile'),
  deploy('helmfile sync', 'Helmfile'),
  deploy('skaffold run', 'Skaffold'),
  deploy('skaffold deploy', 'Skaffold'),
  deploy('argocd app sync', 'Argo CD', { what: 'workload', position: 0 }),
  deploy('flux reconcile', 'Flux'),
  deploy('terraform apply', 'Terraform', { what: 'path' }),
  deploy('tofu apply', 'OpenTofu', { what: 'path' }),
  deploy('terragrunt apply', 'Terragrunt', { what: 'path' }),
  deploy('terragrunt run-all apply', 'Terragrunt', { what: 'path' }),
  deploy('pulumi up', 'Pulumi', { what: 'path' }),
  deploy('cdk deploy', 'AWS CDK', { what: 'path' }),
  deploy('npx cdk deploy', 'AWS CDK', { what: 'path' }),
  deploy('sam deploy', 'AWS SAM', { what: 'path' }),
  deploy('serverless deploy', 'Serverless', { what: 'path' }),
  deploy('sls deploy', 'Serverless', { what: 'path' }),
  deploy('npx serverless deploy', 'Serverless', { what: 'path' }),
  deploy('ansible-playbook', 'Ansible', { what: 'path', position: 0, unless: ['--syntax-check', '--check'] }),
  deploy('docker stack deploy', 'Docker Swarm', { what: 'path', options: ['-c', '--compose-file'] }),
  deploy('nomad job run', 'Nomad', { what: 'path', position: 0 }),
  deploy('aws ecs update-service', 'ECS', { what: 'workload', options: ['--service'] }),
  deploy('aws lambda update-function-code', 'Lambda', { what: 'workload', options: ['--function-name'] }),
  deploy('aws elasticbeanstalk update-environment', 'Elastic Beanstalk', { options: ['--environment-name'] }),
  deploy('aws cloudformation deploy', 'CloudFormation', { what: 'path', options: ['--template-file'] }),
  deploy('aws s3 sync', 'S3', { position: 1 }),
  deploy('eb deploy', 'Elastic Beanstalk', { position: 0 }),
  deploy('copilot deploy', 'AWS Copilot'),
  deploy('copilot svc deploy', 'AWS Copilot', { what: 'workload', options: ['--name', '-n'] }),
  deploy('gcloud run deploy', 'Cloud Run', { what: 'workload', position: 0 }),
  deploy('gcloud app deploy', 'App Engine'),
  deploy('gcloud functions deploy', 'Cloud Functions', { what: 'workload', position: 0 }),
  deploy('az webapp deploy', 'Azure App Service', { what: 'workload', options: ['--name', '-n'] }),
  deploy('az webapp up', 'Azure App Service', { what: 'workload', options: ['--name', '-n'] }),
  deploy('az webapp config container set', 'Azure App Service', {
    what: 'workload',
    options: ['--name', '-n'],
  }),
  deploy('az containerapp update', 'Azure Container Apps', { what: 'workload', options: ['--name', '-n'] }),
  deploy('az containerapp up', 'Azure Container Apps', { what: 'workload', options: ['--name', '-n'] }),
  deploy('az functionapp deployment source config-zip', 'Azure Functions', {
    what: 'workload',
    options: ['--name', '-n'],
  }),
  deploy('az deployment group create', 'Azure Resource Manager', {
    what: 'path',
    options: ['--template-file', '-f'],
  }),
  deploy('azd deploy', 'Azure Developer CLI'),
  deploy('azd up', 'Azure Developer CLI'),
  deploy('func azure functionapp publish', 'Azure Functions', { what: 'workload', position: 0 }),
  deploy('flyctl deploy', 'Fly.io', { options: ['--app', '-a'] }),
  deploy('fly deploy', 'Fly.io', { options: ['--app', '-a'] }),
  deploy('heroku container:release', 'Heroku', { options: ['--app', '-a'] }),
  deploy('git push heroku', 'Heroku'),
  deploy('vercel deploy', 'Vercel'),
  deploy('vercel', 'Vercel', { when: ['--prod'] }),
  deploy('npx vercel', 'Vercel', { when: ['--prod'] }),
  deploy('netlify deploy', 'Netlify', { when: ['--prod', '-p'] }),
  deploy('npx netlify deploy', 'Netlify', { when: ['--prod'] }),
  deploy('wrangler deploy', 'Cloudflare'),
  deploy('npx wrangler deploy', 'Cloudflare'),
  deploy('wrangler pages deploy', 'Cloudflare Pages'),
  deploy('firebase deploy', 'Firebase'),
  deploy('npx firebase deploy', 'Firebase'),
  deploy('railway up', 'Railway'),
  deploy('cf push', 'Cloud Foundry', { position: 0 }),
  deploy('kamal deploy', 'Kamal'),
  deploy('cap * deploy', 'Capistrano'),
  deploy('dep deploy', 'Deployer'),
  deploy('dokku deploy', 'Dokku'),
  deploy('rsync', 'a host by rsync', { when: ['-e', '--rsh'] }),
]

/** Options of these tools that take a word which is no target. */
export const TAKING = new Set(
  '-f --file -t --tag --build-arg --target --platform --cache-from --cache-to --label -n --namespace --context --kubeconfig --set --set-string --values --version --timeout --secret --ssh --network --output -o --progress --builder --iidfile --metadata-file -i --inventory -e --extra-vars --region --project --image --source --runtime -l --selector --acl --exclude --include --kube-context --history-max --tls-ca --repo -r --profile --stack --username -u --password -p --token --server --certificate-authority --as --provenance --sbom --add-host --memory -m --registry'.split(
    ' ',
  ),
)
