/**
 * Tells a connection the era that it writes its journal in (migration 0002), begun if the server was started anew since.
 * For the life of the connection, which can't outlive the server. Answers `null` where nothing can be written: then it is
 * to be asked again. A connection that was never told looks it up with every entry: right, but slower.
 */
export const KNOW_ERA = `select set_config('caseline.era', caseline.settle_era()::text, false) as era`
