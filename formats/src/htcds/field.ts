/**
 * The fields of the Human Trafficking Case Data Standard 2.0 of 24 December 2021, as its field sheet has them: every one of
 * its 84 still a draft, three of them deprecated. HTCDS by IOM, CC BY 4.0, taken from UNMigration/HTCDS, commit 3c2f653.
 */
export type FieldKind =
  | 'text'
  | 'one'
  | 'several'
  | 'country'
  | 'countries'
  | 'language'
  | 'longitude'
  | 'latitude'
  | 'yes'
  | 'date'
  | 'count'
  | 'phone'
  | 'email'

export interface HtcdsField {
  readonly name: string
  readonly kind: FieldKind
  readonly core?: true
  readonly deprecated?: true
  /** System names of a closed list. */
  readonly values?: readonly string[]
}

export const htcdsFields: readonly HtcdsField[] = [
  { name: 'org_Name', kind: 'text' },
  { name: 'org_ShippingCity', kind: 'text' },
  { name: 'org_ShippingCountry', kind: 'country' },
  { name: 'org_ShippingState', kind: 'text' },
  { name: 'org_ShippingStreet', kind: 'text' },
  { name: 'org_ShippingPostalCode', kind: 'text' },
  { name: 'org_ShippingLongitude', kind: 'longitude' },
  { name: 'org_ShippingLatitude', kind: 'latitude' },
  { name: 'org_Phone', kind: 'phone' },
  {
    name: 'org_Type',
    kind: 'one',
    values:
      'NGO LawEnforcement HealthServiceOrganisation CentralGovernmentOrganisation LocalGovernmentOrganisation ImmigrationService LegalService CorporateBusiness SchoolOrCollege'.split(
        ' ',
      ),
  },
  { name: 'prs_Salutation', kind: 'text', core: true },
  { name: 'prs_FirstName', kind: 'text', core: true },
  { name: 'prs_MiddleName', kind: 'text' },
  { name: 'prs_SecondName', kind: 'text', core: true },
  { name: 'prs_Birthdate', kind: 'date', core: true },
  {
    name: 'prs_Gender',
    kind: 'one',
    core: true,
    values: [
      'Feminine',
      'Masculine',
      'TransgenderFeminine',
      'TransgenderMasculine',
      'NonConforming',
      'NonSpecifiedUnknown',
    ],
  },
  { name: 'prs_Deceased', kind: 'yes' },
  {
    name: 'prs_MaritalStatus',
    kind: 'one',
    values: ['Single', 'Married', 'Widowed', 'Divorced', 'Separated', 'RegisteredPartnership'],
  },
  { name: 'prs_NumberOfChildren', kind: 'count' },
  { name: 'prs_PrimaryLanguage', kind: 'language' },
  { name: 'prs_SecondaryLanguage', kind: 'language' },
  {
    name: 'prs_HighestLevelOfEducation',
    kind: 'one',
    values:
      'EarlyChildhoodEducation PrimaryEducation LowerSecondaryEducation UpperSecondaryEducation PostSecondaryNonTertiaryEducation ShortCycleTertiaryEducation BachelorsOrEquivalentLevel MastersOrEquivalentLevel DoctoralOrEquivalentLevel'.split(
        ' ',
      ),
  },
  { name: 'prs_Citizenship', kind: 'countries', core: true },
  { name: 'prs_IdentityNumber', kind: 'text' },
  { name: 'prs_Title', kind: 'text', core: true },
  { name: 'prs_Email', kind: 'email', core: true },
  { name: 'prs_HomePhone', kind: 'phone', core: true },
  { name: 'prs_MobilePhone', kind: 'phone', core: true },
  { name: 'prs_MailingCity', kind: 'text', core: true },
  { name: 'prs_MailingCountry', kind: 'country', core: true },
  { name: 'prs_MailingState', kind: 'text', core: true },
  { name: 'prs_MailingStreet', kind: 'text', core: true },
  { name: 'prs_MailingPostalCode', kind: 'text', core: true },
  { name: 'prs_MailingLongitude', kind: 'longitude' },
  { name: 'prs_MailingLatitude', kind: 'latitude' },
  { name: 'vic_AgreementToManagePersonalData', kind: 'yes', deprecated: true },
  {
    name: 'vic_TraffickingStatus',
    kind: 'one',
    core: true,
    values: ['PossibleVictimOfTrafficking', 'ActualVictimOfTrafficking', 'NotAVictimOfTrafficking'],
  },
  {
    name: 'vic_TraffickingStatusDecisionMakingOrg',
    kind: 'one',
    core: true,
    values: ['Police', 'NGO', 'CourtOrProsecution', 'NonPoliceGovernmentalOrganization', 'Other'],
  },
  { name: 'vic_RelationshipToTrafficker', kind: 'one', values: ['Familial', 'Acquainted', 'Unaquainted'] },
  { name: 'vic_AgeWhenTrafficked', kind: 'count' },
  {
    name: 'vic_RecruitmentWebsitesAndApps',
    kind: 'several',
    values:
      'Facebook Instagram WhatsApp Telegram FacebookMessenger Viber SnapChat Line 4Sale WeChat QQ QZone TikTok Twitter Other'.split(
        ' ',
      ),
  },
  {
    name: 'vic_MethodOfRecruitment',
    kind: 'several',
    core: true,
    values:
      'AtAPlaceOfBusiness AtAnEducationalInstitution AtWork ThroughOnlineSocialNetworks ThroughAnOnlineAdvertisement ThroughATelevisionAdvert ThroughANewspaperAdvert ThroughFamilyOrFamilyEvents ThroughFriendsOrSocialEvents Other'.split(
        ' ',
      ),
  },
  { name: 'vic_LocationOfRecruitment', kind: 'text', core: true },
  {
    name: 'vic_MethodsOfControl',
    kind: 'several',
    core: true,
    values:
      'PhysicalThreats ThreatsLawEnforcement ThreatensChildrenFamily DebtBondage FalsePromises PhysicalAbuse SexualAbuse TakesEarnings RestrictsFinancialAccess RestrictsMedicalCare WithholdsNecessities PsychologicalAbuse PsychoactiveSubstance ExcessiveWorkingHours WithholdsDocuments Other'.split(
        ' ',
      ),
  },
  {
    name: 'vic_TypeOfExploitation',
    kind: 'several',
    core: true,
    values:
      'ForcedLabour SexualExploitation ChildLabour ForcedMarriage Servitude ForcedMilitaryByNonStateActors OrganRemoval ForcedBegging ForcedAdoption Surrogacy Other'.split(
        ' ',
      ),
  },
  {
    name: 'vic_ForcedLabourIndustry',
    kind: 'one',
    core: true,
    values:
      'A_AgricultureForestryAndFishing B_MiningAndQuarrying C_Manufacturing D_ElectricityGasSteamAndAirConditioningSupply E_WaterSupplySewerageWasteManagement F_Construction G_WholesaleAndRetailTradeRepairOfMotorVehicles H_TransportationAndStorage I_AccommodationAndFoodServiceActivities J_InformationAndCommunication K_FinancialAndInsuranceActivities L_RealEstateActivities M_ProfessionalScientificAndTechnicalActivities N_AdministrativeAndSupportServiceActivities O_PublicAdministrationAndDefence P_Education Q_HumanHealthAndSocialWorkActivities R_ArtsEntertainmentAndRecreation S_OtherServiceActivities T_ActivitiesOfHouseholdsAsEmployers U_ActivitiesOfExtraterritorialOrganizations'.split(
        ' ',
      ),
  },
  {
    name: 'vic_TypeOfSexExploitation',
    kind: 'several',
    core: true,
    values: ['Prostitution', 'Pornography', 'RemoteInteractiveServices', 'PrivateSexualServices'],
  },
  { name: 'vic_LocationOfExploitation', kind: 'text', core: true },
  {
    name: 'vic_ExploitationWebsitesAndApps',
    kind: 'several',
    values:
      'Facebook Instagram WhatsApp Telegram FacebookMessenger Viber SnapChat Line 4Sale WeChat QQ QZone TikTok Twitter Other'.split(
        ' ',
      ),
  },
  {
    name: 'vic_Vulnerabilities',
    kind: 'several',
    core: true,
    deprecated: true,
    values:
      'Addiction SocialGroup Discrimination Poverty DisabilityAndPhysicalHealth MentalHealth Migration Homelessness AbuseSocialMedia AbusePhysical Education WorkEnvironment'.split(
        ' ',
      ),
  },
  { name: 'vic_DetailsOfVulnerabilities', kind: 'text', core: true, deprecated: true },
  {
    name: 'per_RoleInProcess',
    kind: 'several',
    values:
      'TravellingPartner Transporter RecruiterOrIntermediary BrokerTravelAgent TransferredIndividual HarbouredIndividual SoldIndividual BoughtIndividual ReceivedIndividual ControlledIndividual Smuggler Abuser Kidnapper Exploiter Other'.split(
        ' ',
      ),
  },
  { name: 'per_RoleDetails', kind: 'text' },
  { name: 'per_Organisation', kind: 'text' },
  { name: 'cas_Status', kind: 'one', core: true, values: ['Active', 'FollowUp', 'Closed', 'ClosedReferred'] },
  { name: 'cas_ReasonForCaseClosure', kind: 'text', core: true },
  { name: 'cas_CaseOwner', kind: 'text', core: true },
  { name: 'cas_ReferringOrganisation', kind: 'text', core: true },
  { name: 'cas_IncomingReferralDate', kind: 'date', core: true },
  { name: 'cas_ReferringPrimaryCaseWorker', kind: 'text', core: true },
  {
    name: 'cas_ReasonForIncomingReferral',
    kind: 'one',
    core: true,
    values: ['AdditionalServicesRequired', 'MigrationOrChangeOfLocation', 'Other'],
  },
  { name: 'cas_IncomingReferralDetails', kind: 'text', core: true },
  { name: 'cas_ReferredOrganisation', kind: 'text', core: true },
  { name: 'cas_ReferredPrimaryCaseWorker', kind: 'text', core: true },
  {
    name: 'cas_ReasonForOutgoingReferral',
    kind: 'one',
    core: true,
    values: ['AdditionalServicesRequired', 'MigrationOrChangeOfLocation', 'Other'],
  },
  { name: 'cas_OutgoingReferralDate', kind: 'date', core: true },
  { name: 'cas_OutgoingReferralDetails', kind: 'text', core: true },
  { name: 'cco_CaseComment', kind: 'text' },
  { name: 'hte_Longitude', kind: 'longitude' },
  { name: 'hte_Latitude', kind: 'latitude' },
  { name: 'hte_City', kind: 'text' },
  { name: 'hte_Country', kind: 'country' },
  { name: 'hte_State', kind: 'text' },
  { name: 'hte_Street', kind: 'text' },
  { name: 'hte_PostalCode', kind: 'text' },
  { name: 'hte_Date', kind: 'date' },
  { name: 'hte_Type', kind: 'one', values: ['Recruitment', 'Transit', 'Exploitation'] },
  { name: 'hte_Description', kind: 'text' },
  { name: 'spl_Objectives', kind: 'text' },
  { name: 'spl_ActionPlan', kind: 'text' },
  { name: 'spl_PlannedEndDate', kind: 'date' },
  { name: 'spl_ActualEndDate', kind: 'date' },
  {
    name: 'spl_Type',
    kind: 'one',
    values:
      'Education Financial Health LabourExploitationRehabilitation Legal Livelihood RightsBasedTraining SexualExploitationRehabilitation SocialCare'.split(
        ' ',
      ),
  },
  { name: 'con_Consent', kind: 'yes', core: true },
]
