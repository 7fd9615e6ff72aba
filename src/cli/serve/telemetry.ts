import { createMetrics, type Metrics } from '../../http/metrics.js'
import { createTracing, type Tracing } from '../../http/tracing.js'
import type { Settings } from '../config/settings.js'
import { isInstalled } from './packages.js'

export interface Telemetry {
  readonly metrics: Metrics | undefined
  readonly tracing: Tracing | undefined
}

/** Both packages are optional: loaded when they are asked for, metrics also where they are just there. */
export async function telemetryOf({ metrics, tracing }: Settings['telemetry']): Promise<Telemetry> {
  const hasMetrics = metrics === true || (metrics === 'where-installed' && isInstalled('prom-client'))
  return {
    metrics: hasMetrics ? await createMetrics() : undefined,
    tracing: tracing ? createTracing(await import('@opentelemetry/api')) : undefined,
  }
}
