import { describeApi } from '#lib/api/openapi.ts'
import packageJson from '#package.json' with { type: 'json' }

/** The contract itself is public: it holds no data. */
export function GET(): Response {
  return Response.json(describeApi(packageJson.version))
}
