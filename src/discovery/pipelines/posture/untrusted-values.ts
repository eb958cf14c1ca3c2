import type { System } from '../contract.ts'

/**
 * Values that strangers choose, in the words that each system puts into a script before its shell reads it.
 * Sources: https://securitylab.github.com/resources/github-actions-untrusted-input/,
 * https://learn.microsoft.com/azure/devops/pipelines/build/variables, https://plugins.jenkins.io/branch-api/
 */
export const UNTRUSTED: Partial<Record<System, RegExp>> = {
  'github-actions':
    /\bgithub\.(?:head_ref\b|ref_name\b|ref\b(?!\.)|event\.(?:issue\.(?:title|body)|pull_request\.(?:title|body|head\.(?:ref|label|repo\.(?:default_branch|description|homepage))|user\.(?:email|name))|comment\.body|review\.body|review_comment\.body|discussion\.(?:title|body)|pages\.[^}]{0,20}page_name|(?:head_commit|commits\S{0,6}|workflow_run\.head_commit)\.(?:message|author\.(?:email|name)|committer\.(?:email|name))|workflow_run\.(?:head_branch|display_title|head_repository\.description|pull_requests\S{0,6}\.head\.ref)|release\.(?:body|name|tag_name)))/,
  'azure-pipelines':
    /\$\((Build\.(?:SourceVersionMessage|SourceBranchName|SourceBranch|RequestedFor|RequestedForEmail)|System\.PullRequest\.SourceBranch|Build\.SourceVersionAuthor)\)/,
  circleci:
    /<<\s*(pipeline\.(?:git\.(?:branch|tag)|trigger_parameters\.[\w.]*(?:title|body|message|branch)))\s*>>/,
  jenkins:
    /\$\{?(?:env\.)?(CHANGE_(?:TITLE|BRANCH|AUTHOR|AUTHOR_DISPLAY_NAME|AUTHOR_EMAIL|URL)|GIT_BRANCH|ghprb(?:PullTitle|PullLongDescription|SourceBranch|CommentBody|PullAuthorLogin))\b\}?/,
}

/** Variables of GitLab, Bitbucket and CircleCI that strangers choose: harmful only where a shell reads their text a second time. */
export const UNTRUSTED_VARIABLES =
  /\b(?:eval|(?:ba|z)?sh\s+-c|python3?\s+-c|node\s+-e|perl\s+-e)\b[^\n]{0,200}\$\{?(CI_COMMIT_(?:MESSAGE|TITLE|DESCRIPTION|REF_NAME|BRANCH|AUTHOR)|CI_MERGE_REQUEST_(?:TITLE|DESCRIPTION|SOURCE_BRANCH_NAME)|BITBUCKET_BRANCH|CIRCLE_BRANCH|CIRCLE_TAG)\b/

/** Inputs of GitHub's own kind, parameters of Azure, CircleCI and Jenkins. */
export const INPUT: Partial<Record<System, RegExp>> = {
  'github-actions': /\$\{\{[^}]{0,80}?\b(?:github\.event\.)?inputs\.([\w-]+)[^}]{0,80}\}\}/g,
  'azure-pipelines': /\$\{\{\s*parameters\.([\w-]+)\s*\}\}/g,
  circleci: /<<\s*pipeline\.parameters\.([\w-]+)\s*>>/g,
  jenkins: /\$\{?params\.(\w+)\}?/g,
}
