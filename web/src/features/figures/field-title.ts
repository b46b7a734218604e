import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import type { CaseCodeField } from '@shield/core'

export const fieldTitle: Readonly<Record<CaseCodeField, MessageDescriptor>> = {
  prs_Gender: msg`Gender, as the person says`,
  vic_TypeOfExploitation: msg`Form of exploitation`,
  vic_MethodsOfControl: msg`Means of control`,
  vic_ForcedLabourIndustry: msg`Industry`,
  vic_TypeOfSexExploitation: msg`Kind of sexual exploitation`,
  vic_RelationshipToTrafficker: msg`Who the recruiter was to the person`,
  vic_MethodOfRecruitment: msg`How the person was recruited`,
}
