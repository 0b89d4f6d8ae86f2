import { expect, test } from 'vitest'
import { requestQuery } from './request-uri.ts'

test.each([
  ['/api/v1/secrets', { dryRun: false, wholeObjects: false, name: undefined }],
  ['/api/v1/secrets?fieldSelector=metadata.name%3Ddb&limit=500', { dryRun: false, wholeObjects: false, name: 'db' }],
  ['/api/v1/secrets?fieldSelector=type%3DOpaque%2Cmetadata.name%3D%3Ddb', { dryRun: false, wholeObjects: false, name: 'db' }],
  ['/api/v1/secrets?fieldSelector=metadata.name%21%3Ddb', { dryRun: false, wholeObjects: false, name: undefined }],
  ['/api/v1/secrets?dryRun=All&includeObject=Object', { dryRun: true, wholeObjects: true, name: undefined }],
  ['/api/v1/secrets?fieldSelector=%E0%A4%A', { dryRun: false, wholeObjects: false, name: undefined }],
])('%s', (uri, query) => {
  expect(requestQuery(uri)).toEqual(query)
})
