import type { ProviderAttachment } from '../../ports/channel-adapter.js'
import { asCount, asId, asLabel, asText, asUrl, given, pick } from '../shared/read.js'

const MOST = 100

/** Files lie behind the bot's token. One shared from another company comes as a stub: only its id, to be asked for later. */
export function attachmentsOf(files: readonly unknown[]): readonly ProviderAttachment[] {
  return files.slice(0, MOST).map(attachmentOf)
}

function attachmentOf(file: unknown): ProviderAttachment {
  const id = asId(pick(file, 'id'))
  const mode = pick(file, 'mode')
  // Deleted, or too old for the workspace's plan.
  if (mode === 'tombstone' || mode === 'hidden_by_limit') return given({ kind: 'unknown', providerFileId: id })
  const isElsewhere = pick(file, 'is_external') === true
  const url = urlOf(file)
  const duration = asCount(pick(file, 'duration_ms'))
  return given({
    kind: isElsewhere ? 'link' : kindOf(file),
    providerFileId: id,
    url: isElsewhere ? (asUrl(pick(file, 'external_url')) ?? url) : url,
    auth: isElsewhere ? 'none' : 'bearer',
    name: asLabel(pick(file, 'name')) ?? asLabel(pick(file, 'title')),
    mimeType: asLabel(pick(file, 'mimetype')),
    size: asCount(pick(file, 'size')),
    duration: duration === undefined ? undefined : Math.round(duration / 1000),
  })
}

/** Also of a `files.info` answer. */
export function urlOf(file: unknown): string | undefined {
  return asUrl(pick(file, 'url_private_download')) ?? asUrl(pick(file, 'url_private'))
}

function kindOf(file: unknown): ProviderAttachment['kind'] {
  if (pick(file, 'subtype') === 'slack_audio') return 'voice'
  const [family] = (asText(pick(file, 'mimetype')) ?? '').split('/')
  return family === 'image' || family === 'video' || family === 'audio' ? family : 'file'
}
