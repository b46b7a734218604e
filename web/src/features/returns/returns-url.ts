import { gateNames, readPersonCode, returnStages } from '@shield/core'
import type { GateName, ReturnStage } from '@shield/core'

import { chosen, oneOf, textOf } from '../../ui/url.ts'
import { formNames } from './form-texts.ts'
import type { FormName } from './form-texts.ts'

/** The board with what it is narrowed to. */
export interface ReturnsUrl {
  readonly stage?: ReturnStage
  readonly gate?: GateName
  readonly turn?: 'mine'
  readonly late?: 'late'
  readonly destination?: string
  /** One person. */
  readonly code?: string
}

export function returnsOf(raw: Record<string, unknown>): ReturnsUrl {
  const destination = textOf(raw['destination'], 2)
  return chosen({
    stage: oneOf(raw['stage'], returnStages),
    gate: oneOf(raw['gate'], gateNames),
    turn: oneOf(raw['turn'], ['mine'] as const),
    late: oneOf(raw['late'], ['late'] as const),
    destination: destination !== undefined && /^[A-Z]{2}$/.test(destination) ? destination : undefined,
    code: readPersonCode(textOf(raw['code'], 40) ?? ''),
  })
}

export interface FormUrl {
  readonly form?: FormName
  readonly language?: string
}

export function formOf(raw: Record<string, unknown>): FormUrl {
  const language = textOf(raw['language'], 20)
  return chosen({
    form: oneOf(raw['form'], formNames),
    language: language !== undefined && /^[a-z]{2,3}$/.test(language) ? language : undefined,
  })
}

export interface ConsularUrl {
  readonly matter?: string
}

export function consularOf(raw: Record<string, unknown>): ConsularUrl {
  return chosen({ matter: textOf(raw['matter'], 36) })
}
