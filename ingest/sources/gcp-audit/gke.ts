import type { Call, Finding } from './call.ts'
export function gke(_call: Call): Finding { return 'unknown' }
