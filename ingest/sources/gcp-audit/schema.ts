import { z } from 'zod'

/** Exports write `null` for every column that the record does not have. */
const Text = z.string().nullish().transform((value) => value ?? undefined)
/** Parts that only add detail: a strange shape there must not cost the read itself. */
const LooseText = Text.catch(undefined)
const Flag = z.boolean().nullish().catch(undefined)

/** BigQuery prints integers as strings. */
const Code = z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]).nullish().catch(undefined)

function loose<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.object(shape).nullish().transform((value) => value ?? undefined).catch(undefined)
}

function listOf<Item extends z.ZodType>(item: Item) {
  return z.array(item.catch(undefined as never)).nullish().transform((items) => (items ?? []).filter((entry) => entry !== undefined)).catch([])
}

const Delegation = z.object({
  principalSubject: LooseText,
  firstPartyPrincipal: loose({ principalEmail: LooseText }),
})

const BindingDelta = z.object({ action: LooseText, role: LooseText, member: LooseText })
const AuditConfigDelta = z.object({ action: LooseText, service: LooseText, logType: LooseText, exemptedMember: LooseText })
const PolicyDelta = loose({ bindingDeltas: listOf(BindingDelta), auditConfigDeltas: listOf(AuditConfigDelta) })

const Named = loose({ name: LooseText })
const ObjectMeta = loose({
  name: LooseText,
  resourceVersion: LooseText,
  ownerReferences: listOf(z.object({ kind: LooseText, name: LooseText, controller: Flag })),
})

/** Secret names and paths inside a pod; its env values and command lines are not listed, so they stop here. */
const Container = z.object({
  env: listOf(z.object({ valueFrom: loose({ secretKeyRef: Named }) })),
  envFrom: listOf(z.object({ secretRef: Named })),
})
const Volume = z.object({
  secret: loose({ secretName: LooseText }),
  projected: loose({ sources: listOf(z.object({ secret: Named })) }),
})
const PodSpec = {
  nodeName: LooseText,
  serviceAccountName: LooseText,
  containers: listOf(Container),
  initContainers: listOf(Container),
  imagePullSecrets: listOf(z.object({ name: LooseText })),
  volumes: listOf(Volume),
}
const PodTemplate = loose({ spec: loose(PodSpec) })

const RemoteRef = loose({ key: LooseText, version: LooseText })
const KubernetesSpec = loose({
  ...PodSpec,
  template: PodTemplate,
  jobTemplate: loose({ spec: loose({ template: PodTemplate }) }),
  // ExternalSecret
  data: listOf(z.object({ remoteRef: RemoteRef })),
  dataFrom: listOf(z.object({ extract: RemoteRef })),
  refreshInterval: LooseText,
  target: Named,
})

const Subject = z.object({ kind: LooseText, name: LooseText, namespace: LooseText })

/** Names, states and policies of what was asked; never `payload`, `plaintext`, `privateKeyData`, `data`, tokens. */
const Request = loose({
  name: LooseText,
  parent: LooseText,
  resource: LooseText,
  secretId: LooseText,
  secret: Named,
  cryptoKeyId: LooseText,
  cryptoKey: Named,
  cryptoKeyVersionId: LooseText,
  cryptoKeyVersion: loose({ name: LooseText, state: LooseText }),
  lifetime: LooseText,
  audience: LooseText,
  updateMask: LooseText,
  sink: loose({ disabled: Flag }),
  // Kubernetes objects (GKE)
  metadata: ObjectMeta,
  spec: KubernetesSpec,
  subjects: listOf(Subject),
  roleRef: loose({ kind: LooseText, name: LooseText }),
  target: loose({ kind: LooseText, name: LooseText }),
})

const Response = loose({
  name: LooseText,
  state: LooseText,
  scheduledDestroyTime: LooseText,
  email: LooseText,
  unique_id: LooseText,
  uniqueId: LooseText,
  metadata: ObjectMeta,
  status: loose({ expirationTimestamp: LooseText }),
})

export const AuditLog = z.object({
  '@type': LooseText,
  serviceName: Text,
  methodName: Text,
  resourceName: Text,
  resourceLocation: loose({ currentLocations: listOf(z.string()) }),
  status: loose({ code: Code }),
  authenticationInfo: loose({
    principalEmail: LooseText,
    principalSubject: LooseText,
    serviceAccountKeyName: LooseText,
    serviceAccountDelegationInfo: listOf(Delegation),
  }),
  requestMetadata: loose({ callerIp: LooseText, callerSuppliedUserAgent: LooseText }),
  request: Request,
  response: Response,
  serviceData: loose({ policyDelta: PolicyDelta }),
  metadata: loose({ mapped_principal: LooseText }),
})
export type AuditLog = z.infer<typeof AuditLog>

const Labels = loose({
  project_id: LooseText,
  location: LooseText,
  zone: LooseText,
  cluster_name: LooseText,
  email_id: LooseText,
  unique_id: LooseText,
  crypto_key_version_id: LooseText,
})

/** Annotations of a Kubernetes entry: the id of the token that was used, or issued. */
const EntryLabels = loose({
  'authentication.kubernetes.io/credential-id': LooseText,
  'authentication.kubernetes.io/issued-credential-id': LooseText,
})

export const LogEntry = z.object({
  protoPayload: AuditLog.nullish(),
  insertId: Text,
  timestamp: z.unknown().optional(),
  logName: Text,
  resource: loose({ type: LooseText, labels: Labels }),
  labels: EntryLabels,
  operation: loose({ id: LooseText, first: Flag, last: Flag }),
  /** Set by `unwrap`: a table export, whose times stop at microseconds. */
  exported: Flag,
  /** Set by `unwrap`: a Secret Manager notice (`SECRET_ROTATE`), which is no log entry. */
  notice: loose({ eventType: Text, publishTime: LooseText }),
})
export type LogEntry = z.infer<typeof LogEntry>
