import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'

import { uploadImport } from '../../api/upload.ts'
import type { Sent } from '../../api/upload.ts'
import type { ImportView } from '../../api/wire.ts'

/** An upload with how far it is; it stops when it is cancelled or its screen is left. */
export function useUpload(done: (view: ImportView) => void) {
  const stop = useRef<AbortController>(undefined)
  const [sent, setSent] = useState<Sent>()
  useEffect(() => () => stop.current?.abort(new Error('the screen was left')), [])
  const upload = useMutation({
    mutationFn: (form: FormData) => {
      stop.current = new AbortController()
      return uploadImport(form, { signal: stop.current.signal, tell: setSent })
    },
    onSuccess: done,
    onSettled: () => setSent(undefined),
  })
  return {
    start: upload.mutate,
    cancel: () => stop.current?.abort(new Cancelled()),
    isUploading: upload.isPending,
    sent,
    isCancelled: upload.error instanceof Cancelled,
    error: upload.error instanceof Cancelled ? undefined : (upload.error ?? undefined),
    forget: upload.reset,
  }
}

class Cancelled extends Error {}
