export declare function buildPlayground(): Promise<boolean>
