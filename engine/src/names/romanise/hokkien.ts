import { combine } from './combine.ts'

/**
 * Characters of given names as Hokkien and Teochew families of Singapore, Malaysia, Thailand and Indonesia spell them in Latin
 * letters, the commonest first; where Hakka or Cantonese spellings are usual there too, they follow. Written for this project.
 */
const spellings: ReadonlyMap<string, readonly string[]> = new Map(
  `文 boon,bun|明 beng,meng|庆慶 keng,kheng|光 kuang,kong,kuan|耀 yew,yaw,yeow|作 chok,cho|栋棟 tong|嘉 kah,ka|庚 kee,keng|廷 teng,ting|芳 hong,fong,phang|祖 cho,choo|鼎 teng
   |昌 chiang,cheong,chiong|志 chee,chi|贤賢 hean,hian,hsien|程 thia,theng,cheng|强強 khiang,kiang,keong|德 teck,tek|拔 puat|令 leng|灿燦 chan|梧 goh,ngoh|桐 tong,thong|忠 tiong,teong,chong
   |礼禮 lay,lee,loy|发發 huat,fatt|辉輝 hwee,hui,fai|瑞 swee,sui,soy|杰傑 keat,kiat,kiet|永 eng,yong,weng|裕 joo,yoo,ju|宏 hong|亚亞阿 ah,a|九 kow,kau|来來 lai,loy|远遠 wan,yuan,hng
   |国國 kok,kwok|华華 hua,hwa,wah|福 hock,hok,fook|成 seng,sheng|金 kim|水 chwee,chui,swee|木 bak,bock|土 thor,thoh|火 huay,hoe|天 thian,tien,thean|地 tee|山 san,suan|海 hai,hye,hoi|江 kang
   |河 ho|春 choon,chun|夏 hay,ha|秋 chew,chiu|冬 tang,tong|东東 tong,tang|西 say,sai|南 lam,nam|北 pak|中 tiong|兴興 heng,hin|盛 seng,sheng|和 ho,hoe,hwa|平 peng,ping|安 ann,an,aun|生 seng,sang
   |财財 chai,chye,choy|寿壽 siew,siu,seow|喜 hee|乐樂 lok|富 hoo,hu,foo|贵貴 kwee,kui,kuay|荣榮 eng,yong,weng|祥 siang,seong|龙龍 leong,liong,leng|凤鳳 hong,fong|虎 hor,hoh|英 eng,ying|雄 hiong,heong
   |豪 ho,hoe,how|伟偉 wee,wai,wui|建 kian,kien,ken|立 lip|正 cheng,chia,ching|义義 gee,ghee,ngee|仁 jin,yin|智 tee,ti,chee|信 sin,shin|勇 yong,iong,eong|刚剛 kong,kang|健 kian,ken|康 khong,khang,kang
   |宁寧 leng,ning|俊 choon,chun|才 chai,chye,choy|良 leong,liang,leang|美 bee,mei,may|丽麗 lay,lai,lee|玉 geok,gek,giok|珠 choo,chu,joo|兰蘭 lan|花 huay,hua,hoay|菊 kiok,keok,kek|梅 mui,buay,bwee,muay
   |莲蓮 lian,lean|香 hiang,heong,hiong|云雲 hoon,yun,hun|月 guek,gwek,goat|霞 hay,ha|娇嬌 keow,kiau,giau|娥 goh,ngoh,ngo|秀 siew,siu,seow|淑 siok,sok,seok|惠慧 hui,hwee,hooi|珍 tin,chin,chen|珊 san,shan
   |琴 khim,kim|琼瓊 kheng,keng|雪 suat,swat|爱愛 ai,oi|莉 lee,li|芬 hoon,fun|芸 hoon|燕 yan,ean,yen|婷 teng,ting|婉 wan,uan,yuen|静靜 cheng,ching|敏 min,bin|仙 sian,sin|清 cheng,ching|源 guan,goan,nguan
   |泉 chuan,choan|泰 thai,tai|添 thiam,tiam|顺順 soon,shun|隆 leong,liong,long|利 lee,li|进進 chin,cheen|宝寶 poh,po,bo|宗 chong,cheong|家 kah,ka,kay|民 bin,min|军軍 koon,kun|武 boo,bu|世 say,seh,sye|同 tong
   |川 chuan,choan|石 chioh,seok,cheok|柏伯百 pek,peh,pak|松 siong,seong,song|竹 teck,tek|林 lim|森 sim,sam|茂 boh,moh,mow|根 kun,kin,kern|树樹 chew,soo,su|枝 kee,ki|元 guan,goan,yuen|炳 peng,ping|炎 yam,iam
   |章璋 chiang,cheong|彬 pin,bin|彪 pew,piew,biau|坤 khoon,kun,koon|城 seng,sia|基 kee,ki|坚堅 kian,kien|培 puay,pui,poey|孝 hau,how|孟 beng,mong|守 siew,chiew|定 teng,ting|宣 suan,swan|宜 ghee,gee,yee|容蓉 yong,yeong
   |尚 siang,siong,seong|展 tian,chian|崇 chong,cheong,siong|巧 khau,khiau,kau|广廣 kong,kwang,kuang|廉 liam,lim|延 yan,yen|弘 hong|彦 gan,ngan,yan|彩 chye,chai,choy|心 sim,sum|必 pit|思 soo,su,see|恒 heng,hang
   |恩 en,un,yan|意 ee,yee|扬揚 yong,yeong,iong|承 seng,sin|振 chin,chen|政 cheng,ching|敬 keng,king|新 sin|方 hong,fong|日 jit|昆 koon,kun,khoon|星 seng,sing|晓曉 hiau,heow,siau|景 keng,king|晶 cheng,ching|朝 teow,tiau,chiew
   |本 poon,pun|权權 khuan,kuan,kean|桂 kwee,kui|楚 chor,choo|业業 giap,gip,yip|欣 hin,him|毅 gee,ghee,ngai|汉漢 han,hon|池 tee,ti|波 poh,po,pho|洲 chew,chiu|洪 ang,hong|浩 ho,hoe,how|润潤 joon,jun,yoon|涛濤 toh,tor
   |深 chim,sim|湘 siong,siang|焕煥 huan,hwan,foon|照 chiau,chiew,chew|熙 hee|玲 leng,ling|球 kiu,kew|琳 lim,lin|瑜 joo,yu|瑛莹瑩 eng,ying|益 aik,ek,yek|真 chin,chen|禄祿 lock,lok,loke|端 tuan,toan|绍紹 siau,siew,seow
   |维維 wee,wai,ui|群 khoon,kun,kwan|联聯 lian,luan|聪聰 chong,choong|能 leng,neng|腾騰 theng,teng|芝 chee,chi|菁 cheng,ching|虹 hong,hung|衡 heng|观觀 kuan,koon|诗詩 see,si,sze|诚誠 seng,sing|谦謙 khiam,kiam|贞貞 cheng,ching
   |赐賜 soo,su,chee|超 chiau,chiew,chew|达達 tat,tatt,tart|通 thong,tong|道 toh,tor,tow|锦錦 kim,gim,kam|钦欽 khim,kim|铭銘 beng,meng,ming|锋鋒 hong,fong|镇鎮 tin,chin|长長 tiong,tiang,cheong|阳陽 yong,iong,yeong
   |雅 ngah,gah,ya|雨 hoo,yee|霖 lim,lin|青 cheng,chin,ching|飞飛 hui,hwee,fei|骏 choon,chun|高 ko,koh,kow|鸿鴻 hong|鹏鵬 phang,peng,pang|鹤鶴 hock,hok|麟 lin,lun|黎 lay,lai|龄齡 leng,ling|三 sam,sah|四 see,si|五 goh,ngoh
   |六 lak,lock|七 chit|八 peh,pat|大 tua,tai,toa|小 siau,seow,siew|有友 yew,yu|万萬 ban,buan,man|仲 tiong,teong|如 joo,ju,yee|实實 sik,sit|胜勝 seng|尧堯 giau,yeow,giaw|冠 kuan,koon|吉 kiat,kit,kat|显顯 hean,hian,hsien|运運 oon,wan,yun|妹 moy,moey,mui|妙 biau,meow,biew|娘 neo,nio|子 chee,choo,tze`
    .split('|')
    .flatMap((entry) => {
      const [characters = '', latin = ''] = entry.trim().split(' ')
      return [...characters].map((one) => [one, latin.split(',')] as const)
    }),
)

/** Hokkien spellings of a given name, likeliest first; none where a character is no usual one of given names. */
export function readHokkien(characters: readonly string[]): readonly string[] {
  const slots = characters.map((character) => spellings.get(character) ?? [])
  return slots.some((slot) => slot.length === 0) ? [] : combine(slots, 4)
}
