import {
  AnswerQuestion,
  AskOwner,
  CandidateQuery,
  CandidateReply,
  ClusterView,
  Pair,
  PairProposal,
  PairQuery,
  PairQuestion,
  QuestionQuery,
  SharedValue,
  ThresholdReply,
} from './linking.ts'
import { route } from './route.ts'
import { ById, Page, PageQuery, Reason, Strict } from './shape.ts'

const Because = Strict({ reason: Reason })

/** Pairs to review, what is asked about them, and what waits for a second person. */
export const linkingRoutes = {
  proposalList: route('proposalList', {
    summary: 'Judgements of "same" that wait, or waited, for a second person',
    query: Strict(PageQuery),
    reply: Page(PairProposal),
  }),
  proposalApprove: route('proposalApprove', {
    summary: 'Agree to a judgement of "same" as the second person',
    params: ById,
    body: Because,
    reply: PairProposal,
  }),
  proposalRefuse: route('proposalRefuse', {
    summary: 'Refuse a judgement of "same"; both stay apart',
    params: ById,
    body: Because,
    reply: PairProposal,
  }),
  proposalWithdraw: route('proposalWithdraw', {
    summary: 'Withdraw a judgement of "same" that still waits',
    params: ById,
    body: Because,
    reply: PairProposal,
  }),
  candidateList: route('candidateList', {
    summary: 'Pairs that may speak of the same, to be reviewed',
    query: CandidateQuery,
    reply: CandidateReply,
  }),
  candidateThreshold: route('candidateThreshold', {
    summary: 'What a cut between proposed pairs and others would win and lose',
    query: CandidateQuery,
    reply: ThresholdReply,
  }),
  pairRead: route('pairRead', {
    summary: 'Two entities side by side, with what speaks for and against their being one',
    query: PairQuery,
    reply: Pair,
  }),
  questionMake: route('questionMake', {
    summary: 'Ask the owner of one side of a pair',
    body: AskOwner,
    reply: PairQuestion,
  }),
  questionList: route('questionList', {
    summary: 'Questions about pairs, asked by the own organisation or of it',
    query: QuestionQuery,
    reply: Page(PairQuestion),
  }),
  questionAnswer: route('questionAnswer', {
    summary: 'Answer a question about a pair',
    params: ById,
    body: AnswerQuestion,
    reply: PairQuestion,
  }),
  clusterRead: route('clusterRead', {
    summary: 'The members of a cluster and what holds them together',
    params: ById,
    reply: ClusterView,
  }),
  sharedRead: route('sharedRead', {
    summary: 'Numbers of an entity that stand elsewhere too',
    params: ById,
    reply: Page(SharedValue),
  }),
} as const
