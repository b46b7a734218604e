/**
 * Surnames written with one Han character and spelt after the dialect or country of whoever wrote the passport:
 * 陈 is Chen, Chan, Tan, Tran, Ting. Each group: the characters (simplified, traditional), then the spellings:
 * pinyin, Wade-Giles, Cantonese, Hokkien and Teochew, Hakka, Vietnamese, Korean, and those of Indonesia and the
 * Philippines. A spelling of several groups (Ng) belongs to the one most people who bear it come from, marked `!`.
 */
const groups = `
陈陳 chen! chan! tan! tran! ting tang chin chern zen tjan tanthai jin
林 lin! lam! lim! liem! lum rim im
黄黃 huang! wong! ng oei! ooi! hwang! hwee huynh! hoang! vong bong wee ong ng uy
张張 zhang! chang! cheung! teo! teoh! chong! chung truong! jang! tiu tio thio tjong
李 li! lee! lei lie ly! yi! rhee! rhie ri! dy
王 wang! wong heng ong! vuong! bong uong
吴吳 wu! ng! goh! go! ngo! woo oh! o eng gouw
刘劉 liu! lau! low! lew liew! lao! luu! yoo ryu! lauw loew
杨楊 yang! yeung! yeo! yeoh! iu njo duong! nyeo io young yong
赵趙 zhao! chao! chiu! teo trieu! cho! jo tio jho
周 zhou! chou! chow! chau! chew! chu tjioe jiu chiew joo! ju
徐 xu! hsu! tsui! chui! cher chee! tu seo! suh! choo
孙孫 sun! suen! soon! sng! ton! son! swan
马馬 ma! mah! beh! be ba
朱 zhu! chu! chue choo! tjoe
胡 hu! woo wu oh aw! ho foo
郭 guo! kuo! kwok! quek! kwek! kuek! kue quach! kwak! gwak quo kok! kuok!
何 he ho! hor ha!
高 gao! kao! ko! kow cao! go koh
罗羅 luo! lo! law! loh! la! na ra! lor
郑鄭 zheng! cheng! chang tay! tee! trinh! jung! jeong! chung te the! chiang cheang
梁 liang! leung! leong! neo! nio luong! yang ryang leang! leung
谢謝 xie! hsieh! tse! cheah! chia! sia! ta! sa! seah! tjia! zia
宋 song! sung! soong! tong
唐 tang! tong! tng! teng! deung! thong
许許 xu hsu hui! khoo! koh! kho! khor! hua! heo! huh! hoe co
韩韓 han! hon! hang!
冯馮 feng! fung! foong! pang! phung! pung
邓鄧 deng! teng tang! dang! thien deung
曹 cao tsao! tso! chou! chor! tao! cho jo zo
彭 peng! pang! phang! banh bang phe
曾 zeng! tseng! tsang! chan! chang! tjan tang jeung jung cheng
肖萧蕭 xiao! hsiao! siu! seow! siew! siao! tieu! so sio siaw
田 tian! tien! tin! dien chan! jeon
董 dong! tung! dang toong! dung
袁 yuan! yuen! wan! vien won! uan
潘 pan! poon! phua! pua! phan! ban! phoa
于於 yu! yue! woo vu eo
蒋蔣 jiang! chiang! cheung tsiang! tuong! jang chio
蔡 cai! tsai! choi choy! chua! tjoa! sai thai! chae! chai! tsoi! chhoa!
余 yu! yee! yu eu! ee! du! yeo yo yeu
杜 du! tu to! doh dou toh! do!
叶葉 ye! yeh! yip! yap! iap! diep! ip! yep yeap!
程 cheng! ching! theng trinh jeong thia!
苏蘇 su! so! soh! sou! to so! saw
魏 wei! ngai! gwee! nguy! wi! gui
吕呂 lu! lui! loo! lu! la yeo! lv leu
丁 ding! ting! teng! dinh! jeong chung
任 ren! jen! yam! jim! nham im! nhim yum
沈瀋 shen! sum! sim! tham! shim! sham shum!
姚 yao! yiu! yeo! dieu yo io!
卢盧 lu lo! loh! lo! low! ro! noh! roh! lou
姜 jiang chiang geung! khiong khuong! kang! gang
崔 cui! tsui chui! thoi! choi! choe! chwe
钟鍾鐘 zhong! chung! cheong! teng chong! chung! jong
谭譚 tan tam! tham! dam! dam
陆陸 lu luk! loke! lek! luc! yuk ryuk
汪 wang wong ong uong! wang
范範 fan! faan huan! pham! beom! bum
金 jin! chin! kam! kim! gim! ghim
石 shi! shih! shek! siok! thach! seok! sek!
廖 liao! liu! leow! liew liau! lieu! ryo lew
贾賈 jia! chia ka! keh! gia! ga
夏 xia! hsia! ha hah! ha
韦韋 wei wai! wee! vi! wi uy
付傅 fu! foo! poh! po! pho! bu! poo
方 fang! fong! png! phuong! bang! pung hong
邹鄒 zou! tsou! chau! chow trau choo! chu chow
熊 xiong! hsiung! hung! hiong hung! ung
白 bai! pai! pak pek! bach! baek! paik! peh!
孟 meng! mang! manh! maeng! beng
秦 qin! chin! chun tan tchin tan jin
邱丘 qiu! chiu! yau! khoo! khoe! khu! koo gu! hew! kuu
江 jiang kong! kang giang! gang kiang
尹 yin! wan! oon doan yoon! yun! youn!
薛 xue! hsueh! sit! seet! si! tiet! seol! sul
闫阎閻 yan! yen! yim! giam! diem nyam yeom! yum
段 duan! tuan! tuen! doan! dan
雷 lei! lui! looi! loi! roe noe
侯 hou! hau! hau how! hau hu! hoo
龙龍 long! lung! leng loong! long yong
史 shi sze! sy! su sa! see!
陶 tao! to! toh! tho dao! do
黎 li lai! loi! le! ryeo yeo lay!
贺賀 he ho! ho! ha!
顾顧 gu! ku! koo! koh! co go
毛 mao! mo! mou bo! mao! mo
郝 hao! hok! hac hak!
龚龔 gong! kung! kong! keng cung! kong
邵 shao! siu shiu! sio thieu! so
万萬 wan! man! ban! van! man
钱錢 qian! chien! chin! tsien! tien! jeon chee
严嚴 yan yim! giam ngiam! nghiem! eom! um!
覃 qin tan tam cham! dam
武 wu mou! bu vo! vu! mu moo!
戴 dai! tai! tay! te! dai doi! tae
莫 mo! mok! mak! bok mac! mak mook!
孔 kong hung! kung! khong! gong khong
向 xiang! hsiang! heung! huong! hyang
汤湯 tang tong! thng! thang! tang
常 chang sheung! siong thuong! sang
温溫 wen! wan oon! on! on! ohn woon!
康 kang hong! kng khang! gang khong!
施 shi sze si! sy! see thi! si
文 wen man! boon! van! moon! mun!
牛 niu! ngau! gu! nguu! woo
樊 fan fan! huan phan! beon fan
葛 ge! ko! kot! cat! gal kat!
邢 xing! hsing! ying! heng hinh! hyeong
安 an! on! an! an! ahn!
齐齊 qi! chi! chai! chay te je
易 yi yik! yek! diec! dich yeok
乔喬 qiao! chiao! kiu! kio! kieu! gyo
伍 wu ng! ngo! ngu! go
庞龐 pang! pong! phang bang! bang
颜顏 yan ngan! gan! nhan! an yen gan!
倪 ni! ngai! geh! nghe! ye gey nie
庄莊 zhuang! chuang! chong! cheng! chng! trang! jang ching
聂聶 nie! nieh! nip! liap niep! seop
章 zhang cheung chiang! chiong chuong! jang chang
鲁魯 lu lo loo! lo ro noh
岳 yue ngok! gak! nhac! ak ak
翟 zhai! chai chak! tek dich! jeok jak
殷 yin yan! un! an eun!
詹 zhan! chan chim! chiam! tiam! cheom
申 shen shan! sin! than! shin! sin
欧区歐區 ou! au! ow! ao! au! gu
耿 geng! keng! kang! canh! gyeong
关關 guan! kuan! kwan! kuan! quan! gwan
兰蘭 lan! lan! lan lan! ran
焦 jiao! chiao! tsiu! chio! tieu! cho
俞 yu yue yu du! yoo! yu
左 zuo! tso! cho! cho! ta! jwa
柳 liu lau liew! lieu! ryu! yoo! yu
甘 gan! kan kam! kam! cam! gam
祝 zhu chuk! chiok chuc! chuk
包 bao! pao! pau! paw! bao! bo
宁寧 ning! ning! leng ninh! nyeong
尚 shang! sheung siang! thuong! sang
符 fu fu! hu! phu! bu foo
舒 shu! shue! su thu! seo
阮 ruan! juan! yuen! ng nguyen! won nguen! nguyn
柯 ke! ko! or! kua! kha! ga quah! kwa! qua
纪紀 ji! chi kei! kee! ky! gi
梅 mei! mui! bwee! moy! mai! mae
童 tong tung! tang dong! dong
凌 ling! ling! leng lang! leung reung
毕畢 bi! pi! but! pit! tat! pil
单單 shan! shan! sin! sien thien! seon sim
季 ji kwai! kui quy! gye
裴 pei! pui! poey! bui! bae! pae! bai
霍 huo! fok! hock! hoac! kwak fock!
涂塗 tu to! thoh! do! do
成 cheng shing! seng! thanh! seong! sung
苗 miao! miu! biau! mieu! myo
谷 gu kuk! kok coc! gok
盛 sheng! shing! seng! thinh! seong
曲 qu! chu kuk! khek! khuc! gok kok
翁 weng! yung! ang! ong! ong! ung yong
冉 ran! jan! yim! nhiem! yeom
骆駱 luo lok! loh! lac! rak nak
蓝藍 lan nam! lam! na! lam! ram nam
路 lu lo loh! lo ro! no
游 you! yu yau! iu! du! yu yew
辛 xin! hsin! san! sin! tan! shin
靳 jin kan! kin! can! geun
管 guan kuan! koon! kuan quan! gwan kwan
柴 chai! tsai! chai! tsha sai! si
蒙 meng! mung! bong! mong! mong
鲍鮑 bao pao! pau! pau! bao! po
华華 hua! wah! hua! hoa! hwa
喻 yu yue ju du! yu
祁 qi chi kei! ki! ky gi
蒲 pu! pu! po! poh! bo! po
房 fang fong! pang! phong! bang
滕 teng! tang! teng! dang! deung
屈 qu chu! wat! kut! khuat! gul
饶饒 rao! jao! yiu! jiau! nhieu! yo
解 xie hai! hsieh! kai! giai! hae
牟 mou! mu! mau! mau! mau! mo mu
艾 ai! ngai ngai! hia! ngai! ae
尤 you yu yau! yu! yew! vuu! u
阳陽 yang yeung yeong! iong duong! yang
时時 shi sze! si! thi! si
穆 mu! muk! bok! muc! mok
农農 nong! nung! long! nong! nong
司 si! ssu sze! si! tu! sa
卓 zhuo! cho! cheuk! toh! tok! trac! tak
古 gu! ku! koo! koh! co! go
吉 ji chi kat! kiat! cat! gil! kil
缪繆 miao! miu! biu! mau! myo
简簡 jian! chien! kan! kan gian! gan
车車 che! cheh! cha! xa! cha! cha
项項 xiang hsiang! hong! hang! hang! hang
连連 lian! lien! lin! leng! lien! ryeon
芦蘆 lu lo lo! lo! ro
麦麥 mai! mak! beh! mach! maek
褚 chu! chu! chu! thu! chu! jeo
娄婁 lou! lau! lau! lau! ru
窦竇 dou! tou! tau! dau! du
戚 qi! chi! chik! chek! thich! cheok
岑 cen! sam! shum! gim! sam! jam shum
景 jing! king! keng! canh! gyeong
党黨 dang! tong! tong! dang! dang
宫宮 gong! kung! keng! cung! gung
费費 fei! fai! hui! phi! bi
卜 bu! pu! puk! pok! bok! bok
冷 leng! lang! leng! lanh! raeng
晏 yan yen an! an! yen! an
席 xi! hsi! chik! sek! tich! seok
卫衛 wei! wai! ue! ve! wi
米 mi! mai! bi! me! mi
柏 bo! po! pak peh! ba! baek
宗 zong! tsung! chung! chong! tong! jong
瞿 qu chu! kui! ku! cu! gu
桂 gui! kuei! kwai! kui! que! gye
全 quan! chuan! chuen! chuan! toan! jeon! chun!
佟 tong tung! tung! dong! dong
应應 ying! ying! eng! ung! eung
臧 zang! tsang! chong! tsong! tang! jang
闵閔 min! man! bin! man! min!
苟 gou! kou! kau! kau! cau! gu
邬鄔 wu wu! woo! u! o! o
边邊 bian! pien! pin! pian! bien! byeon
卞 bian pien! pin! pian! bien! byun! byeon!
姬 ji chi! kei! ki! co! hui
师師 shi! shih! sze! su! su! sa
和 he ho! wo! ho hoa! hwa
仇 qiu! chiu! sau! siu! cuu! gu
栾欒 luan! luan! luen! luan! loan! ran
隋 sui! sui! chui! sui! tuy! su
商 shang shang! sheung! siong! thuong! sang
刁 diao! tiao! tiu! tiau! dieu! jo
沙 sha! sha! sa! sua! sa! sa
荣榮 rong! jung! wing! eng! vinh! yeong
巫 wu wu! mo! bu! vu! mu
寇 kou! kou! kau! kho! khau! gu
桑 sang! sang! song! song! tang! sang
郎 lang! lang! long! nng! lang! rang
甄 zhen! chen! yan! chin! chan! gyeon
丛叢 cong! tsung! chung! chong! tung! chong
仲 zhong chung! chung! tiong! trong! jung
虞 yu yu! yue! gu! ngu! u
敖 ao! ao! ngo! go! ngao! o
巩鞏 gong kung! kung! kiong! cung! gong
明 ming! ming! ming! beng! minh! myeong! myung!
佘 she! she! seh! sia! xa! sa
池 chi! chih! chi! ti! tri! ji chee!
查 zha! cha! cha! cha! tra! sa
麻 ma ma! ma! mua! ma! ma
苑 yuan! yuan! yuen! uan! uyen! won
迟遲 chi chih! chi! ti! tri! ji
邝鄺 kuang! kuang! kwong! kong! khuong! gwang fong!
朴樸 piao! pu park! pak! bak! phac! piao! pok!
裵 bae! pae!
权權 quan! kwon! gwon! kuen! quyen! khuan
洪 hong! hung! hung! ang! hong! hong!
南 nan! nan! nam! lam! nam! nam!
吳 wu!
玄 xuan! hsuan! yuen! hian! huyen! hyun! hyeon!
愼慎 shen! shin! san! sin! than! sin!
奇 qi chi! kei! ki! ky! ki! gi!
琴 qin chin! kam! khim! cam! geum! keum!
都 du! tu! to! too! do! do!
陰阴 yin! yin! yam! im! am! eum!
佐 zuo! tso! cho! cho! ta!
`

interface Surnames {
  /** Group of a spelling or a character. */
  readonly numbers: ReadonlyMap<string, number>
  /** Spellings of a character, pinyin first. */
  readonly spellings: ReadonlyMap<string, readonly string[]>
}

let read: Surnames | undefined

function surnames(): Surnames {
  if (read !== undefined) return read
  const numbers = new Map<string, number>()
  const spellings = new Map<string, readonly string[]>()
  groups
    .trim()
    .split('\n')
    .forEach((line, number) => {
      const [characters = '', ...written] = line.split(' ')
      const words = [...new Set(written.map((word) => word.replace('!', '')))]
      for (const character of characters)
        if (!spellings.has(character)) {
          numbers.set(character, number)
          spellings.set(character, words)
        }
      for (const word of written)
        if (word.endsWith('!') && !numbers.has(word.slice(0, -1))) numbers.set(word.slice(0, -1), number)
    })
  // Surnames of two characters are groups too, after those of one.
  const ofOne = groups.trim().split('\n').length
  ;[...compound].forEach(([characters, written]) => {
    const number = numbers.get(written[0] ?? '') ?? ofOne + compoundNumber(written[0] ?? '')
    for (const word of [characters, ...written]) if (!numbers.has(word)) numbers.set(word, number)
  })
  read = { numbers, spellings }
  return read
}

/** Group of a surname in a Latin spelling or as a Han character. */
export function surnameGroup(word: string): number | undefined {
  return surnames().numbers.get(word)
}

/** Spellings of a one-character surname, pinyin first. */
export function surnameSpellings(character: string): readonly string[] {
  return surnames().spellings.get(character) ?? []
}

/** Surnames of two characters and their spellings; pinyin first. */
const compound: ReadonlyMap<string, readonly string[]> = new Map(
  `欧阳歐陽 ouyang auyeung auyong oyong|司马司馬 sima szema suma|上官 shangguan seungkwoon sheungkwun|诸葛諸葛 zhuge chukot|司徒 situ szeto seetoh szetoo
   |夏侯 xiahou hahau|皇甫 huangfu wongpo|尉迟尉遲 yuchi waichi|公孙公孫 gongsun kungsuen|慕容 murong mojung moyung|长孙長孫 zhangsun changsun
   |宇文 yuwen yueman|令狐 linghu lingwu|端木 duanmu tuenmuk|轩辕軒轅 xuanyuan|东方東方 dongfang tungfang tungfong|独孤獨孤 dugu|南宫南宮 nangong namgoong namgung
   |申屠 shentu|西门西門 ximen saimoon|鲜于鮮于 xianyu seonu sunwoo|闻人聞人 wenren|呼延 huyan|拓跋 tuoba|百里 baili|东郭東郭 dongguo|赫连赫連 helian
   |淳于 chunyu|钟离鍾離 zhongli|澹台澹臺 tantai|濮阳濮陽 puyang|太史 taishi|公冶 gongye|仲孙仲孫 zhongsun|张简張簡 zhangjian changchien|范姜范姜 fanjiang fanchiang`
    .split(/\s*\|/)
    .flatMap((entry) => {
      const [characters = '', ...spellings] = entry.trim().split(' ')
      return (characters.match(/../gu) ?? []).map((name) => [name, spellings] as const)
    }),
)

/** The same for both forms of the characters, which have the same pinyin. */
function compoundNumber(pinyin: string): number {
  return [...compound.values()].findIndex(([first]) => first === pinyin)
}

export function compoundSurname(name: string): readonly string[] | undefined {
  return compound.get(name)
}
