import type { Severity } from '../../../model/severity.ts'

/** What one rule of the posture says. How it is seen stands in the checks; what it means stands here. */
export interface PostureRule {
  id: string
  /** `%` is what the hit is about. */
  title: string
  description: string
  severity: Severity
  cwes: number[]
  /** Numbers of the OWASP Top 10 CI/CD Security Risks. https://owasp.org/www-project-top-10-ci-cd-security-risks/ */
  owasp: number[]
  /** Numbers of the CIS Software Supply Chain Security Guide 1.0. https://www.cisecurity.org/insights/white-papers/cis-software-supply-chain-security-guide */
  cis: string[]
  remediation: string
  references?: string[]
}

const GITHUB_HARDENING = 'https://docs.github.com/actions/reference/security/secure-use'

const RULES: readonly PostureRule[] = [
  {
    id: 'cicd-unpinned-action',
    title: '% is not pinned to a commit',
    description:
      'A tag or branch of an action can be moved to other code at any time. Whoever can move it runs code in this pipeline with its secrets and its token.',
    severity: 'medium',
    cwes: [829, 1357],
    owasp: [3, 8],
    cis: ['2.4.2', '3.1.7'],
    remediation:
      'Name the full commit of the version in use and keep the version as a comment, so that an updater can raise both.',
    references: [GITHUB_HARDENING],
  },
  {
    id: 'cicd-archived-action',
    title: '% is archived by its owner',
    description:
      'Nobody mends an archived action: a hole that becomes known in it or in what it is made of stays open, and its old runtime may stop working.',
    severity: 'low',
    cwes: [477],
    owasp: [3],
    cis: ['3.1.1'],
    remediation: 'Take what its page recommends in its place, or the commands that it runs.',
    references: [GITHUB_HARDENING],
  },
  {
    id: 'cicd-unpinned-image',
    title: 'Image % is not pinned to a digest',
    description:
      'The tag of an image can be moved to other content. What runs in the pipeline then is not what was reviewed.',
    severity: 'low',
    cwes: [829, 1357],
    owasp: [3, 8],
    cis: ['2.4.2', '3.1.7'],
    remediation: 'Add the digest of the image to its reference: name:tag@sha256:….',
  },
  {
    id: 'cicd-unpinned-orb',
    title: 'Orb % is taken in a version that moves',
    description:
      'An orb with a development, volatile, major or minor version changes without a change of this file.',
    severity: 'medium',
    cwes: [829],
    owasp: [3, 8],
    cis: ['2.4.2', '3.1.7'],
    remediation: 'Name the full version of the orb.',
    references: ['https://circleci.com/docs/orbs/use/orb-concepts/'],
  },
  {
    id: 'cicd-unpinned-pipe',
    title: 'Pipe % is not pinned to a digest',
    description:
      'A pipe is an image that gets the variables of this step. Its tag can be moved to other content.',
    severity: 'low',
    cwes: [829],
    owasp: [3, 8],
    cis: ['2.4.2', '3.1.7'],
    remediation: 'Take the pipe as docker://name@sha256:…, or as a version of a publisher that you trust.',
  },
  {
    id: 'cicd-unpinned-include',
    title: 'Included configuration % is not pinned',
    description:
      'Configuration from another place becomes part of this pipeline in whatever state it is in at that moment.',
    severity: 'medium',
    cwes: [829],
    owasp: [3, 4],
    cis: ['2.4.2', '2.3.4'],
    remediation:
      'Give `ref` a commit, give remote files an `integrity` checksum, and name the full version of components.',
    references: ['https://docs.gitlab.com/ci/yaml/includes/'],
  },
  {
    id: 'cicd-unpinned-library',
    title: 'Shared library % is taken from a branch',
    description:
      'The library runs with the rights of the pipeline, in the controller as well. A branch changes without a change of this file.',
    severity: 'low',
    cwes: [829],
    owasp: [3, 4],
    cis: ['2.4.2', '2.3.4'],
    remediation: "Name a tag or commit: @Library('name@1.2.3').",
    references: ['https://www.jenkins.io/doc/book/pipeline/shared-libraries/'],
  },
  {
    id: 'cicd-unpinned-template',
    title: 'Templates of % are taken from a branch',
    description:
      'Templates of another repository become part of this pipeline in whatever state the branch is in.',
    severity: 'low',
    cwes: [829],
    owasp: [3, 4],
    cis: ['2.4.2', '2.3.4'],
    remediation: 'Give `ref` of the repository resource a tag or commit.',
  },
  {
    id: 'cicd-script-injection',
    title: '% is put into a script',
    description:
      'The value comes from whoever opens an issue or a pull request, names a branch or writes a commit. It is put into the text of the script before the shell reads it, so that it can hold commands.',
    severity: 'high',
    cwes: [94, 78],
    owasp: [4],
    cis: ['2.3.2', '2.3.7'],
    remediation:
      'Hand the value over as an environment variable of the step and use that, quoted, in the script.',
    references: [GITHUB_HARDENING],
  },
  {
    id: 'cicd-input-in-script',
    title: 'Input % is put into a script',
    description:
      'Text that a caller chooses is put into the script before the shell reads it. Whoever may start the pipeline can run commands with its rights and secrets.',
    severity: 'low',
    cwes: [94, 78],
    owasp: [4],
    cis: ['2.3.2'],
    remediation: 'Hand the input over as an environment variable of the step, or allow named values only.',
    references: [GITHUB_HARDENING],
  },
  {
    id: 'cicd-untrusted-checkout',
    title: "Code of a stranger's pull request is checked out with the rights of the repository (%)",
    description:
      'The trigger runs with a token that may write and with secrets, and the job takes the code of the pull request. Building or testing it runs whatever its author wrote.',
    severity: 'critical',
    cwes: [829, 94],
    owasp: [4, 1],
    cis: ['2.3.5', '2.3.7'],
    remediation:
      'Build pull requests by the trigger `pull_request`, and do what needs rights in a second workflow that takes only checked data from the first.',
    references: ['https://securitylab.github.com/resources/github-actions-preventing-pwn-requests/'],
  },
  {
    id: 'cicd-untrusted-artifact',
    title: 'A privileged workflow takes artifacts of an untrusted one (%)',
    description:
      'Runs for pull requests can upload what they like. A workflow after them that trusts the files, or writes them into its environment, hands over its rights.',
    severity: 'medium',
    cwes: [829, 345],
    owasp: [4, 9],
    cis: ['2.4.3'],
    remediation:
      'Unpack into a folder of its own, check the content, run nothing of it, and take only runs of trusted branches.',
    references: ['https://securitylab.github.com/resources/github-actions-preventing-pwn-requests/'],
  },
  {
    id: 'cicd-environment-file',
    title: 'A privileged workflow writes to % what it did not make itself',
    description:
      'Lines written to the environment or path file become variables of all later steps. Values of strangers can set LD_PRELOAD or NODE_OPTIONS there.',
    severity: 'medium',
    cwes: [77, 454],
    owasp: [4],
    cis: ['2.3.2'],
    remediation: 'Write step outputs instead, and check the value first.',
  },
  {
    id: 'cicd-permissions-write-all',
    title: 'The token may write everything (%)',
    description:
      'Every step, those of others too, gets a token that may change code, releases, packages and settings.',
    severity: 'medium',
    cwes: [250, 732],
    owasp: [2, 5],
    cis: ['2.1.5', '2.3.5'],
    remediation: 'Set `permissions: {}` for the workflow and give each job what it needs.',
    references: [GITHUB_HARDENING],
  },
  {
    id: 'cicd-permissions-wide',
    title: 'Every job gets % ',
    description: 'The permission is given at the top, so that jobs that do not need it have it as well.',
    severity: 'low',
    cwes: [250],
    owasp: [5],
    cis: ['2.1.5'],
    remediation: 'Move the permission to the job that needs it.',
    references: [GITHUB_HARDENING],
  },
  {
    id: 'cicd-permissions-missing',
    title: 'Permissions of the token are not set (%)',
    description:
      "Without `permissions` the token has what the repository's or organisation's default gives: for older ones that is to write everything.",
    severity: 'low',
    cwes: [250, 1188],
    owasp: [5],
    cis: ['2.1.5'],
    remediation: 'Set `permissions: contents: read` at the top and more only where a job needs it.',
    references: [GITHUB_HARDENING],
  },
  {
    id: 'cicd-secrets-inherit',
    title: 'All secrets are handed to %',
    description:
      'With `secrets: inherit` a workflow of another repository gets every secret of this one, those it has no use for as well.',
    severity: 'medium',
    cwes: [522, 250],
    owasp: [6, 8],
    cis: ['2.1.5'],
    remediation: 'Name the secrets that it needs.',
  },
  {
    id: 'cicd-secrets-all',
    title: 'All secrets at once are put into a value',
    description:
      'The whole of the secrets is turned into text. One leak of that text is a leak of all of them, and masking does not know its parts.',
    severity: 'medium',
    cwes: [522, 200],
    owasp: [6],
    cis: ['2.1.5'],
    remediation: 'Name the secrets that are needed.',
  },
  {
    id: 'cicd-secret-echoed',
    title: 'Secret % is printed to the log',
    description: 'Masking hides the exact value only: a part of it, or another form of it, shows.',
    severity: 'medium',
    cwes: [532],
    owasp: [6, 10],
    cis: ['2.3.8'],
    remediation: 'Do not print it; to pass it on use a pipe or a file that only this job can read.',
  },
  {
    id: 'cicd-secret-on-command-line',
    title: 'Secret % is an argument of a command',
    description: 'Arguments show in the list of processes, in traces of the shell and in error messages.',
    severity: 'low',
    cwes: [214, 522],
    owasp: [6],
    cis: ['2.3.8'],
    remediation: 'Give it by standard input (`--password-stdin`), by a file or by an environment variable.',
  },
  {
    id: 'cicd-secret-in-build-argument',
    title: 'Secret % is a build argument of an image',
    description: 'Build arguments stay in the history of the image: whoever can pull it can read them.',
    severity: 'medium',
    cwes: [538, 522],
    owasp: [6],
    cis: ['2.3.8', '4.1.2'],
    remediation: 'Use a build secret: `RUN --mount=type=secret`.',
    references: ['https://docs.docker.com/build/building/secrets/'],
  },
  {
    id: 'cicd-secret-interpolated',
    title: 'Credential % is filled into the command by Groovy',
    description:
      'In double quotes Groovy puts the secret into the text of the command: it shows in the list of processes, and its special characters are commands to the shell.',
    severity: 'medium',
    cwes: [214, 78],
    owasp: [6, 4],
    cis: ['2.3.8'],
    remediation: 'Use single quotes, so that the shell takes it from the environment.',
    references: ['https://www.jenkins.io/doc/book/pipeline/jenkinsfile/#string-interpolation'],
  },
  {
    id: 'cicd-hard-coded-secret',
    title: 'Secret in clear in %',
    description: 'Whoever can read the repository has the secret, in all of its history.',
    severity: 'high',
    cwes: [798, 312],
    owasp: [6],
    cis: ['1.5.1', '2.3.8'],
    remediation: 'Revoke it, and take a new one from the secrets of the CI system.',
  },
  {
    id: 'cicd-long-lived-credential',
    title: 'A long-lived credential is used for % where a short-lived one can be had',
    description: 'The key works outside of the pipeline as well and until somebody changes it.',
    severity: 'low',
    cwes: [522, 262],
    owasp: [6, 2],
    cis: ['2.1.6'],
    remediation:
      'Let the pipeline identify itself by OpenID Connect and give it a role, or a trusted publisher.',
    references: ['https://docs.github.com/actions/concepts/security/openid-connect'],
  },
  {
    id: 'cicd-persisted-credentials',
    title: 'The whole checkout with the credentials in it is uploaded as an artifact (%)',
    description: 'The checkout keeps the token in `.git/config`; an artifact of the whole folder holds it.',
    severity: 'medium',
    cwes: [522, 200],
    owasp: [6],
    cis: ['2.3.3'],
    remediation: 'Set `persist-credentials: false` and upload only what was built.',
  },
  {
    id: 'cicd-self-hosted-untrusted',
    title: 'Pull requests run on a self-hosted runner (%)',
    description:
      'In a public repository anyone can run code on that machine by a pull request, and stay there for the next job.',
    severity: 'medium',
    cwes: [829, 653],
    owasp: [7, 4],
    cis: ['2.2.1', '2.3.5'],
    remediation:
      "Run pull requests on the provider's runners, or on machines that are thrown away after each job.",
    references: [GITHUB_HARDENING],
  },
  {
    id: 'cicd-controller-build',
    title: 'The job runs on the controller of Jenkins (%)',
    description: 'What runs there can read the credentials and settings of all jobs.',
    severity: 'medium',
    cwes: [653, 250],
    owasp: [7, 5],
    cis: ['2.2.3'],
    remediation: 'Give the job to an agent and set the number of executors of the controller to 0.',
  },
  {
    id: 'cicd-dynamic-code',
    title: 'Code is loaded at run time (%)',
    description: 'What is evaluated was not part of the pipeline that was reviewed.',
    severity: 'medium',
    cwes: [95, 829],
    owasp: [4],
    cis: ['2.3.4'],
    remediation: 'Put it into a shared library with a fixed version.',
  },
  {
    id: 'cicd-pipe-to-shell',
    title: 'A download is run without a look at it (%)',
    description: 'Whoever controls the address, or the way to it, runs code in the pipeline.',
    severity: 'medium',
    cwes: [494],
    owasp: [3, 9],
    cis: ['2.4.3', '3.1.1'],
    remediation: 'Download a fixed version, compare its checksum or signature, then run it.',
  },
  {
    id: 'cicd-unverified-download',
    title: 'A download is used without a check of its content (%)',
    description: 'Nothing compares the file with a checksum or signature before it is unpacked or run.',
    severity: 'low',
    cwes: [494],
    owasp: [9, 3],
    cis: ['2.4.3', '3.1.1'],
    remediation: 'Compare the checksum: `echo "<sha256>  file" | sha256sum --check`.',
  },
  {
    id: 'cicd-privileged-container',
    title: 'A container of the pipeline has the rights of its host (%)',
    description:
      'A privileged container, or one with the socket of Docker, can take over the machine that runs it and the jobs after it.',
    severity: 'medium',
    cwes: [250],
    owasp: [7],
    cis: ['2.2.3', '2.2.5'],
    remediation:
      'Build images without a daemon (BuildKit rootless, Buildah, Kaniko), and give single capabilities only.',
  },
  {
    id: 'cicd-unsecure-commands',
    title: 'Commands in the output of steps are allowed again (%)',
    description:
      'Whatever a step prints can set variables and paths of later steps. GitHub switched this off because of that.',
    severity: 'high',
    cwes: [77],
    owasp: [7, 4],
    cis: ['2.3.2'],
    remediation: 'Remove the variable and write to `$GITHUB_ENV` or `$GITHUB_OUTPUT`.',
  },
  {
    id: 'cicd-cache-in-release',
    title: 'A release is built with a cache that other runs fill (%)',
    description:
      'A run that is taken over can leave changed files in the cache; the release then holds them.',
    severity: 'low',
    cwes: [349],
    owasp: [9],
    cis: ['2.4.3', '2.2.1'],
    remediation: 'Build releases without a cache.',
    references: [
      'https://adnanthekhan.com/2024/05/06/the-monsters-in-your-build-cache-github-actions-cache-poisoning/',
    ],
  },
  {
    id: 'cicd-no-approval',
    title: 'Deployment to production without an approval (%)',
    description:
      'Nothing in the pipeline waits for a person, nor names an environment that could have rules.',
    severity: 'info',
    cwes: [284],
    owasp: [1],
    cis: ['5.2.3'],
    remediation: 'Name an environment with required reviewers, or make the job manual.',
  },
  {
    id: 'cicd-no-provenance',
    title: 'What is published is neither signed nor has a provenance (%)',
    description: 'Who takes it cannot tell that this pipeline made it.',
    severity: 'info',
    cwes: [345, 353],
    owasp: [9],
    cis: ['2.4.1', '4.1.1'],
    remediation:
      'Sign it (cosign) or attest its provenance (SLSA, `actions/attest-build-provenance`, `npm publish --provenance`).',
    references: ['https://slsa.dev/spec/v1.0/'],
  },
  {
    id: 'cicd-install-without-lockfile',
    title: 'Dependencies are installed without holding to the lockfile (%)',
    description: 'The command takes whatever newer version fits; it was never reviewed.',
    severity: 'low',
    cwes: [1357, 829],
    owasp: [3],
    cis: ['2.4.2', '3.1.7'],
    remediation: 'Use `npm ci`, `yarn install --immutable` or `pnpm install --frozen-lockfile`.',
  },
  {
    id: 'cicd-debug-trace',
    title: '% prints every variable, secrets included',
    description: 'The trace shows all commands with their variables in the log of the job.',
    severity: 'high',
    cwes: [532],
    owasp: [6, 10],
    cis: ['2.3.8'],
    remediation: 'Remove it; switch it on for a single run when there is need.',
  },
  {
    id: 'cicd-check-off',
    title: 'The check of the other side is switched off (%)',
    description: 'Anyone on the way can pose as the server, read what is sent and change what is received.',
    severity: 'low',
    cwes: [295, 322],
    owasp: [7, 9],
    cis: ['2.4.3'],
    remediation: 'Give the right certificate or the known host key instead.',
  },
  {
    id: 'cicd-spoofable-actor',
    title: 'A condition trusts % ',
    description:
      'The actor is who raised the last event, not who wrote the code: a pull request of a stranger can have a bot as its actor.',
    severity: 'medium',
    cwes: [290],
    owasp: [4, 2],
    cis: ['2.3.5'],
    remediation:
      "Compare `github.event.pull_request.user.login`, and check that the head's repository is this one.",
  },
  {
    id: 'cicd-condition-always-true',
    title: 'The condition is always true (%)',
    description:
      'Around `${{ }}` stands more text, if only a line break: the whole is a text that is not empty and so is always true.',
    severity: 'medium',
    cwes: [783],
    owasp: [1],
    cis: ['2.3.2'],
    remediation: 'Write the condition without `${{ }}`, or end the block by `|-`.',
  },
]

/** Rules by id. */
export const POSTURE_RULES: ReadonlyMap<string, PostureRule> = new Map(RULES.map((rule) => [rule.id, rule]))
