import { useMutation } from '@tanstack/react-query'

import { api } from '../../api/api.ts'
import { useAskCareAgain } from '../../api/care.ts'
import type { GiveConsent, MakeShare, RefuseConsent } from '../../api/wire.ts'

export function useGive(code: string) {
  const onSuccess = useAskCareAgain()
  return useMutation({
    mutationFn: (body: GiveConsent) => api.consentGive({ params: { code }, body }),
    onSuccess,
  })
}

export function useRefuse(code: string) {
  const onSuccess = useAskCareAgain()
  return useMutation({
    mutationFn: (body: RefuseConsent) => api.consentRefuse({ params: { code }, body }),
    onSuccess,
  })
}

export function useWithdraw(code: string) {
  const onSuccess = useAskCareAgain()
  return useMutation({
    mutationFn: ({
      id,
      ...how
    }: {
      readonly id: string
      readonly mode: GiveConsent['mode']
      readonly words?: string
    }) => api.consentWithdraw({ params: { code, id }, body: { at: new Date().toISOString(), ...how } }),
    onSuccess,
  })
}

export function useRestrict(code: string) {
  const onSuccess = useAskCareAgain()
  return useMutation({
    mutationFn: (restriction: string) =>
      api.consentRestrict({
        params: { code },
        body: { id: crypto.randomUUID(), restriction, at: new Date().toISOString() },
      }),
    onSuccess,
  })
}

export function useUnrestrict(code: string) {
  const onSuccess = useAskCareAgain()
  return useMutation({
    mutationFn: (id: string) =>
      api.consentUnrestrict({ params: { code, id }, body: { at: new Date().toISOString() } }),
    onSuccess,
  })
}

export function useShare(code: string) {
  const onSuccess = useAskCareAgain()
  return useMutation({
    mutationFn: (body: MakeShare) => api.shareMake({ params: { code }, body }),
    onSuccess,
  })
}

export function useEndShare(code: string) {
  const onSuccess = useAskCareAgain()
  return useMutation({ mutationFn: (id: string) => api.shareEnd({ params: { code, id } }), onSuccess })
}

/** Opened words stand in no cache: they are gone with the screen that shows them. */
export function useConsentWords(code: string, id: string) {
  return useMutation({
    mutationFn: (reason: string) => api.consentWords({ params: { code, id }, body: { reason } }),
    gcTime: 0,
  })
}
