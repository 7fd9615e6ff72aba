export declare function ensurePostgres(): string | undefined
export declare function installedPostgres(): string[]
