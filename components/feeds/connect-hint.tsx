import { CopyButton } from '../ui/copy-button.tsx'

const examples = [
  { what: 'CloudTrail files from a bucket', command: 'bin/whoread ingest ./AWSLogs --source cloudtrail --feed prod-trail' },
  { what: 'Google Cloud audit logs, exported as JSON Lines', command: 'bin/whoread ingest ./gcp/*.jsonl.gz --source gcp-audit --feed prod-gcp' },
  { what: 'Vault or OpenBao audit device', command: 'bin/whoread ingest /var/log/vault/audit.log --source vault-audit --feed vault-eu' },
  { what: 'Kubernetes API server audit log', command: 'bin/whoread ingest ./audit.log --source kubernetes-audit --feed prod-1' },
]

/** What to type to bring logs in; the source may also be found out by itself. */
export function ConnectHint() {
  return (
    <ul className="divide-y divide-line">
      {examples.map(({ what, command }) => (
        <li key={command} className="flex flex-wrap items-center gap-x-3 gap-y-0.5 px-3 py-1.5">
          <span className="w-80 text-muted">{what}</span>
          <code className="min-w-0 break-all">{command}</code>
          <CopyButton text={command} what="command" />
        </li>
      ))}
    </ul>
  )
}
