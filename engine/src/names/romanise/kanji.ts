import { combine } from './combine.ts'

/**
 * Characters of Japanese names and how they are read in them, likeliest first; of 3 readings most are the first two.
 * Written from general knowledge of surnames and given names: a name may be read otherwise, so these only add readings.
 */
const readings: ReadonlyMap<string, readonly string[]> = new Map(
  `田:ta,da 中:naka 山:yama 川:kawa,gawa 河:kawa 本:moto 村:mura 木:ki,gi 大:o,oh,dai 小:ko,o 野:no 藤:fuji,to,do 佐:sa 高:taka,ko 橋:hashi,bashi
   鈴:suzu 渡:wata 辺:nabe,be 邊:nabe,be 邉:nabe,be 伊:i 加:ka 吉:yoshi,kichi 井:i 石:ishi 松:matsu 林:hayashi,bayashi 清:kiyo,shi 水:mizu 斎:sai 斉:sai 齋:sai
   森:mori 池:ike 阿:a 部:be 前:mae 岡:oka 後:go 長:naga,osa 谷:tani,ya,gai 近:kon,chika 坂:saka 遠:en 青:ao 西:nishi 福:fuku 太:ta,o,tai 三:mi,zo,san 島:shima,jima 嶋:shima
   原:hara,wara 内:uchi 和:kazu,wa 竹:take 金:kane,kin 今:ima 上:ue,kami 下:shita,shimo 平:hira,hei 宮:miya 武:take,bu 新:ara,shin 浜:hama 濱:hama 久:hisa,ku 保:bo,yasu,ho 丸:maru
   安:yasu,an 杉:sugi 東:higashi,azuma,to 北:kita 南:minami 千:chi 葉:ba,ha 桜:sakura 櫻:sakura 横:yoko 関:seki 土:tsuchi,do 菅:suga,kan 堀:hori 市:ichi 黒:kuro 白:shira 増:masu 荒:ara 古:furu 沢:sawa,zawa 澤:sawa,zawa
   若:waka 永:naga,ei 浅:asa 星:hoshi 熊:kuma 倉:kura 栗:kuri 柳:yanagi 矢:ya 飯:ii 塚:tsuka,zuka 口:guchi,kuchi 崎:saki,zaki 﨑:saki 場:ba 戸:to,do 津:tsu,zu 屋:ya 城:jo,shiro 尾:o 岩:iwa 根:ne 江:e 角:kado,kaku 梅:ume 花:hana,ka
   子:ko 美:mi 恵:e,megumi,kei 香:ka,kaori 奈:na 里:ri,sato 理:ri 沙:sa 紗:sa 由:yu 優:yu,masaru 有:yu,ari 裕:yu,hiro 雄:o,yu 夫:o 男:o 郎:ro 朗:ro 一:ichi,kazu,i 二:ji 次:ji,tsugu 治:ji,haru,osamu 司:ji,tsukasa 健:ken,takeshi 賢:ken 謙:ken 憲:ken,nori
   真:ma,shin,makoto 誠:makoto,sei 正:masa,tadashi,sho 昌:masa 雅:masa 政:masa 将:masa,sho 明:aki,akira,mei 昭:aki,sho 章:aki,sho 秋:aki 彰:aki,akira 晃:aki,ko,akira 亮:ryo,aki 良:yoshi,ryo 義:yoshi,gi 好:yoshi 芳:yoshi 幸:yuki,ko,sachi 之:yuki 行:yuki 雪:yuki 弘:hiro 宏:hiro 広:hiro 博:hiro,hiroshi 浩:hiro,ko,hiroshi 洋:yo,hiroshi 寛:hiro 大輔:daisuke
   輔:suke 介:suke 助:suke 祐:yu,suke 佑:yu,suke 樹:ki,itsuki 紀:ki,nori 貴:taka,ki 隆:taka,ryu,takashi 孝:taka,ko,takashi 崇:taka,takashi 敬:taka,kei 俊:toshi,shun 敏:toshi 年:toshi 利:toshi,ri 智:tomo,toshi,satoshi 知:tomo,chi 友:tomo,yu 朋:tomo 哲:tetsu 徹:toru,tetsu 勝:katsu,masaru 克:katsu 秀:hide,shu 英:hide,ei 栄:ei,sakae 修:shu,osamu 純:jun 潤:jun 順:jun 淳:jun,atsushi 直:nao 尚:nao 典:nori 則:nori 規:nori 範:nori 徳:nori,toku 達:tatsu 辰:tatsu 龍:ryu,tatsu 竜:ryu,tatsu 
   彦:hiko 也:ya 哉:ya 弥:ya 人:to,hito 斗:to 翔:sho 陽:yo,haru 春:haru 晴:haru 夏:natsu 菜:na 愛:ai,mana 結:yu 衣:i 絵:e 江里:eri 絢:aya 彩:aya 文:fumi,aya 史:fumi,shi 志:shi 信:nobu,shin 伸:nobu,shin 延:nobu 暢:nobu 光:mitsu,hikaru,ko 満:mitsu 充:mitsu 道:michi 路:ji 通:michi 進:susumu 茂:shige 重:shige 成:nari,shige 繁:shige 康:yasu,ko 靖:yasu 泰:yasu 恭:kyo,yasu 京:kyo 圭:kei 慶:kei,yoshi 啓:kei 桂:kei 蘭:ran 玲:rei 礼:rei 麗:rei 凛:rin 倫:rin 鈴木:suzuki 佐藤:sato 
   悠:yu,haru 勇:yu,isamu 宇:u 羽:ha 海:umi,kai 空:sora 蓮:ren 廉:ren 拓:taku 琢:taku 匠:takumi 巧:takumi 豊:yutaka,toyo 稔:minoru 実:mi,minoru 学:manabu,gaku 剛:go,tsuyoshi 豪:go 五:go 四:shi 六:roku 七:nana 八:ya,hachi 九:ku 十:to 百:momo 万:ma 歩:ayumu,ho 麻:ma,asa 摩:ma 舞:mai 未:mi 見:mi 巳:mi 希:ki 季:ki 輝:ki,teru 照:teru 瑞:mizu 穂:ho 帆:ho 莉:ri 梨:ri 璃:ri 咲:saki 早:haya,sa 苗:nae 代:yo,dai 世:yo 与:yo 仁:hito,jin 尋:hiro 聡:satoshi,so 蒼:so 宗:mune,so 壮:so 創:so 颯:so 園:zono 丘:oka 寺:tera,dera 門:kado,mon 宅:ke,taku 波:nami,ha 服:hat 日:hi,nichi 向:mukai,hyuga 望:nozomi,mochi 月:tsuki,zuki 笠:kasa 柏:kashiwa 芝:shiba 柴:shiba 片:kata 相:ai,sagara 会:ai 愛子:aiko 米:yone 稲:ina,ine 奥:oku 神:kami,jin 児:ko 玉:tama,dama 須:su 寿:toshi,kazu 瀬:se 貝:kai 鳥:tori 鶴:tsuru 亀:kame 馬:ma,ba 牧:maki 巻:maki 槙:maki 真樹:maki 工:ku 堂:do 萩:hagi 尾崎:ozaki 服部:hattori 長谷川:hasegawa 五十嵐:igarashi 東海林:shoji 小鳥遊:takanashi 渡辺:watanabe 渡邉:watanabe 渡部:watanabe 阿部:abe 安倍:abe 河野:kono 大野:ono,ohno,oono 大江:oe 大石:oishi 大川:okawa 大塚:otsuka 大谷:otani,ohtani,ootani 小野:ono 小田:oda 小林:kobayashi 小川:ogawa 太郎:taro 次郎:jiro 一郎:ichiro 健一:kenichi 菊:kiku 地:chi 桐:kiri 生:o,ikuo 児玉:kodama 浦:ura 滝:taki 瀧:taki 磯:iso 秦:hata 畑:hata,hatake 畠:hata 羽生:hanyu 毛:mo 利根:tone 甲:ko 斐:i 越:koshi 塩:shio 入:iri 落:ochi 合:ai 望月:mochizuki 三宅:miyake 服部半:hattorihan 羅:ra 蔵:kura,zo 造:zo 臣:omi,tomi 基:moto 元:moto,gen 源:gen,minamoto 玄:gen 厚:atsu 敦:atsu,atsushi 篤:atsu 温:atsu 桃:momo 杏:an 杏奈:anna 歌:uta 詩:uta,shi 琴:koto 音:ne,oto 響:hibiki 遥:haruka 遼:ryo 涼:ryo 凌:ryo 諒:ryo 琉:ryu 流:ryu 柚:yu 夕:yu 侑:yu 湧:yu 乃:no 埜:no 及:oi 安藤:ando 工藤:kudo 近藤:kondo 遠藤:endo 後藤:goto 斎藤:saito 斉藤:saito 加藤:kato 伊藤:ito 内藤:naito 武藤:muto 須藤:sudo 進藤:shindo 藤原:fujiwara 菅原:sugawara 桑原:kuwahara 桑:kuwa 萩原:hagiwara 荻:ogi 荻野:ogino 西園寺:saionji 徳川:tokugawa 豊田:toyota,toyoda 本田:honda 本多:honda 本間:honma 間:ma,aida 久保:kubo 多:ta 谷口:taniguchi 熊谷:kumagai 柳沢:yanagisawa 上野:ueno 上田:ueda 上原:uehara 河合:kawai 川合:kawai 浅井:asai 石井:ishii 新井:arai 荒井:arai 酒:saka 酒井:sakai 今井:imai 永井:nagai 平井:hirai 村井:murai 福井:fukui
   晋:shin,susumu 喜:ki,yoshi 吾:go 悟:satoru,go 宣:nobu,sen 昇:noboru,sho 隼:haya,jun 毅:takeshi,ki 猛:takeshi 滋:shigeru 均:hitoshi 等:hitoshi 功:isao,ko 勲:isao 勤:tsutomu 務:tsutomu 努:tsutomu 登:noboru,to 透:toru 亨:toru 守:mamoru 衛:e,mamoru 護:mamoru 力:riki,chikara 律:ritsu 令:rei 怜:rei 葵:aoi 楓:kaede 茜:akane 渚:nagisa 静:shizu,sei 節:setsu 貞:sada 定:sada 禎:sada,tei 忠:tada,chu 唯:yui,tada 郁:iku 育:iku 幾:iku 悦:etsu 恒:tsune 常:tsune 航:ko,wataru 渉:wataru,sho 亘:wataru 廣:hiro 國:kuni 国:kuni,koku 邦:kuni 州:kuni,shu 凱:kai 湊:minato 陸:riku 作:saku 環:tamaki 珠:tama,ju 寧:nei,yasu 泉:izumi,sen 澄:sumi 聖:sei,kiyo 征:yuki,sei 富:tomi,to 冨:tomi 梓:azusa 岳:take,gaku 峰:mine 峯:mine 砂:suna,sa 鹿:shika,ka 猪:i 狩:kari 犬:inu 牛:ushi 虎:tora 寅:tora 鷹:taka 鴨:kamo 鷲:washi 梶:kaji 榊:sakaki 樋:hi 楠:kusunoki,kusu 榎:enoki 溝:mizo 淵:fuchi 渕:fuchi 沼:numa 湯:yu 窪:kubo 曽:so 曾:so 我:ga 綿:wata 織:ori 紺:kon 緒:o 糸:ito 細:hoso 縄:nawa 篠:shino 笹:sasa 粕:kasu 粟:awa 種:tane 稜:ryo 町:machi 郷:go,sato 都:miya,to 辻:tsuji 迫:sako 陣:jin 鍋:nabe 鎌:kama 鉄:tetsu 錦:nishiki 雨:ame,u 雲:kumo 露:tsuyu 飛:hi 駒:koma 駿:shun 鳩:hato 眞:ma,shin 睦:mutsu 祥:sho,yoshi 禅:zen`
    .trim()
    .split(/\s+/)
    .map((entry) => {
      const [characters = '', spellings = ''] = entry.split(':')
      return [characters, spellings.split(',')] as const
    }),
)

const longest = 3

/** Hepburn readings of a Japanese name in kanji, [] where a character is not known to be used in names. */
export function readKanji(word: string): readonly string[] {
  const characters = [...word].map((character, at, all) =>
    character === '々' ? (all[at - 1] ?? '') : character,
  )
  const slots: (readonly string[])[] = []
  for (let at = 0; at < characters.length;) {
    const length = [...Array(longest).keys()]
      .map((shorter) => longest - shorter)
      .find(
        (count) => at + count <= characters.length && readings.has(characters.slice(at, at + count).join('')),
      )
    if (length === undefined) return []
    slots.push(readings.get(characters.slice(at, at + length).join('')) ?? [])
    at += length
  }
  return combine(slots, 6)
}

/** Two characters and more that are known together: 渡辺, 太郎. */
export function isKnownKanji(word: string): boolean {
  return word.length > 1 && readings.has(word)
}

/**
 * Surname and given name of a Japanese name written as one word: a surname known as a whole, or four or five characters of
 * names, of which two are taken for the surname.
 */
export function splitKanji(word: string): readonly [family: string, given: string] | undefined {
  const characters = [...word]
  for (const length of [3, 2]) {
    const start = characters.slice(0, length).join('')
    if (characters.length > length && readings.has(start)) return [start, characters.slice(length).join('')]
  }
  if (characters.length < 4 || characters.length > 5 || readKanji(word).length === 0) return undefined
  return [characters.slice(0, 2).join(''), characters.slice(2).join('')]
}

/** As `readKanji`; 三 at the end of a given name is zo before mi: Shinzo, Kenzo. */
export function readKanjiName(word: string): readonly string[] {
  const sons = /.三$/u.test(word) ? readKanji(word.slice(0, -1)).map((reading) => `${reading}zo`) : []
  return [...new Set([...sons, ...readKanji(word)])]
}
