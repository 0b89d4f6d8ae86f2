import type { Action, Fact } from '#lib/facts.ts'
import { access, disclosing, exactly, isWrite, type Entry } from './entry.ts'

type Rule = {
  /** What the path ends with; its last group is the name in `at`. */
  path: RegExp
  operations: readonly string[]
  action: Action
  /** The path of the secret, when it is not the logged one. */
  at?: (mount: string, name: string) => string
  /** What is answered is no secret: a signed certificate, a wrapped key. */
  open?: true
  /** Only there, when the record names its engine. */
  engines?: readonly string[]
}

const asking = ['read', 'create', 'update']
const writing = ['create', 'update', 'patch']
function key(mount: string, name: string): string {
  return `${mount}/keys/${name}`
}

/** Engines whose paths mean the same wherever they are mounted; `mount_type`, where logged, says that one of them is there. */
const rules: readonly Rule[] = [
  { path: /^(.+)\/creds\/(.+)$/u, operations: asking, action: 'issue' },
  { path: /^(.+)\/static-creds?\/(.+)$/u, operations: ['read'], action: 'read' },
  { path: /^(.+)\/sts\/(.+)$/u, operations: asking, action: 'issue', engines: ['aws', 'alicloud'] },
  { path: /^(.+?)\/rotate-role\/(.+)$/u, operations: writing, action: 'rotate', at: (mount, name) => `${mount}/static-creds/${name}` },
  { path: /^(.+)\/library\/(.+)\/check-out$/u, operations: writing, action: 'issue', engines: ['ldap', 'ad', 'openldap'] },
  { path: /^(.+)\/(?:roleset|static-account|impersonated-account)\/([^/]+)\/(?:token|key)$/u, operations: asking, action: 'issue', engines: ['gcp'] },
  { path: /^(.+)\/(?:token|key)\/([^/]+)$/u, operations: asking, action: 'issue', engines: ['gcp'] },
  { path: /^(.+)\/issue\/([^/]+)$/u, operations: writing, action: 'issue' },
  { path: /^(.+)\/(?:root|intermediate|keys)\/generate\/(exported)$/u, operations: writing, action: 'issue', engines: ['pki'] },
  { path: /^(.+)\/(?:sign|sign-verbatim)\/([^/]+)$/u, operations: writing, action: 'issue', open: true, engines: ['pki', 'ssh'] },
  { path: /^(.+)\/code\/([^/]+)$/u, operations: ['read'], action: 'issue', at: key, engines: ['totp'] },
  { path: /^(.+)\/keys\/([^/]+)$/u, operations: writing, action: 'write', at: key, engines: ['totp', 'transit'] },
  { path: /^(.+)\/keys\/([^/]+)$/u, operations: ['delete'], action: 'destroy', at: key, engines: ['totp', 'transit'] },
  { path: /^(.+)\/keys\/([^/]+)$/u, operations: ['read'], action: 'describe', at: key, engines: ['totp', 'transit'] },
  { path: /^(.+)\/decrypt\/([^/]+)$/u, operations: writing, action: 'decrypt', at: key },
  { path: /^(.+)\/datakey\/plaintext\/([^/]+)$/u, operations: asking, action: 'issue', at: key },
  { path: /^(.+)\/datakey\/wrapped\/([^/]+)$/u, operations: asking, action: 'issue', at: key, open: true },
  { path: /^(.+)\/export\/[^/]+\/([^/]+)(?:\/[^/]+)?$/u, operations: ['read'], action: 'read', at: key, engines: ['transit'] },
  { path: /^(.+)\/byok-export\/[^/]+\/([^/]+)(?:\/[^/]+)?$/u, operations: ['read'], action: 'read', at: key, engines: ['transit'] },
  { path: /^(.+)\/backup\/([^/]+)$/u, operations: ['read'], action: 'read', at: key, engines: ['transit'] },
  { path: /^(.+)\/keys\/([^/]+)\/rotate$/u, operations: writing, action: 'rotate', at: key, engines: ['transit'] },
]

/** Facts of engines that make, keep or use secrets other than key-value pairs; undefined: this source knows no such path. */
export function engineFacts(entry: Entry): Fact[] | undefined {
  for (const rule of rules) {
    if (!rule.operations.includes(entry.operation) || (rule.engines !== undefined && !rule.engines.includes(entry.engine ?? ''))) continue
    const found = rule.path.exec(entry.path)
    if (found !== null) return [factOf(entry, rule, found[1] ?? '', found[2] ?? '')]
  }
  return entry.record.response?.secret?.lease_id && entry.operation === 'read' ? [disclosing(entry, exactly(entry, entry.path), 'issue')] : undefined
}

function factOf(entry: Entry, rule: Rule, mount: string, name: string): Fact {
  const target = exactly(entry, rule.at?.(mount, name) ?? entry.path)
  const changes = rule.action === 'write' || rule.action === 'rotate' || rule.action === 'destroy' || rule.action === 'describe'
  return changes || rule.open ? access(entry, { target, action: rule.action, disclosed: 'no' }) : disclosing(entry, target, rule.action)
}

/** A token's own drawer. The same path is another place for every token; the names are not told apart. */
export function cubbyholeFacts(entry: Entry): Fact[] {
  const target = exactly(entry, entry.path)
  if (entry.operation === 'read') return [disclosing(entry, target, 'read')]
  if (isWrite(entry.operation)) return [access(entry, { target, action: 'write', disclosed: 'no' })]
  if (entry.operation === 'delete') return [access(entry, { target, action: 'delete', disclosed: 'no' })]
  return []
}
