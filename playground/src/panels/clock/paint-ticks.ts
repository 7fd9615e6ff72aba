import type { Frame } from '../../session/frame.js'

/** One tick per frame, in the colour of the state that its chat is in afterwards; where they are too many, per pixel. */
export function paintTicks(canvas: HTMLCanvasElement, frames: readonly Frame[], cursor: number): void {
  const context = canvas.getContext('2d')
  const { clientWidth: width, clientHeight: height } = canvas
  if (context === null || width === 0) return
  const scale = devicePixelRatio || 1
  canvas.width = width * scale
  canvas.height = height * scale
  context.scale(scale, scale)
  const style = getComputedStyle(canvas)
  const colours = new Map<string, string>()
  const colourOf = (name: string): string => {
    const known = colours.get(name)
    if (known !== undefined) return known
    // The property holds `light-dark(…)`: what it comes to is only known of a real colour.
    canvas.style.color = `var(${name})`
    const colour = style.color
    colours.set(name, colour)
    return colour
  }
  // The thumb's middle runs from 7 px to 7 px before the end.
  const place = (index: number): number => 7 + ((index + 1) / Math.max(frames.length, 1)) * (width - 14)
  const middle = height / 2
  context.fillStyle = colourOf('--line')
  context.fillRect(7, middle - 1, width - 14, 2)
  context.fillStyle = colourOf('--accent')
  context.fillRect(7, middle - 1, place(cursor) - 7, 2)
  let painted = -1
  for (const frame of frames) {
    const x = Math.round(place(frame.index))
    if (x === painted) continue
    painted = x
    const isRefused = frame.outcome === 'refused'
    const state = frame.state?.chats.find((chat) => chat.number === frame.chat)?.state
    const tall =
      frame.type === 'clock' || state === undefined
        ? 3
        : frame.trace?.transition?.from === frame.trace?.transition?.to
          ? 5
          : 9
    context.globalAlpha = frame.index > cursor ? 0.4 : 1
    context.fillStyle = isRefused
      ? colourOf('--danger')
      : state === undefined
        ? colourOf('--line-strong')
        : colourOf(`--state-${state}`)
    context.fillRect(x - 1, middle - tall, 2, tall * 2)
  }
  context.globalAlpha = 1
}
