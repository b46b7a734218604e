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

const alpha3 =
  'afg:af,are:ae,aus:au,bgd:bd,brn:bn,can:ca,che:ch,chn:cn,deu:de,eth:et,fra:fr,gbr:gb,gha:gh,hkg:hk,idn:id,ind:in,irn:ir,ita:it,jpn:jp,ken:ke,khm:kh,kor:kr,lao:la,lka:lk,mar:ma,mmr:mm,mng:mn,mys:my,nga:ng,nld:nl,npl:np,nzl:nz,pak:pk,phl:ph,prk:kp,rus:ru,rwa:rw,sgp:sg,swe:se,tha:th,tun:tn,tur:tr,twn:tw,tza:tz,uga:ug,ukr:ua,usa:us,uzb:uz,vnm:vn,zaf:za'
for (const pair of alpha3.split(',')) byName.set(pair.slice(0, 3), pair.slice(4))

/** ISO 3166-1 alpha-2, small letters; undefined for what is no country (UTO and XXA of training documents stay as written). */
export function countryCode(text: string): string | undefined {
  const plain = plainText(text).toLowerCase()
  if (codes.includes(plain)) return plain
  const found = byName.get(plain)
  if (found) return found
  return /^(?:xx[a-z]?|uto|zz|su|eu|un)$/.test(plain) ? plain : undefined
}
