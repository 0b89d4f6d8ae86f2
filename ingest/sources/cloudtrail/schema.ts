import { z } from 'zod'

/**
 * Only the fields that are read. What is not listed here (secretString, value, sessionToken, secretAccessKey, plaintext, ciphertext, free tags)
 * never gets past this file. Of a field with an unexpected type only that field is lost, never the record.
 */
const text = z.string().nullish().catch(undefined)
const flag = z.boolean().nullish().catch(undefined)
const texts = z.array(z.string()).nullish().catch(undefined)

/** Session tags of EKS Pod Identity; other tags may hold anything and are dropped. */
const podTags = new Set(['eks-cluster-arn', 'eks-cluster-name', 'kubernetes-namespace', 'kubernetes-service-account', 'kubernetes-pod-name', 'kubernetes-pod-uid'])
const PodTags = z
  .array(z.object({ key: text, value: text }))
  .transform((tags) => tags.filter((tag) => podTags.has(tag.key ?? '')))
  .nullish()
  .catch(undefined)

const UserIdentity = z
  .object({
    type: text,
    principalId: text,
    arn: text,
    accountId: text,
    accessKeyId: text,
    userName: text,
    identityProvider: text,
    invokedBy: text,
    onBehalfOf: z.object({ userId: text }).nullish().catch(undefined),
    sessionContext: z
      .object({
        sessionIssuer: z.object({ arn: text }).nullish().catch(undefined),
        webIdFederationData: z.object({ federatedProvider: text }).nullish().catch(undefined),
        sourceIdentity: text,
      })
      .nullish()
      .catch(undefined),
  })
  .nullish()
  .catch(undefined)
export type UserIdentity = z.infer<typeof UserIdentity>

const EventSelectors = z
  .array(z.object({ readWriteType: text, includeManagementEvents: flag, excludeManagementEventSources: texts }))
  .nullish()
  .catch(undefined)
const AdvancedEventSelectors = z
  .array(z.object({ fieldSelectors: z.array(z.object({ field: text, equals: texts })).nullish().catch(undefined) }))
  .nullish()
  .catch(undefined)

const Request = z
  .object({
    // Secrets Manager
    secretId: text, secretIdList: texts, versionId: text, versionStage: text, versionStages: texts, clientRequestToken: text,
    moveToVersionId: text, removeFromVersionId: text, forceDeleteWithoutRecovery: flag, resourcePolicy: text,
    addReplicaRegions: z.array(z.object({ region: text })).nullish().catch(undefined), removeReplicaRegions: texts,
    // Parameter Store (and trails by name)
    name: text, names: texts, path: text, withDecryption: flag, labels: texts,
    parameterVersion: z.number().nullish().catch(undefined), resourceArn: text,
    // KMS
    keyId: text, targetKeyId: text, aliasName: text, granteePrincipal: text, policy: text,
    encryptionContext: z.object({ SecretARN: text, SecretVersionId: text, PARAMETER_ARN: text }).nullish().catch(undefined),
    // STS and EKS Pod Identity
    roleArn: text, roleSessionName: text, sourceIdentity: text, targetPrincipal: text, clusterName: text, tags: PodTags,
    // IAM
    userName: text, newUserName: text, roleName: text, groupName: text, accessKeyId: text, status: text,
    policyName: text, policyArn: text, policyDocument: text,
    // CloudTrail
    trailName: text, eventDataStore: text, eventSelectors: EventSelectors, advancedEventSelectors: AdvancedEventSelectors,
  })
  .nullish()
  .catch(undefined)
export type Request = NonNullable<z.infer<typeof Request>>

const Response = z
  .object({
    arn: text, aRN: text, versionId: text, version: z.number().nullish().catch(undefined),
    credentials: z.object({ accessKeyId: text, expiration: text }).nullish().catch(undefined),
    assumedRoleUser: z.object({ arn: text }).nullish().catch(undefined),
    federatedUser: z.object({ arn: text }).nullish().catch(undefined),
    /** A name in AssumeRoleWithSAML, an object in AssumeRoleForPodIdentity. */
    subject: z.union([z.string(), z.object({ namespace: text, serviceAccount: text })]).nullish().catch(undefined),
    subjectFromWebIdentityToken: text, provider: text, issuer: text, sourceIdentity: text,
    accessKey: z.object({ accessKeyId: text, userName: text }).nullish().catch(undefined),
    user: z.object({ arn: text }).nullish().catch(undefined),
    role: z.object({ arn: text }).nullish().catch(undefined),
    policy: z.object({ arn: text }).nullish().catch(undefined),
    trailARN: text, eventDataStoreArn: text,
  })
  .nullish()
  .catch(undefined)
export type Response = NonNullable<z.infer<typeof Response>>

export const CloudTrailRecord = z.object({
  eventTime: text, '@timestamp': text, eventSource: text, eventName: text, eventID: text, sharedEventID: text, eventType: text, eventCategory: text,
  awsRegion: text, recipientAccountId: text, sourceIPAddress: text, userAgent: text, errorCode: text, errorMessage: text, requestID: text,
  userIdentity: UserIdentity, requestParameters: Request, responseElements: Response,
  /** Secrets Manager's service events name the secret here, under one of several keys. */
  additionalEventData: z.object({ SecretId: text, ARN: text }).nullish().catch(undefined),
  resources: z.array(z.object({ ARN: text, type: text })).nullish().catch(undefined),
  // Marks of what lies beside the events: digests, S3 and SNS messages, CloudWatch control messages.
  digestStartTime: text, digestS3Object: text, Event: text, Type: text, messageType: text,
  s3ObjectKey: z.unknown().transform((value) => value !== undefined).optional(),
})
export type CloudTrailRecord = z.infer<typeof CloudTrailRecord>
