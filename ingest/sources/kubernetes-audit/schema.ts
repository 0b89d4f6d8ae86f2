import { z } from 'zod'

/**
 * Only the fields that are read. Where a value itself must stay outside (Secret data, tokens, messages) the schema keeps
 * nothing but the fact that something is there. Optional parts that have an unexpected shape are dropped, not refused.
 */
const Text = z.string().nullish().catch(undefined)
const Present = z.unknown().transform(isFilled)
const Named = z.object({ name: Text }).nullish().catch(undefined)

function isFilled(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0
  return value !== null && value !== undefined && value !== ''
}

function list<Item extends z.ZodType>(item: Item) {
  return z.array(item).nullish().catch(undefined)
}

const Texts = list(z.string())

/** Of the annotations: is there a copy of the applied object, and which paths is the Vault agent told to fetch. */
const Annotations = z.record(z.string(), z.unknown()).transform((all) => ({
  holdsAppliedObject: isFilled(all['kubectl.kubernetes.io/last-applied-configuration']),
  injectedPaths: Object.entries(all).flatMap(([name, path]) => (name.startsWith('vault.hashicorp.com/agent-inject-secret-') && typeof path === 'string' ? [path.slice(0, 512)] : [])),
})).nullish().catch(undefined)

const Metadata = z.object({
  name: Text,
  generateName: Text,
  namespace: Text,
  resourceVersion: Text,
  labels: z.object({ 'pod-template-hash': Text }).nullish().catch(undefined),
  annotations: Annotations,
  ownerReferences: list(z.object({ apiVersion: Text, kind: Text, name: Text })),
})

const Container = z.object({
  env: list(z.object({ valueFrom: z.object({ secretKeyRef: Named }).nullish().catch(undefined) })),
  envFrom: list(z.object({ secretRef: Named })),
})

const Volume = z.object({
  secret: z.object({ secretName: Text }).nullish().catch(undefined),
  projected: z.object({ sources: list(z.object({ secret: Named })) }).nullish().catch(undefined),
  csi: z.object({
    driver: Text,
    volumeAttributes: z.object({ secretProviderClass: Text }).nullish().catch(undefined),
    nodePublishSecretRef: Named,
  }).nullish().catch(undefined),
})

const podFields = {
  containers: list(Container),
  initContainers: list(Container),
  ephemeralContainers: list(Container),
  volumes: list(Volume),
  imagePullSecrets: list(z.object({ name: Text })),
  nodeName: Text,
  serviceAccountName: Text,
}

const PodSpec = z.object(podFields).nullish().catch(undefined)
export type PodSpec = z.infer<typeof PodSpec>
const PodTemplate = z.object({ metadata: z.object({ annotations: Annotations }).nullish().catch(undefined), spec: PodSpec }).nullish().catch(undefined)

const RemoteReference = z.object({ key: Text, version: Text, remoteKey: Text }).nullish().catch(undefined)

/** One spec for all kinds that are read: pods, workloads, TokenRequest, and the delivery objects. */
const Spec = z.object({
  ...podFields,
  template: PodTemplate,
  jobTemplate: z.object({ spec: z.object({ template: PodTemplate }).nullish().catch(undefined) }).nullish().catch(undefined),
  boundObjectRef: z.object({ kind: Text, name: Text, uid: Text }).nullish().catch(undefined),
  refreshInterval: Text,
  refreshAfter: Text,
  target: Named,
  destination: Named,
  data: list(z.object({ remoteRef: RemoteReference, match: z.object({ remoteRef: RemoteReference }).nullish().catch(undefined) })),
  dataFrom: list(z.object({ extract: RemoteReference })),
  selector: z.object({ secret: Named }).nullish().catch(undefined),
  mount: Text,
  path: Text,
  provider: Text,
  parameters: z.object({ objects: Text, secrets: Text, keyvaultName: Text }).nullish().catch(undefined),
  secretObjects: list(z.object({ secretName: Text })),
}).nullish().catch(undefined)

const Items = z.array(z.unknown()).transform((items) => ({ count: items.length, only: items.length === 1 ? onlyVersion(items[0]) : undefined }))

function onlyVersion(item: unknown): string | undefined {
  const parsed = z.object({ metadata: z.object({ resourceVersion: z.string() }) }).safeParse(item)
  return parsed.success ? parsed.data.metadata.resourceVersion : undefined
}

const Body = z.object({
  kind: Text,
  metadata: Metadata.nullish().catch(undefined),
  data: Present.optional(),
  stringData: Present.optional(),
  items: Items.nullish().catch(undefined),
  dryRun: Texts,
  spec: Spec,
  status: z.object({ token: Present.optional(), expirationTimestamp: Text }).nullish().catch(undefined),
  roleRef: z.object({ kind: Text, name: Text }).nullish().catch(undefined),
  subjects: list(z.object({ kind: Text, name: Text, namespace: Text })),
  rules: list(z.object({ apiGroups: Texts, resources: Texts, resourceNames: Texts, verbs: Texts })),
  target: z.object({ kind: Text, name: Text }).nullish().catch(undefined),
})
export type Body = z.infer<typeof Body> & { patchedPaths?: string[] }

/** A body may be an object, a JSON patch (an array; only its paths are kept) or, on a hostile day, anything. */
const AnyBody = z.unknown().transform((value): Body | undefined => {
  if (Array.isArray(value)) return { patchedPaths: value.flatMap(patchedPath) }
  const parsed = Body.safeParse(value)
  return parsed.success ? parsed.data : undefined
})

function patchedPath(operation: unknown): string[] {
  const parsed = z.object({ path: z.string() }).safeParse(operation)
  return parsed.success ? [parsed.data.path] : []
}

const User = z.object({
  username: z.string().nullish(),
  uid: Text,
  extra: z.object({
    'authentication.kubernetes.io/credential-id': Texts,
    arn: Texts,
    canonicalArn: Texts,
  }).nullish().catch(undefined),
})

export const AuditRecord = z.object({
  kind: z.string().nullish(),
  auditID: z.string().nullish(),
  stage: z.string().nullish(),
  verb: z.string().nullish(),
  requestURI: z.string().nullish(),
  user: User.nullish(),
  impersonatedUser: z.object({ username: Text }).nullish().catch(undefined),
  sourceIPs: Texts,
  userAgent: Text,
  objectRef: z.object({
    resource: z.string().nullish(),
    namespace: z.string().nullish(),
    name: z.string().nullish(),
    apiGroup: z.string().nullish(),
    apiVersion: z.string().nullish(),
    subresource: z.string().nullish(),
    resourceVersion: Text,
  }).nullish(),
  responseStatus: z.object({ code: z.number().nullish().catch(undefined), message: Present.optional() }).nullish().catch(undefined),
  requestObject: AnyBody.optional(),
  responseObject: AnyBody.optional(),
  annotations: z.object({ 'authentication.kubernetes.io/issued-credential-id': Text }).nullish().catch(undefined),
  requestReceivedTimestamp: Text,
  timestamp: Text,
  stageTimestamp: Text,
})
export type AuditRecord = z.infer<typeof AuditRecord>
