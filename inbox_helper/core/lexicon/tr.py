"""Turkish."""

from __future__ import annotations

from inbox_helper.core.lexicon.model import Lexicon, Signal, honorifics, lines, words

TURKISH = Lexicon(
    language="tr",
    greetings=words(
        """
        iyi günler, iyi akşamlar, günaydın, sayın, değerli, sevgili, merhaba, merhabalar, selam
        """
    ),
    greetings_formal=words(
        """
        sayın, değerli
        """
    ),
    honorifics=honorifics(
        """
        bey=m, bay=m, hanım=f, bayan=f
        """
    ),
    group_words=words(
        """
        belediye, belediyesi, bakanlığı, müzesi, vakfı,
        ekibi, ekip, insan, kaynakları, ik, departmanı, müdürlüğü, başkanlığı, daire, üniversitesi, hastanesi,
        hastaneleri, bankası, bank, belediyesi, grup, holding, şirketi, işe, alım, kariyer, aday, başvuru, ve,
        ile, için, saygılarımızla, saygılarımla, telefon, mesaj, personel, vakfı, bölümü, rektörlüğü, adayımız,
        balıkçı, yetenek, kazanımı
        """
    ),
    departments=words(
        """
        ekibi, ekip, insan, kaynakları, ik, departmanı, kariyer, işe, alım, yetenek, kazanımı, personel, hr,
        talent, bildirim
        """
    ),
    role_words=words(
        """
        müdürü, müdür, uzmanı, uzman, yöneticisi, yönetici, direktörü, başkanı, başkan, kurucu, sorumlusu,
        danışmanı, asistanı, koordinatörü, ortak, sahibi, genel, ik, insan, hr, manager, recruiter, profesör,
        dekan, rektör, şefi, şef, sekreteri, partner, talent
        """
    ),
    before_name=words(
        """
        adına, y., imza
        """
    ),
    stops=words(
        """
        için, ve, ile, olarak, ancak, fakat, maalesef, size, sizi, sizin, biz, bizim, başvurunuz, yapmış,
        yaptığınız, olan, ilgili, açık
        """
    ),
    position_regex=lines(
        r"""
        (?P<position>[A-ZÇĞİÖŞÜ][\wçğıöşü&/.-]+(?:\s[A-ZÇĞİÖŞÜ][\wçğıöşü&/.-]*){0,3})(?:\s\([^)]{1,40}\))?\s(?:pozisyon|rol[üu]|kadro|görevi)
        """
    ),
    position_in_subject=lines(
        """
        (ynt|re|) (başvuru|başvurunuz|ilan) {position}
        """
    ),
    signals={
        Signal.NO_REPLIES: lines(
            """
            (bu) (e posta|mesaj|mail|e postayı|mesajı|maili|e postaya|mesaja|adrese|maile) * (yanıtlamayınız|
                yanıtlamayın|cevaplamayınız|cevaplamayın|yanıt vermeyiniz|cevap vermeyiniz|yanıtlanmamaktadır)
            (lütfen) * (yanıtlamayınız|yanıtlamayın|cevaplamayınız|cevaplamayın|cevap vermeyiniz)
            """
        ),
        Signal.FEEDBACK_DECLINED: lines(
            """
            (geri bildirim|geribildirim|gerekçe|açıklama) * (veremiyoruz|verememekteyiz|veremeyeceğiz|
                sağlayamıyoruz|sağlayamamaktayız|mümkün değil|paylaşamıyoruz|yapamıyoruz)
            """
        ),
        Signal.FEEDBACK_OFFERED: lines(
            """
            (geri bildirim|geribildirim|detay|sorularınız) * (isterseniz|istersen|memnuniyetle|paylaşabiliriz|
                verebiliriz|verebilirim|ulaşabilirsiniz|arayabilirsiniz)
            (isterseniz|istersen) * (geri bildirim|geribildirim)
            """
        ),
        Signal.KEPT_ON_FILE: lines(
            """
            (başvurunuz|başvurunuzu|özgeçmişiniz|özgeçmişinizi|cv nizi|bilgileriniz|profiliniz) * (veri
                tabanımızda|veritabanımızda|havuzumuzda|havuzunda|saklayacağız|saklanacaktır|saklı|
                değerlendirilecektir|tutulacaktır|değerlendirmeye)
            """
        ),
        Signal.NOT_KEPT: lines(
            """
            (bilgileriniz|verileriniz|evrak) * (silinecektir|imha|silinecek)
            """
        ),
        Signal.APPLY_AGAIN: lines(
            """
            (ilanlarımızı|sayfamızı|kariyer sayfamızı) takip
            (tekrar|yeniden|ileride|gelecekte) * (başvurmanızı|başvurabilirsiniz|başvurunuzu|başvurmanı|
                başvurularınızı|görüşmek|ilanlarımızı)
            (diğer|yeni|gelecekteki) (ilanlarımızı|pozisyonlarımıza|pozisyonlar|fırsatlar|ilanlarımıza)
            """
        ),
        Signal.CANCELLED: lines(
            """
            (pozisyon|pozisyonu|alım|süreç|süreci|ilan|kadro|ihtiyacımız) * (iptal|durduruldu|durdurulmuştur|
                askıya|donduruldu|kapatıldı|kapatılmıştır|kalmadı|kaldırıldı)
            """
        ),
        Signal.FILLED_INTERNALLY: lines(
            """
            (kurum içi|şirket içi|iç) (aday|atama|bir aday|transfer|terfi|kaynak|kaynaklardan|adayla)
            (içeriden|kendi bünyemizden)
            """
        ),
        Signal.INTERVIEWED: lines(
            """
            (bizimle|benimle|) (görüştüğün|görüştüğünüz|görüşmeye geldiğin|görüşmeye geldiğiniz|
                tanıştığımıza)
            (görüşmemiz|mülakat|mülakatınız|mülakata|görüşme|görüşmemize|görüşmeye) * (teşekkür|memnun|keyif|
                sonrası|sonrasında|zaman ayırdığınız|katıldığınız)
            (teşekkür|memnun) * (görüşme|mülakat|tanışmak|tanıştığımıza|tanıma)
            """
        ),
        Signal.NOT_INTERVIEWED: lines(
            """
            (mülakata|görüşmeye) * (davet edemiyoruz|çağıramıyoruz|davet edilmemiştir|çağrılmadınız)
            """
        ),
        Signal.NO_FURTHER_INTERVIEW: lines(
            """
            (ikinci|bir sonraki) (görüşmeye|mülakata) * (davet edemiyoruz|çağıramıyoruz)
            """
        ),
        Signal.FINALIST: lines(
            """
            (son|final) (aşamaya|tura|görüşmeye|mülakata|aşamada) * (kaldın~|kaldınız|geldin~|ulaştın~|
                katıldığın~|geldiğin~)
            (son iki aday|finalist~|finale kal~)
            """
        ),
        Signal.OTHERS_FINAL: lines(
            """
            (başka|diğer) (adayları|adaylar|adaylarla) * (son|final) (aşamaya|tura|görüşmeye)
            """
        ),
        Signal.INTERVIEWS: lines(
            """
            (görüşme~|mülaka~|tanış~)
            """
        ),
        Signal.FINAL_ROUND: lines(
            """
            (son|final) (aşama|aşamaya|aşamada|tur|tura|görüşme|mülakat|mülakata)
            (finale|son iki aday|son üç aday|finalist)
            """
        ),
        Signal.APPLIED: lines(
            """
            (başvuru~|özgeçmiş~)
            (başvurunuz|başvurun|başvurunuzu|özgeçmişiniz|müracaat|müracaatınız|cvni)
            """
        ),
        Signal.INFORMAL: lines(
            """
            (sen|sana|senin|seni|başvurun|başvurunu|cvni|kardeşim|istersen|teşekkürler canım)
            """
        ),
        Signal.FORMAL: lines(
            """
            (bey|hanım) (merhaba|merhabalar|iyi günler)
            (yazabilirsiniz|arayabilirsiniz|ulaşabilirsiniz)
            (siz|size|sizin|sizi|başvurunuz|başvurunuzu|sayın|ilginiz|müracaatınız|zaman ayırdığınız)
            """
        ),
    },
)
