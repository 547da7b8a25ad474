"""What pages that are no articles say, in the languages that the web uses most besides English.

One line a language: Spanish, German, French, Portuguese, Italian, Dutch, Polish, Russian, Japanese, Chinese, Turkish,
Korean, Arabic. A phrase alone proves little; `page_kinds` wants several of them, in most of the words of a page.
"""

import re
from typing import NamedTuple


class KindAbroad(NamedTuple):
    """A kind of page: what its sentences say, and what has to be spoken of at all."""

    name: str
    says: re.Pattern[str]
    needs: re.Pattern[str]


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


_NOTHING = re.compile("")

ABROAD = (
    KindAbroad(
        "error",
        _any(
            r"página no (?:encontrada|existe)|que (?:buscas|busca)\b|(?:eres|es usted|no eres|no es) (?:un )?(?:ser )?(?:humano|robot)|"
            r"(?:habilit|activ)\w{1,3} (?:el |las )?(?:javascript|cookies)|tráfico inusual|acceso denegado|algo salió mal|"
            r"ocurrido un error|(?:inténtalo|intenta|vuelv[ae]) (?:a intentarlo|de nuevo|más tarde)|comprob\w+ (?:tu|su) (?:navegador|conexión)",
            r"\bSeite (?:wurde |konnte )?(?:leider )?nicht gefunden|existiert nicht|(?:ein Mensch|kein Roboter)\b|JavaScript (?:in Ihrem|"
            r"zu |ist )?\w*(?:aktivieren|deaktiviert|akt)|aktivieren Sie (?:bitte )?(?:JavaScript|Cookies)|ungewöhnliche[nr]? (?:\w+)?"
            r"(?:verkehr|traffic|aktivität)|Zugriff verweigert|etwas (?:ist )?schief|Fehler aufgetreten|versuchen Sie es|Ihr(?:en)? Browser",
            r"page (?:est )?introuvable|page non trouvée|(?:êtes|n.êtes pas) (?:bien )?(?:un )?(?:être )?(?:humain|robot)|activ\w+ (?:le )?"
            r"(?:JavaScript|cookies)|trafic inhabituel|activité inhabituelle|accès refusé|une erreur (?:est survenue|s.est produite)|"
            r"veuillez (?:réessayer|patienter|rafraîchir)|(?:votre|de) navigateur",
            r"página não (?:foi )?encontrad|(?:é|não é|não sou) (?:um )?(?:humano|robô)|(?:ative|habilite|ativar) (?:o |os )?(?:JavaScript|"
            r"cookies)|tráfego incomum|atividade incomum|acesso negado|ocorreu um erro|algo deu errado|tente novamente|seu navegador",
            r"pagina non (?:trovata|esiste|disponibile)|(?:sei|non sei|non sono) (?:un )?(?:essere )?(?:umano|robot)|(?:abilit|attiv)\w+ "
            r"(?:il |i )?(?:JavaScript|cookie)|traffico (?:insolito|anomalo)|accesso negato|verificato un errore|qualcosa è andato storto|"
            r"\briprova\b|(?:tuo|del) browser",
            r"pagina (?:is |kon )?niet (?:worden )?gevonden|bestaat niet|(?:een mens|geen robot)\b|JavaScript (?:in|aan)|ongebruikelijk\w* "
            r"(?:verkeer|activiteit)|toegang geweigerd|iets (?:is )?mis(?:gegaan)?|fout opgetreden|probeer het|(?:je|uw) browser",
            r"nie znaleziono|strona nie (?:została|istnieje)|(?:jesteś|nie jesteś) (?:człowiekiem|robotem)|włącz\w* (?:obsługę )?"
            r"(?:JavaScript|plik)|nietypow\w+ (?:ruch|aktywność)|(?:odmowa|brak) dostępu|wystąpił błąd|poszło nie tak|spróbuj (?:ponownie|"
            r"później)|(?:twoj|swoj)\w+ przeglądark",
            r"страница не (?:найдена|существует)|что вы (?:человек|не робот)|не робот\b|включите (?:поддержку )?(?:JavaScript|cookie|куки)|"
            r"(?:необычн|подозрительн)\w+ (?:трафик|активност|запрос)|доступ (?:запрещ|ограничен|закрыт)|произошла ошибка|пошло не так|"
            r"попробуйте (?:ещё|еще|позже|снова|обновить)|(?:ваш|вашего|вашем) браузер",
            r"ページ(?:が|は)(?:見つかりません|存在しません)|お探しのページ|ロボットでは(?:ない|ありません)|人間(?:である|か)|JavaScript(?:を|が)(?:有効|無効)|"
            r"(?:通常とは異なる|不審な|異常な)(?:トラフィック|アクセス|通信)|アクセス(?:が拒否|できません)|エラーが(?:発生|起き)|もう一度お試し|ブラウザ",
            r"(?:页面|頁面|网页|網頁)(?:不存在|未找到|找不到|无法)|找不到(?:该|此|這個)?(?:页面|頁面)|(?:真人|机器人|機器人|人机|人機)|安全(?:验证|驗證|检查|檢查)|"
            r"(?:启用|啟用|开启|開啟) ?(?:JavaScript|Cookie)|(?:异常|異常)(?:流量|访问|訪問)|(?:访问被|拒绝访问|存取被)|(?:出错|发生错误|發生錯誤)|"
            r"(?:重试|再试|重試|再試)|(?:浏览器|瀏覽器)",
            r"sayfa bulunamadı|(?:robot olmadığ|insan olduğ)|JavaScript.{0,4} (?:etkin|aç)|olağan ?dışı|erişim (?:engellen|redded)|hata oluştu|"
            r"tekrar deneyin|tarayıcınız",
            r"페이지를 찾을 수|존재하지 않는 페이지|로봇이 아닙니다|사람(?:인지|임을)|(?:JavaScript|자바스크립트)를|비정상적인|접근이 (?:거부|차단)|오류가 발생|다시 시도|브라우저",
            r"الصفحة غير موجودة|لم يتم العثور|(?:أنك|أنت) (?:إنسان|لست)|لست روبوت|(?:تفعيل|تمكين|فعّل) (?:جافا|JavaScript)|حركة مرور|رفض الوصول|"
            r"حدث خطأ|(?:حاول|المحاولة) مرة أخرى|متصفحك",
        ),
        _NOTHING,
    ),
    KindAbroad(
        "log-in",
        _any(
            r"inici[ae]r? (?:de )?sesión|regístrate|olvid\w+ (?:tu|su|la) contraseña|cre(?:a|ar|e) (?:una |tu )?cuenta|tienes (?:una )?cuenta",
            r"\b(?:anmelden|einloggen|registrieren)\b|Passwort vergessen|(?:kein|ein) Konto|Konto (?:erstellen|anlegen)|angemeldet bleiben",
            r"se connecter|connectez-vous|mot de passe (?:oublié)?|créer? (?:un |votre )compte|(?:pas|déjà) (?:encore )?(?:de compte|inscrit)",
            r"(?:faça|fazer) (?:o )?login|entr(?:ar|e) (?:na|com) (?:a |sua )?conta|esquec\w+ (?:a |sua )?senha|cri(?:ar|e) (?:uma |sua )?conta|"
            r"cadastre-se",
            r"\baccedi\b|registrati|password dimenticata|dimenticato la password|crea(?:re)? (?:un )?account|hai (?:già )?un account",
            r"\b(?:inloggen|log in)\b|wachtwoord vergeten|account (?:aan|maken)|(?:nog geen|een) account|ingelogd blijven|\bregistreren\b",
            r"zaloguj|zarejestruj|(?:nie pamięta|zapomnia|przypomnij)\w* has|załóż konto|masz (?:jeszcze |już )?konta?",
            r"\bво(?:йти|йдите)\b|забыли пароль|зарегистр|создать (?:аккаунт|уч[её]тн)|(?:нет|есть) аккаунт|запомнить меня",
            r"ログイン|パスワードを(?:入力|お忘れ)|メールアドレス|(?:新規|会員)登録|アカウント(?:を|は)(?:作成|お持ち)",
            r"(?:登录|登入)|忘记密码|忘記密碼|(?:注册|註冊)|(?:没有|沒有|已有)(?:账号|帐号|帳號)",
            r"giriş yap|şifremi unuttum|hesab\w+ (?:oluştur|var|yok)|üye ol|kayıt ol",
            r"로그인|비밀번호|회원 ?가입|계정(?:이|을)",
            r"تسجيل الدخول|نسيت كلمة|إنشاء حساب|لديك حساب",
        ),
        _NOTHING,
    ),
    KindAbroad(
        "paywall",
        _any(
            r"suscríb[ae](?:te|se)|hazte (?:socio|suscriptor)|para (?:nuestros )?suscriptores|(?:eres|soy|es) suscriptor|(?:seguir|continuar|"
            r"sigue) leyendo|cancel[ae]r? (?:cuando|en cualquier)|€ ?(?:al|por|/) ?mes|(?:primer|cada) mes|leer (?:este|el) artículo",
            r"für (?:unsere )?(?:Abonnent|Mitglied)|\bAbo(?:nnement)?\b|(?:jetzt|hier) (?:abonnieren|testen|weiterlesen|bestellen)|Artikel "
            r"(?:weiter|zu Ende|vollständig|ganz)? ?(?:zu )?lesen|\bkündbar\b|(?:bereits|schon) (?:\w*abonnent|Kunde|registriert)|"
            r"(?:€|Euro) (?:im|pro|monatlich)|kostenlos\w* (?:testen|lesen|Probe)|Probe(?:abo|monat)|weiterlesen",
            r"(?:réservée?s?|accessible) (?:aux|à nos) abonnés|abonnez-vous|s.abonner|déjà abonné|(?:lire|continuer|poursuivre) (?:la suite|la "
            r"lecture|cet article|votre lecture)|sans engagement|résiliable|€ ?(?:par|le premier|/) ?mois|(?:premier|par) mois|offre d",
            r"\bassine\b|seja assinante|para assinantes|(?:é|sou) assinante|continuar (?:a ler|lendo|a leitura)|cancel\w+ quando|"
            r"R\$ ?\d|por mês|(?:ler|leia) (?:esta|a) (?:matéria|reportagem|notícia)|conteúdo (?:exclusivo|completo)",
            r"\babbonati\b|(?:agli|per gli|ai nostri) abbonati|(?:sei|hai) già (?:abbonato|un abbonamento)|continuare a leggere|leggere "
            r"(?:l.articolo|tutti|questo)|disdici quando|€ al mese|primo mese|contenuto (?:riservato|esclusivo)",
            r"(?:word|neem) (?:nu )?(?:abonnee|een abonnement|lid)|\babonneer|voor (?:abonnees|leden)|(?:al|bent u|ben je) abonnee|(?:verder|"
            r"dit artikel) (?:te )?lezen|lees (?:verder|dit artikel)|opzegbaar|per (?:maand|week)\b|onbeperkt (?:toegang|lezen)",
            r"dla (?:prenumerator|subskrybent)|(?:wykup|kup) (?:dostęp|prenumerat|subskrypcj)|zaprenumeruj|subskryb|(?:masz|jesteś) już|"
            r"czyta(?:ć|j) dalej|przeczytać (?:cały|ten)|zrezygn\w+ w|zł (?:miesięcznie|za)|(?:pełny|nieograniczony) dostęp",
            r"(?:для|по) (?:наших )?подпис(?:чик|к)|оформ\w+ подписку|подпишитесь|купить подписку|уже (?:есть подписка|подпис)|(?:прочитать|"
            r"читать|продолжить) (?:статью|далее|полностью|чтение|материал)|отменить (?:можно )?в любой|руб\w*\.? (?:в|за) (?:первый )?месяц",
            r"(?:有料|プレミアム)?会員(?:限定|登録|の方|専用)|有料記事|(?:この記事|続き|全文)(?:を|は|の)|残り ?[:：]?\d*文字|お申し込み|購読|月額|初月無料|"
            r"無料(?:体験|登録|トライアル)|いつでも解約|すでに会員",
            r"(?:订阅|訂閱)|(?:仅|僅|只)(?:限|供)(?:会员|會員|付费)|(?:会员|會員|付费|付費)(?:专享|專享|专属|專屬|可读|文章|内容|用户)|(?:继续|繼續)(?:阅读|閱讀)|"
            r"(?:阅读|閱讀)(?:全文|更多)|(?:随时|隨時)(?:可)?取消|每月|首月",
            r"abone(?:lere|lerimize| ol|liğ|lik)|okumaya devam|devamını ok|zaten abone|istediğiniz zaman|aylık|sınırsız eriş",
            r"구독|유료 ?(?:회원|기사|독자)|계속 (?:읽|보)|전문을? (?:보|읽)|언제든지 (?:해지|취소)|월 \d",
            r"للمشتركين|اشترك|(?:لمواصلة|لمتابعة|متابعة) القراءة|(?:مشترك|اشتراك)|إلغاء (?:الاشتراك )?في أي|شهري",
        ),
        _any(
            r"suscri|\babo(?:nn\w*)?\b|abonn|assin|abbona|abonnee|\blid\b|leden|prenumer|subskry|подпис|会員|有料|購読|订阅|訂閱|会员|會員|付费|付費|abone|구독|"
            r"유료|مشترك|اشترا?ك"
        ),
    ),
    KindAbroad(
        "cookies",
        _any(
            r"(?:utiliz|us)\w+ (?:las |nuestras )?cookies|(?:acept|rechaz|configur|gestion)\w+|política de (?:cookies|privacidad)|(?:nuestros|sus|"
            r"\d+) socios|personalizad[oa]s?|consentimiento|interés legítimo|tus (?:datos|preferencias)",
            r"Cookies|(?:akzeptier|ablehn|zustimm|einwillig)\w*|Zustimmung|Einwilligung|widerrufen|Datenschutz\w*|Partner[n]?\b|personalisiert\w*|"
            r"berechtigte\w* Interesse|Einstellungen|personenbezogen\w*",
            r"(?:utilis|dépos)\w+ (?:des |de |nos )?(?:cookies|traceurs)|cookies|(?:accept|refus|paramétr|gérer|personnalis)\w*|consentement|consent\w+|"
            r"politique de|(?:nos|\d+) partenaires|intérêt légitime|vos (?:données|choix|préférences)",
            r"(?:utiliz|us)\w+ (?:os )?cookies|(?:aceit|rejeit|recus|gerenci|configur)\w+|política de|consentimento|(?:nossos|\d+) parceiros|"
            r"personalizad[ao]s?|interesse legítimo|seus (?:dados|preferências)",
            r"(?:utilizz|us)\w+ (?:i |dei )?cookie|cookie|(?:accett|rifiut|gestisc|personalizz)\w+|informativa|consenso|(?:nostri|\d+) partner|"
            r"interesse legittimo|(?:tuoi|suoi) (?:dati|preferenze)",
            r"cookies|(?:accept|weiger|akkoord|beheer|instelling)\w*|(?:privacy|cookie)\w*|toestemming|(?:onze|\d+) partners|gepersonaliseerd\w*|"
            r"gerechtvaardigd belang",
            r"(?:cookies?|ciastecz\w+)|(?:akcept|zaakcept|odrzu|zgadza)\w+|polity[kc]\w+ prywatności|zgod[aęy]\b|(?:nasi|naszych|\d+) (?:zaufan\w+ )?"
            r"partner\w*|spersonalizowan\w+|prawnie uzasadnion\w+|ustawieni\w+",
            r"(?:cookie|куки)|(?:принять|принимаю|отклонить|согласен|соглашаетесь|настроить)|политик\w+ (?:конфиденциальности|обработки)|согласи[еяю]|"
            r"(?:наши|наших|\d+) партн[её]р\w*|персонализированн\w+|персональных данных",
            r"(?:Cookie|クッキー)|(?:同意|拒否|許可|承諾)|プライバシー|パートナー|広告",
            r"Cookies?|(?:接受|同意|拒绝|拒絕|管理)|(?:隐私|隱私)|(?:合作伙伴|合作夥伴)|(?:个性化|個人化)",
            r"çerez\w*|(?:kabul|reddet|yönet|izin)\w*|gizlilik|aydınlatma metni|KVKK|iş ortak\w+",
            r"쿠키|(?:동의|거부|수락|허용)|개인정보|맞춤",
            r"ملفات تعريف الارتباط|كوكيز|(?:قبول|رفض|موافق|توافق)|(?:سياسة )?الخصوصية|شركائنا",
        ),
        _any(r"cookies?\b|クッキー|Cookie|куки|ciastecz|çerez|쿠키|ملفات تعريف الارتباط|كوكيز|traceurs"),
    ),
)
