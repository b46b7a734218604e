import { plainText } from './text.ts'

const codes =
  'ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bl bm bn bo bq br bs bt bv bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg eh er es et fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mf mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug um us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw'.split(
    ' ',
  )

/** Three-letter codes of documents, and names in English and Thai, to two letters; made once, 250 names a language. */
const byName = new Map<string, string>([
  ['burma', 'mm'],
  ['lao', 'la'],
  ['laos', 'la'],
  ['dprk', 'kp'],
  ['south korea', 'kr'],
  ['republic of korea', 'kr'],
  ['democratic people’s republic of korea', 'kp'],
  ["democratic people's republic of korea", 'kp'],
  ['uk', 'gb'],
  ['usa', 'us'],
  ['uae', 'ae'],
  ['viet nam', 'vn'],
  ['russian federation', 'ru'],
  ['syrian arab republic', 'sy'],
  ['iran (islamic republic of)', 'ir'],
  ['islamic republic of iran', 'ir'],
  ['united states of america', 'us'],
  ['united republic of tanzania', 'tz'],
  ['democratic republic of the congo', 'cd'],
])
for (const language of ['en', 'th']) {
  const names = new Intl.DisplayNames([language], { type: 'region' })
  for (const code of codes) byName.set((names.of(code.toUpperCase()) ?? '').toLowerCase(), code)
}

/** ISO 3166-1 alpha-3, in the order of the codes above. */
const threeLetters =
  'and are afg atg aia alb arm ago ata arg asm aut aus abw ala aze bih brb bgd bel bfa bgr bhr bdi ben blm bmu brn bol bes bra bhs btn bvt bwa blr blz can cck cod caf cog che civ cok chl cmr chn col cri cub cpv cuw cxr cyp cze deu dji dnk dma dom dza ecu est egy esh eri esp eth fin fji flk fsm fro fra gab gbr grd geo guf ggy gha gib grl gmb gin glp gnq grc sgs gtm gum gnb guy hkg hmd hnd hrv hti hun idn irl isr imn ind iot irq irn isl ita jey jam jor jpn ken kgz khm kir com kna prk kor kwt cym kaz lao lbn lca lie lka lbr lso ltu lux lva lby mar mco mda mne maf mdg mhl mkd mli mmr mng mac mnp mtq mrt msr mlt mus mdv mwi mex mys moz nam ncl ner nfk nga nic nld nor npl nru niu nzl omn pan per pyf png phl pak pol spm pcn pri pse prt plw pry qat reu rou srb rus rwa sau slb syc sdn swe sgp shn svn sjm svk sle smr sen som sur ssd stp slv sxm syr swz tca tcd atf tgo tha tjk tkl tls tkm tun ton tur tto tuv twn tza ukr uga umi usa ury uzb vat vct ven vgb vir vnm vut wlf wsm yem myt zaf zmb zwe'.split(
    ' ',
  )
for (const [at, three] of threeLetters.entries()) byName.set(three, codes[at] ?? '')

const toThree = new Map(codes.map((code, at) => [code, threeLetters[at]]))

/** ISO 3166-1 alpha-3 of two letters, in capitals; what is no country stays as it is. */
export function threeLetterCode(code: string): string {
  return toThree.get(code.toLowerCase())?.toUpperCase() ?? code
}

/** ISO 3166-1 alpha-2, small letters; undefined for what is no country (UTO and XXA of training documents stay as written). */
export function countryCode(text: string): string | undefined {
  const plain = plainText(text).toLowerCase()
  if (codes.includes(plain)) return plain
  const found = byName.get(plain)
  if (found) return found
  return /^(?:xx[a-z]?|uto|zz|su|eu|un)$/.test(plain) ? plain : undefined
}
