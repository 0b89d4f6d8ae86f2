import { accounts, clusters, company, project, vaultCluster } from './organisation.ts'

const account = anyOf(Object.values(accounts))
const cluster = anyOf([...Object.keys(clusters), vaultCluster])
const google = anyOf([project.id, project.number])

/**
 * A PostgreSQL regular expression for the canonical names and natural keys that only the demo organisation can have: its accounts, clusters,
 * project and domain. Every alternative is tied to the place where that part stands, so a real secret called `kestrelway-vault` does not match.
 */
export const demoNames = [
  `^(?:[a-z-]+\\|)?aws-[a-z]+://${account}/`,
  `^(?:[a-z-]+\\|)?arn:aws:[a-z0-9-]+:[a-z0-9-]*:${account}:`,
  `^aws-account:${account}$`,
  `^${account}/`,
  `^(?:[a-z-]+\\|)?gcp-[a-z]+://${google}/`,
  `^${google}$`,
  `^(?:[a-z-]+\\|)?(?:vault|kubernetes)://${cluster}/`,
  `^(?:[a-z-]+\\|)?(?:vault|kubernetes):${cluster}:`,
  `^(?:workload|rbac):${cluster}/`,
  `^${cluster}:`,
  `^serviceAccount:[^@]+@${project.id}\\.iam\\.gserviceaccount\\.com$`,
  `^serviceAccount:${project.id}\\.svc\\.id\\.goog\\[`,
  `^user:[^@]+@${company.domain.replaceAll('.', '\\.')}$`,
  `^oidc:[^:]+:repo:${company.github}/`,
].join('|')

function anyOf(names: readonly string[]): string {
  return `(?:${names.map((name) => name.replaceAll('.', '\\.')).join('|')})`
}
