"""Abbreviations, months and openers by which sentences are told apart. Data only, lower case, without the last dot."""

from __future__ import annotations

# A name follows: never the end of a sentence.
_BEFORE_NAME = """
mr mrs ms mx dr prof st sr sra sig sigg sig.ra sig.na dott dott.ssa ing mgr mudr judr phdr rndr bc hr fr frl
dipl dipl.-ing dipl.-kfm dipl.-inform dr.-ing dr.-med mag priv.-doz univ.-prof m mme mlle mm pr me
dhr mevr mej drs ir mw dra eng engª exmo exma dnr sn av doç yrd arş lic arq abg
gen col maj capt lt sgt rev hon gov pres
"""
BEFORE_NAME = frozenset(_BEFORE_NAME.split())
# These are written with a small letter, too; of the others a small one is an ordinary word ("to me.").
_BEFORE_NAME_SMALL = "dr prof dhr mevr mej drs mr mrs ms ing mgr doc sn bc dott sig sra st hr fr frk tri"
BEFORE_NAME_SMALL = frozenset(_BEFORE_NAME_SMALL.split())

# A number follows: "No. 12", "Nr. 7", "S. 3".
_BEFORE_NUMBER = """
no nos nr nrs núm num n° s p pp art abs par str bd vol fig tel tél ext ref réf ca cca ok circa č čp ul nro
sid kap pr kl kell art ziff
"""
BEFORE_NUMBER = frozenset(_BEFORE_NUMBER.split())

_ABBREVIATIONS = """
e.g i.e eg ie etc vs approx dept est inc ltd corp co llc plc jr sr mgmt resp incl excl min max avg attn yrs hrs
jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun a.m p.m u.s u.k u.s.a ph.d
bzw usw z.b z.h d.h u.a u.ä o.ä i.d.r ggf evtl inkl exkl vgl geb bspw z.t zzgl zz ggfs mind max lt gem sog
allg einschl entspr str ca tägl jährl monatl abt abk hrsg dgl bes
p.ex ex env cf av bd boul max min tél réf svp c.-à-d dép éts sté janv févr avr juil sept déc
p.ej ej aprox pág avda dpto cía ud uds vd vds ee.uu sres admón núm etc
es ecc p.es pag gent spett egr dott s.p.a s.r.l ca
bijv enz o.a d.w.z m.b.t i.v.m t.a.v evt incl excl nl a.u.b ca resp
p.ex ex pág av dep ltda exmos cia
np tzn tj m.in itp itd ok ul al pl wg ds godz r ww tel sp z.o.o
t.ex bl.a m.m o.s.v dvs d.v.s f.d ev ca kl resp s.k m.fl bl
f.eks fx bl.a m.v m.m osv dvs ca kl evt pga mht ift jf mv o.l m.fl inkl ekskl vedr tlf
esim mm ym jne ks ts eli n klo os puh ym tms huom
např tzn tj atd apod popř resp č tel ul kč mj cca příp tř nám
vb vs örn bkz yy a.ş ltd şti tel cad sok no
jne nt sh lk u k.a v.a
"""
ABBREVIATIONS = frozenset(_ABBREVIATIONS.split())

_MONTHS = """
january february march april may june july august september october november december
januar jänner feber februar märz mai juni juli oktober dezember
janvier février mars avril juin juillet août septembre octobre novembre décembre
januari februari maart mei augustus oktober
marts maj desember december augusti
tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta
marraskuuta joulukuuta
ledna února března dubna května června července srpna září října listopadu prosince
stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia
ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
jaanuar veebruar märts aprill juuni juuli august oktoober detsember
jan feb mar mär apr jun jul aug sep sept okt nov dez des dec
"""
MONTHS = frozenset(_MONTHS.split())

# Languages that write ordinals with a full stop.
ORDINAL_LANGUAGES = frozenset(("de", "da", "nb", "fi", "cs", "tr", "pl", "et", "hu", "sk", "sl", "hr"))

# Words that open a sentence far more often than they are names or nouns after an abbreviation.
_OPENERS = """
we i you your our the this that these it if unfortunately although however after while as at in on for please thank
thanks there they he she should when with whilst due having given regrettably following many since
wir ich sie ihr ihre unser unsere der die das dies diese leider nach wenn falls bitte vielen danke für es auch da
aufgrund trotz gerne allerdings jedoch daher deshalb wie so nun dennoch bei mit im zu
nous je vous votre notre le la les ce cette ces malheureusement après si merci pour il elle toutefois cependant
nosotros hemos su sus nuestro el los las este esta lamentablemente desgraciadamente gracias por sin tras le
abbiamo siamo il lo gli questo questa purtroppo dopo grazie per la ringraziamo
wij ik u uw onze de het een dit deze helaas na als dank voor er
o a os as este esta infelizmente após se obrigado por agradecemos
nie my pan pani twoja państwa niestety po jeśli dziękujemy ten ta to w na
vi jag du din ditt er ert vår tyvärr efter om tack det den de i
vi jeg du din dit deres vores desværre efter hvis tak det den de i vår dessverre etter takk
me te olemme valitettavasti jos kiitos tämä se kun
my vy váš vaše náš bohužel po pokud děkujeme toto to na v
biz siz sizin maalesef ne bu eğer teşekkür için
"""
SENTENCE_OPENERS = frozenset(_OPENERS.split())
