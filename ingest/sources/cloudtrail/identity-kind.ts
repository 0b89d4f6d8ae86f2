import type { IdentityKind } from '#lib/facts.ts'

const email = /^[^\s@/:]+@[^\s@/:]+\.[^\s@/:.]+$/
const controllers = word('external-secrets|eso|argo-?cd|flux|sops|kustomize-controller|csi-secrets-store|cert-manager|reloader|crossplane')
const services = word('rotation|rotator|secrets?manager-?rotation')
const pipelines = word('ci|cd|cicd|ci-cd|github|gha|gitlab|circleci|jenkins|buildkite|codebuild|codepipeline|terraform|tf|pulumi|atlantis|deploy|deployer|deployment|runner|pipeline')
const nodes = word('node|nodes|nodegroup|node-group|nodeinstancerole|karpenter-node')
const pipelineProviders = /oidc-provider\/(?:token\.actions\.githubusercontent\.com|gitlab\.|.*gitlab|oidc\.circleci\.com|app\.terraform\.io|agent\.buildkite\.com|api\.bitbucket\.org|vstoken\.)/

/** One of these words on its own inside a name: `shop-ci`, not `circle`. */
function word(words: string): RegExp {
  return new RegExp(`(?:^|[-_./:])(?:${words})(?:$|[-_./:\\d])`, 'i')
}

export function isEmail(text: string): boolean {
  return text.length <= 320 && email.test(text)
}

export function isSsoRole(roleName: string): boolean {
  return roleName.startsWith('AWSReservedSSO_')
}

/** A guess that stays the same for every record of a role wherever the name alone decides; sessions only add what the name leaves open. */
export function kindOfRole(roleArn: string, roleName: string, sessionName: string, provider: string): IdentityKind {
  if (isSsoRole(roleName)) return 'human'
  if (roleArn.includes(':role/aws-service-role/') || roleName.startsWith('AWSServiceRoleFor') || roleName.startsWith('aws:')) return 'service'
  if (services.test(roleName)) return 'service'
  if (controllers.test(roleName)) return 'controller'
  if (pipelineProviders.test(provider) || pipelines.test(roleName)) return 'ci'
  if (nodes.test(roleName)) return 'node'
  return isEmail(sessionName) ? 'human' : 'workload'
}

export function kindOfUser(userName: string): IdentityKind {
  if (isEmail(userName)) return 'human'
  if (controllers.test(userName)) return 'controller'
  if (pipelines.test(userName)) return 'ci'
  return /^(?:svc|service|app|bot|api)[-_.]|[-_.](?:svc|service|app|bot|api)$/i.test(userName) ? 'workload' : 'unknown'
}

/** `system:serviceaccount:…` is a pod's, a repository's or pipeline's subject is CI. */
export function kindOfOidc(issuer: string, subject: string): IdentityKind {
  if (subject.startsWith('system:serviceaccount:')) return 'workload'
  return pipelineProviders.test(`oidc-provider/${issuer}`) ? 'ci' : 'unknown'
}
