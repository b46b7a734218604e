import { Trans, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { useEffect, useEffectEvent, useRef, useState } from 'react'

import css from './protection.module.css'

interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>
}
type DetectorMaker = new (options: { readonly formats: readonly string[] }) => Detector

function detectorMaker(): DetectorMaker | undefined {
  return (globalThis as { readonly BarcodeDetector?: DetectorMaker }).BarcodeDetector
}

/** Does this browser read codes by itself? Where it does not, a scanner types or a person does. */
export function hasCamera(): boolean {
  return detectorMaker() !== undefined && 'mediaDevices' in navigator
}

/** Between two looks at the picture. */
const everyMs = 250

/** The camera's picture until a QR code is read in it. Nothing of the picture is kept or sent. */
export function CameraScan({ found }: { readonly found: (text: string) => void }) {
  const { t } = useLingui()
  const video = useRef<HTMLVideoElement>(null)
  const [isRefused, setRefused] = useState(false)
  const tell = useEffectEvent((text: string) => found(text))
  useEffect(() => {
    const stopping = new AbortController()
    const { signal } = stopping
    void watch(video.current, signal, tell).catch(() => {
      if (!signal.aborted) setRefused(true)
    })
    return () => stopping.abort()
  }, [])
  return isRefused ? (
    <Text role="alert">
      <Trans>The camera can't be used. Type the code, or use a scanner.</Trans>
    </Text>
  ) : (
    <video
      ref={video}
      className={css['scan']}
      muted
      playsInline
      aria-label={t`Camera: hold the wristband before it`}
    />
  )
}

async function watch(
  video: HTMLVideoElement | null,
  signal: AbortSignal,
  tell: (text: string) => void,
): Promise<void> {
  const Maker = detectorMaker()
  if (!video || !Maker) return
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
  const stop = (): void => {
    for (const track of stream.getTracks()) track.stop()
  }
  if (signal.aborted) return stop()
  signal.addEventListener('abort', stop)
  video.srcObject = stream
  await video.play()
  const detector = new Maker({ formats: ['qr_code'] })
  while (!signal.aborted) {
    const [read] = await detector.detect(video)
    if (read && !signal.aborted) tell(read.rawValue)
    await new Promise((resolve) => setTimeout(resolve, everyMs))
  }
}
