import { accounts, clusters, homeRegion, project, vaultCluster, type Team } from './organisation.ts'
import { awsParameters, awsSecrets, copiedSecrets, gcpSecrets, vaultSecrets } from './secrets.ts'

/** Who owns which secrets, as rows of the table `ownership`: a pattern of canonical names, where `*` stands for anything. */
export type OwnershipRow = { pattern: string; team: Team; environment: string; tier: string }

export const demoOwnership: readonly OwnershipRow[] = [
  ...awsSecrets.map((secret) => row(`aws-secretsmanager://${accounts[secret.account]}/*/${secret.name}`, secret.team, secret.account)),
  ...awsParameters.map((parameter) => row(`aws-ssm://${accounts[parameter.account]}/${homeRegion}${parameter.name}`, parameter.team, parameter.account)),
  ...gcpSecrets.map((secret) => row(`gcp-secretmanager://${project.id}/${secret.name}`, secret.team, 'prod')),
  ...vaultSecrets.map((secret) => row(`vault://${vaultCluster}/${secret.mount}/${secret.path}`, secret.team, 'prod')),
  ...copiedSecrets.map((secret) => row(`kubernetes://${secret.cluster}/${secret.namespace}/${secret.name}`, secret.team, clusters[secret.cluster].account)),
]

/** What payments and sign-in rest on is tier 1. */
function row(pattern: string, team: Team, account: string): OwnershipRow {
  const environment = account === 'platform' ? 'shared' : account
  return { pattern, team, environment, tier: environment === 'prod' && (team === 'payments' || team === 'accounts') ? '1' : '2' }
}
