export type BenchOptions = { explain: boolean; profile: boolean }
