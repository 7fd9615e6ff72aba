// A stranger's file name as one that nothing takes for a path, a device, or another kind of file than it is.

const LONGEST_BYTES = 150
const DEVICES = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/iu
const EXTENSIONS: { readonly [type: string]: string } = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
  'application/zip': 'zip',
  'text/plain': 'txt',
  'text/html': 'html',
  'text/calendar': 'ics',
  'text/csv': 'csv',
  'message/rfc822': 'eml',
  'application/ms-tnef': 'dat',
}

/** `number` names a file that has no name of its own. */
export function safeName(name: string | null, mimeType: string, number: number): string {
  const last = (name ?? '').normalize('NFC').split(/[/\\]/u).at(-1) ?? ''
  const clean = last
    // Controls, what turns the order of signs around, what isn't seen, halves of signs.
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}\u115f\u1160\u3164\uffa0\ufff9-\ufffb]/gu, '')
    .replace(/[<>:"|?*]/gu, '_')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s.]+|[\s.]+$/gu, '')
  const shown = DEVICES.test(clean) ? `_${clean}` : clean
  if (shown !== '') return shortened(shown)
  const extension = Object.hasOwn(EXTENSIONS, mimeType) ? `.${EXTENSIONS[mimeType]}` : ''
  return `attachment-${number}${extension}`
}

/** The end says what it is and stays. */
function shortened(name: string): string {
  if (Buffer.byteLength(name) <= LONGEST_BYTES) return name
  const extension = /\.[^.\s]{1,16}$/u.exec(name)?.[0] ?? ''
  let room = LONGEST_BYTES - Buffer.byteLength(extension)
  let kept = ''
  for (const sign of name.slice(0, name.length - extension.length)) {
    room -= Buffer.byteLength(sign)
    if (room < 0) break
    kept += sign
  }
  return `${kept.trimEnd()}${extension}`
}
