import type { SourceFile } from '../source/source-file.ts'
import { readAzurePipelines } from './azure-pipelines/read-azure-pipelines.ts'
import { readBitbucket } from './bitbucket/read-bitbucket.ts'
import { readCircleci } from './circleci/read-circleci.ts'
import { readCloudBuild } from './cloud-build/read-cloud-build.ts'
import { readCodebuild } from './codebuild/read-codebuild.ts'
import type { PipelineModel, System } from './contract.ts'
import { readDrone } from './drone/read-drone.ts'
import { readGithubActions } from './github-actions/read-github-actions.ts'
import { readGitlabCi } from './gitlab-ci/read-gitlab-ci.ts'
import { readJenkins } from './jenkins/read-jenkins.ts'
import { readTravis } from './travis/read-travis.ts'

interface SystemReader {
  id: System
  /** Files of this system, by their usual places. */
  files: RegExp
  read(file: SourceFile): PipelineModel[]
}

/** The first that takes a path reads it. Tests of those who make tools for pipelines are none of their own. */
export const SYSTEMS: readonly SystemReader[] = [
  {
    id: 'github-actions',
    files: /(?:^|\/)\.(?:github|gitea|forgejo)\/workflows\/[^/]+\.ya?ml$|(?:^|\/)action\.ya?ml$/,
    read: readGithubActions,
  },
  {
    id: 'gitlab-ci',
    files:
      /(?:^|\/)\.gitlab-ci[^/]*\.ya?ml$|(?:^|\/)\.gitlab(?:-ci|\/ci|\/pipelines)?\/.*\.ya?ml$|(?:^|\/)[^/]*\.gitlab-ci\.ya?ml$|^(?:templates|ci|\.ci)\/[^/]+\.ya?ml$/,
    read: readGitlabCi,
  },
  { id: 'circleci', files: /(?:^|\/)\.circleci\/[^/]+\.ya?ml$/, read: readCircleci },
  { id: 'bitbucket', files: /(?:^|\/)bitbucket-pipelines\.ya?ml$/, read: readBitbucket },
  {
    id: 'cloud-build',
    files: /(?:^|\/)cloudbuild[\w.-]*\.(?:ya?ml|json)$|(?:^|\/)\.?cloudbuild\/[^/]+\.ya?ml$/,
    read: readCloudBuild,
  },
  { id: 'codebuild', files: /(?:^|\/)buildspec[\w.-]*\.ya?ml$/, read: readCodebuild },
  {
    id: 'drone',
    files: /(?:^|\/)\.(?:drone|woodpecker)\.ya?ml$|(?:^|\/)\.woodpecker\/[^/]+\.ya?ml$/,
    read: readDrone,
  },
  { id: 'travis', files: /(?:^|\/)\.travis\.ya?ml$/, read: readTravis },
  {
    id: 'jenkins',
    files:
      /(?:^|\/)(?:Jenkinsfile[^/]*|[^/]+\.[Jj]enkinsfile|jenkinsfile[^/]*)$|(?:^|\/)\.?jenkins\/[^/]+\.groovy$/,
    read: readJenkins,
  },
  {
    id: 'azure-pipelines',
    files:
      /(?:^|\/)[^/]*azure[-_.]?pipelines?[^/]*\.ya?ml$|(?:^|\/)\.?(?:azure|vsts|azure-?pipelines?|pipelines|azuredevops|devops)[^/]*\/.*\.ya?ml$|(?:^|\/)eng\/(?:.*\/)?[^/]+\.ya?ml$/i,
    read: readAzurePipelines,
  },
]

export const systemOf = (path: string): SystemReader | undefined =>
  SYSTEMS.find(({ files }) => files.test(path))
