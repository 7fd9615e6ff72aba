import { useEffect, useRef, useState } from 'react'
import { usePlayground } from '../../shell/playground-context.js'

/** How much faster than ours the virtual clock runs. */
export const SPEEDS = [1, 60, 600] as const
export type Speed = (typeof SPEEDS)[number]

/** The page's time between two steps of a playing clock, and between two frames of a replay. */
const TICK_MS = 250
const REPLAY_MS = 450

export interface Playing {
  readonly isPlaying: boolean
  readonly speed: Speed
  readonly toggle: () => void
  readonly setSpeed: (speed: Speed) => void
}

/** In the past it replays frame by frame; at the end it lets time pass. */
export function usePlaying(): Playing {
  const playground = usePlayground()
  const [isPlaying, setPlaying] = useState(false)
  const [speed, setSpeed] = useState<Speed>(60)
  const latest = useRef(playground)
  latest.current = playground
  const { isAtEnd } = playground
  useEffect(() => {
    if (!isPlaying) return
    let isBusy = false
    const timer = setInterval(
      () => {
        const { cursor, seek, source, tape, at } = latest.current
        if (!isAtEnd) return seek(cursor + 1)
        if (isBusy || source.kind === 'attached') return
        isBusy = true
        const until = new Date(Date.parse(at) + TICK_MS * speed).toISOString()
        void source.act({ type: 'until', at: until }, tape.frames.length).finally(() => {
          isBusy = false
        })
      },
      isAtEnd ? TICK_MS : REPLAY_MS,
    )
    return () => clearInterval(timer)
  }, [isPlaying, speed, isAtEnd])
  return { isPlaying, speed, toggle: () => setPlaying((before) => !before), setSpeed }
}
