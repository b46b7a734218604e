import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { AgreementBody } from '@shield/contract'
import { handlings, markingText, paps, strictest, tlps } from '@shield/core'
import type { Marking } from '@shield/core'
import type { PackageLink } from '@shield/contract'
import fc from 'fast-check'

import { named, theirMarking } from './amend-testing.ts'
import { closed, comparePackages, isClosed, narrowed } from './compare-packages.ts'
import type { Holding } from './compare-packages.ts'
import { travelling } from './package.ts'

const purposes = ['investigation', 'prosecution', 'exchange'] as const

const anyMarking: fc.Arbitrary<Marking> = fc
  .record({
    level: fc.constantFrom(0, 1, 2, 3 as const),
    purposes: fc.subarray([...purposes]),
    notReleasedTo: fc.subarray(['th-aml', 'th-imm', 'ph-mwo']),
    case: fc.constantFrom('', 'PH-1'),
    tlp: fc.constantFrom(...tlps),
    pap: fc.constantFrom(...paps),
    handling: fc.constantFrom(...handlings),
    flags: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean()),
  })
  .map(({ tlp, pap, handling, flags, ...block }) => {
    const [noCourtUse, verifyBeforeUse, noOnwardTransfer, secondPerson] = flags
    const conditions = { tlp, pap, handling, noCourtUse, verifyBeforeUse, noOnwardTransfer, secondPerson }
    return { ...theirMarking, ...block, conditions } as Marking
  })

const linked = (link: string, from: string, to: string): PackageLink => ({
  ...{ link, from, to },
  kind: 'Associate',
})

const anyHolding: fc.Arbitrary<Holding> = fc
  .record({
    entities: fc.subarray(['e', 'f', 'g']).chain((ids) =>
      fc.tuple(
        ...ids.map((entity) =>
          fc
            .subarray([named('A'), named('B', { grade: 'A1' }), named('B', { from: '2026' }), named('C')], {
              minLength: 1,
            })
            .map((statements) => ({ entity, kind: 'Person' as const, statements })),
        ),
      ),
    ),
    // A package holds each link once (`isClosed` at the door); between versions its ends may move.
    links: fc.uniqueArray(
      fc.constantFrom(linked('1', 'e', 'f'), linked('2', 'f', 'g'), linked('2', 'f', 'e')),
      { selector: ({ link }) => link },
    ),
    marking: anyMarking,
    expiresOn: fc.constantFrom(undefined, '2030-01-01', '2031-01-01'),
  })
  .map(({ entities, links, marking, expiresOn }) => ({
    package: { ...closed({ entities, links }), marking },
    ...(expiresOn === undefined ? {} : { expiresOn }),
  }))

test('what may not be added is not: the narrowed part shows no more than what was held, in any way', () => {
  fc.assert(
    fc.property(anyHolding, anyHolding, (before, after) => {
      const left = narrowed(before, after)
      assert.equal(comparePackages(before, left).isNarrower, true)
      const { entities, links } = after.package
      const { taken } = comparePackages(left, { ...before, package: { ...before.package, entities, links } })
      assert.deepEqual(
        taken,
        { entities: [], links: [] },
        'nothing is left that the newer version does not hold',
      )
      assert.ok(isClosed(left.package), 'no link is left without its ends')
      assert.equal(
        markingText(strictest(after.package.marking, left.package.marking)),
        markingText(left.package.marking),
      )
      assert.ok(after.expiresOn === undefined || (left.expiresOn ?? '9999') <= after.expiresOn)
    }),
  )
})

test('a version that is narrower is so in every part, and one that changes nothing has no acts', () => {
  fc.assert(
    fc.property(anyHolding, anyHolding, (before, after) => {
      const { isNarrower, added, acts } = comparePackages(before, after)
      const widens =
        added.entities.length + added.links.length > 0 ||
        (after.expiresOn ?? '9999') > (before.expiresOn ?? '9999') ||
        after.package.marking.level < before.package.marking.level ||
        after.package.marking.purposes.some((one) => !before.package.marking.purposes.includes(one))
      if (widens) assert.equal(isNarrower, false)
      assert.deepEqual(comparePackages(before, before).acts, [])
      if (acts.length === 0) assert.equal(isNarrower, true)
    }),
  )
})

test('the receiver’s block holds every condition of the sender’s: nothing is loosened on the way', () => {
  const agreement: AgreementBody = {
    ...{ id: 'a', version: 1, parties: ['ph', 'th'], title: { en: '', th: '' }, kinds: [], properties: [] },
    ...{ purposes: ['investigation', 'exchange'], legalBasis: 'Article 1', onward: true },
    ...{ validFrom: '2026-01-01', validUntil: '2030-01-01' },
  }
  fc.assert(
    fc.property(anyMarking, fc.boolean(), (own, onward) => {
      const sent = travelling(own, { ...agreement, onward }, 'th')
      const { conditions } = sent
      assert.deepEqual(
        [sent.node, sent.organisation, sent.zone, sent.level],
        [own.node, own.organisation, own.zone, own.level],
      )
      assert.ok(sent.purposes.every((one) => own.purposes.includes(one) && agreement.purposes.includes(one)))
      assert.deepEqual(
        { ...conditions, noOnwardTransfer: false },
        { ...own.conditions, noOnwardTransfer: false },
      )
      assert.equal(conditions.noOnwardTransfer, own.conditions.noOnwardTransfer || !onward)
      assert.deepEqual(
        sent.notReleasedTo,
        own.notReleasedTo.filter((one) => one.startsWith('th-')),
      )
      assert.deepEqual(sent.releasedTo, ['node:th'], 'S10: the partner’s node and nobody else')
    }),
  )
})
