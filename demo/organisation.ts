/**
 * Kestrelway, an invented parcel company. Account ids begin with zeros, addresses come from the documentation ranges
 * and the domain ends in `.example`, so that nothing of it can be mistaken for, or meet, an organisation that exists.
 */
export const company = { name: 'Kestrelway', domain: 'kestrelway.example', github: 'kestrelway' } as const

export type AccountName = 'prod' | 'staging' | 'platform'
export const accounts = {
  prod: '000040001017',
  staging: '000040002025',
  platform: '000040003033',
} as const satisfies Record<AccountName, string>

export const homeRegion = 'eu-north-1'
export const replicaRegion = 'ap-southeast-1'

export const project = { id: 'kestrelway-data-demo', number: '100000040417', location: 'europe-north1' } as const

export const vaultCluster = 'kestrelway-vault'

export type ClusterName = 'kestrelway-prod-1' | 'kestrelway-staging-1'
export type Cluster = { name: ClusterName; account: AccountName; oidcId: string; nodes: readonly string[]; network: string }
export const clusters = {
  'kestrelway-prod-1': {
    name: 'kestrelway-prod-1',
    account: 'prod',
    oidcId: '4D0E8C1A7B2F39D65A90C3E1F7B8D24A',
    nodes: ['ip-10-40-1-11', 'ip-10-40-1-27', 'ip-10-40-2-14', 'ip-10-40-2-38'],
    network: '10.40',
  },
  'kestrelway-staging-1': {
    name: 'kestrelway-staging-1',
    account: 'staging',
    oidcId: '91B7D2F04C6E8A35E0F1B29C7D84A6F3',
    nodes: ['ip-10-60-1-12', 'ip-10-60-2-21'],
    network: '10.60',
  },
} as const satisfies Record<ClusterName, Cluster>

/** Each feed's raw logs lie in a folder of its name. */
export type DemoFeed = { name: string; source: string; cluster?: string }
export const demoFeeds = [
  { name: 'demo-aws', source: 'cloudtrail' },
  { name: 'demo-gcp', source: 'gcp-audit' },
  { name: 'demo-vault', source: 'vault-audit', cluster: vaultCluster },
  { name: 'demo-prod-1', source: 'kubernetes-audit', cluster: 'kestrelway-prod-1' },
  { name: 'demo-staging-1', source: 'kubernetes-audit', cluster: 'kestrelway-staging-1' },
] as const satisfies readonly DemoFeed[]

export type Team = 'payments' | 'parcels' | 'accounts' | 'data' | 'platform' | 'security'

export type Person = {
  /** Name part of the e-mail address. */
  login: string
  name: string
  team: Team
  /** Where this person works from. */
  ip: string
}
export const people = [
  { login: 'amara.okafor', name: 'Amara Okafor', team: 'payments', ip: '198.51.100.14' },
  { login: 'tomasz.wojcik', name: 'Tomasz Wójcik', team: 'payments', ip: '198.51.100.23' },
  { login: 'daniel.herzog', name: 'Daniel Herzog', team: 'payments', ip: '198.51.100.31' },
  { login: 'mehmet.yildiz', name: 'Mehmet Yıldız', team: 'parcels', ip: '198.51.100.42' },
  { login: 'sofia.almeida', name: 'Sofia Almeida', team: 'parcels', ip: '198.51.100.57' },
  { login: 'luca.bianchi', name: 'Luca Bianchi', team: 'accounts', ip: '198.51.100.63' },
  { login: 'noemie.laurent', name: 'Noémie Laurent', team: 'data', ip: '198.51.100.78' },
  { login: 'priya.raman', name: 'Priya Raman', team: 'data', ip: '198.51.100.85' },
  { login: 'ingrid.solberg', name: 'Ingrid Solberg', team: 'platform', ip: '198.51.100.91' },
  { login: 'kenji.watanabe', name: 'Kenji Watanabe', team: 'platform', ip: '198.51.100.104' },
  { login: 'elena.petrova', name: 'Elena Petrova', team: 'security', ip: '198.51.100.119' },
] as const satisfies readonly Person[]

export type PersonLogin = (typeof people)[number]['login']

export function personByLogin(login: PersonLogin): Person {
  const person = people.find((one) => one.login === login)
  if (!person) throw new Error(`no person ${login}`)
  return person
}

export function emailOf(person: Person): string {
  return `${person.login}@${company.domain}`
}

export const repositories = [
  { name: 'payments', team: 'payments', runsPerDay: 9 },
  { name: 'parcels', team: 'parcels', runsPerDay: 8 },
  { name: 'login', team: 'accounts', runsPerDay: 5 },
  { name: 'storefront', team: 'parcels', runsPerDay: 11 },
  { name: 'infrastructure', team: 'platform', runsPerDay: 6 },
] as const satisfies readonly { name: string; team: Team; runsPerDay: number }[]
export type RepositoryName = (typeof repositories)[number]['name']
