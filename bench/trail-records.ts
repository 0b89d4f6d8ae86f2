import { createRandom, type Random } from '#demo/random.ts'

/** Records as an organisation trail holds them, for speed alone: what the product shows comes from demo/. */
/** Each role reads its own `secretsPerRole`, over and over, as workloads do. */
export type TrailSpec = { secretShare: number; secrets: number; roles: number; secretsPerRole: number }

const accounts = Array.from({ length: 20 }, (_, index) => String(40_001_000 + index).padStart(12, '0'))
const regions = ['eu-north-1', 'eu-west-1', 'us-east-1', 'ap-southeast-1']
const agents = [
  'aws-sdk-go-v2/1.30.3 os/linux lang/go#1.22.5 md/GOOS#linux md/GOARCH#amd64 api/secretsmanager#1.32.4',
  'aws-sdk-java/2.26.21 Linux/5.10.220-209.869.amzn2.x86_64 OpenJDK_64-Bit_Server_VM/17.0.12+7-LTS Java/17.0.12 vendor/Amazon.com_Inc.',
  'Boto3/1.34.144 md/Botocore#1.34.144 ua/2.0 os/linux#6.1.97-104.177.amzn2023.x86_64 md/arch#x86_64 lang/python#3.12.4 md/pyimpl#CPython',
  'aws-cli/2.17.13 md/awscrt#0.20.11 ua/2.0 os/linux#6.5.0 md/arch#x86_64 lang/python#3.11.8',
  'APN/1.0 HashiCorp/1.0 Terraform/1.9.2 (+https://www.terraform.io) terraform-provider-aws/5.58.0 aws-sdk-go-v2/1.30.1',
]

type Call = { service: string; event: string; request: (random: Random) => object | null; response?: (random: Random) => object | null; readOnly?: boolean; resources?: (random: Random) => object[] }

const noise: readonly Call[] = [
  { service: 'ec2', event: 'DescribeInstances', request: (r) => ({ maxResults: 1000, filterSet: { items: [{ name: 'instance-state-name', valueSet: { items: [{ value: 'running' }] } }, { name: 'tag:eks:cluster-name', valueSet: { items: [{ value: `prod-${r.int(1, 9)}` }] } }] } }) },
  { service: 'ec2', event: 'DescribeVolumes', request: (r) => ({ volumeSet: { items: Array.from({ length: r.int(1, 4) }, () => ({ volumeId: `vol-0${r.hex(16)}` })) }, filterSet: {} }) },
  { service: 'ec2', event: 'CreateTags', readOnly: false, request: (r) => ({ resourcesSet: { items: [{ resourceId: `eni-0${r.hex(16)}` }] }, tagSet: { items: [{ key: 'node.k8s.amazonaws.com/instance_id', value: `i-0${r.hex(16)}` }, { key: 'cluster.k8s.amazonaws.com/name', value: 'prod-1' }] } }), response: (r) => ({ requestId: r.uuid(), _return: true }) },
  { service: 's3', event: 'GetBucketAcl', request: (r) => ({ bucketName: `datalake-${r.int(1, 400)}`, acl: '', Host: `datalake-${r.int(1, 400)}.s3.eu-north-1.amazonaws.com` }), resources: (r) => [{ accountId: r.pick(accounts), type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::datalake-${r.int(1, 400)}` }] },
  { service: 'logs', event: 'CreateLogStream', readOnly: false, request: (r) => ({ logGroupName: `/aws/lambda/function-${r.int(1, 900)}`, logStreamName: `2026/10/0${r.int(1, 9)}/[$LATEST]${r.hex(32)}` }) },
  { service: 'monitoring', event: 'GetMetricData', request: (r) => ({ startTime: '2026-10-01T00:00:00Z', endTime: '2026-10-01T00:05:00Z', maxDatapoints: 100_800, nextToken: r.hex(64) }) },
  { service: 'autoscaling', event: 'DescribeAutoScalingGroups', request: (r) => ({ autoScalingGroupNames: Array.from({ length: r.int(1, 6) }, () => `eks-general-${r.hex(8)}`) }) },
  { service: 'elasticloadbalancing', event: 'DescribeTargetHealth', request: (r) => ({ targetGroupArn: `arn:aws:elasticloadbalancing:eu-north-1:${r.pick(accounts)}:targetgroup/k8s-${r.hex(10)}/${r.hex(16)}` }) },
  { service: 'dynamodb', event: 'DescribeTable', request: (r) => ({ tableName: `orders-${r.int(1, 300)}` }) },
  { service: 'ssm', event: 'UpdateInstanceInformation', readOnly: false, request: (r) => ({ instanceId: `i-0${r.hex(16)}`, agentVersion: '3.3.551.0', agentStatus: 'Active', platformType: 'Linux', platformName: 'Amazon Linux', computerName: `ip-10-${r.int(0, 255)}-${r.int(0, 255)}-${r.int(0, 255)}.eu-north-1.compute.internal`, availabilityZone: 'eu-north-1a' }) },
  { service: 'kms', event: 'GenerateDataKey', request: (r) => ({ keyId: `arn:aws:kms:eu-north-1:${r.pick(accounts)}:key/${r.uuid()}`, encryptionContext: { 'aws:s3:arn': `arn:aws:s3:::datalake-${r.int(1, 400)}/part-${r.hex(8)}.parquet` }, keySpec: 'AES_256' }) },
  { service: 'ecr', event: 'BatchGetImage', request: (r) => ({ registryId: r.pick(accounts), repositoryName: `team-${r.int(1, 25)}/service-${r.int(1, 300)}`, imageIds: [{ imageDigest: `sha256:${r.hex(64)}` }], acceptedMediaTypes: ['application/vnd.oci.image.manifest.v1+json', 'application/vnd.docker.distribution.manifest.v2+json'] }) },
]

/** Makes one record after the other, as JSON text; the same seed makes the same records. */
export function createTrail(seed: string, spec: TrailSpec): (atMs: number) => string {
  const random = createRandom(seed)
  const sessions = Array.from({ length: spec.roles }, (_, index) => session(createRandom(`role ${index}`), index))
  return (atMs) => {
    const isSecret = spec.secretShare === 1 || random.chance(spec.secretShare)
    const caller = random.pick(sessions)
    const call = isSecret ? readOf((caller.index * 37 + random.int(0, spec.secretsPerRole - 1) * 61) % spec.secrets) : random.pick(noise)
    return JSON.stringify(record(random, atMs, caller, call))
  }
}

function readOf(secret: number): Call {
  const name = `${['prod', 'staging', 'dev'][secret % 3]}/team-${secret % 25}/credential-${secret}`
  const arn = `arn:aws:secretsmanager:${regions[secret % 4]}:${accounts[secret % 20]}:secret:${name}-${createRandom(`suffix ${secret}`).key(6)}`
  return { service: 'secretsmanager', event: 'GetSecretValue', request: () => ({ secretId: arn }) }
}

type Session = ReturnType<typeof session>

function session(random: Random, index: number) {
  const account = random.pick(accounts)
  const arn = `arn:aws:iam::${account}:role/team-${index % 25}/service-${index}`
  const principalId = `AROA${random.key(17)}`
  const name = random.chance(0.5) ? `i-0${random.hex(16)}` : `service-${index}-${random.digits(19)}`
  return {
    index, account, region: random.pick(regions), agent: random.pick(agents), network: `10.${random.int(0, 250)}.${random.int(0, 250)}`,
    identity: {
      type: 'AssumedRole', principalId: `${principalId}:${name}`, arn: `arn:aws:sts::${account}:assumed-role/service-${index}/${name}`, accountId: account, accessKeyId: `ASIA${random.key(16)}`,
      sessionContext: { sessionIssuer: { type: 'Role', principalId, arn, accountId: account, userName: `service-${index}` }, attributes: { creationDate: '2026-10-01T00:00:00Z', mfaAuthenticated: 'false' } },
    },
  }
}

function record(random: Random, atMs: number, caller: Session, call: Call): object {
  const denied = random.chance(0.03)
  return {
    eventVersion: '1.11', userIdentity: caller.identity, eventTime: `${new Date(atMs).toISOString().slice(0, 19)}Z`, eventSource: `${call.service}.amazonaws.com`, eventName: call.event,
    awsRegion: caller.region, sourceIPAddress: `${caller.network}.${random.int(1, 40)}`, userAgent: caller.agent,
    ...(denied && { errorCode: 'AccessDenied', errorMessage: `User: ${caller.identity.arn} is not authorized to perform: ${call.service}:${call.event} because no identity-based policy allows it` }),
    requestParameters: call.request(random), responseElements: call.response?.(random) ?? null, requestID: random.uuid(), eventID: random.uuid(), readOnly: call.readOnly ?? true,
    ...(call.resources && { resources: call.resources(random) }), eventType: 'AwsApiCall', managementEvent: true, recipientAccountId: caller.account, eventCategory: 'Management',
    tlsDetails: { tlsVersion: 'TLSv1.3', cipherSuite: 'TLS_AES_128_GCM_SHA256', clientProvidedHostHeader: `${call.service}.${caller.region}.amazonaws.com` },
  }
}
