"""Paywalls, log-ins and bot checks in the most common languages are not articles; articles about them are."""

import pytest

from newsgroups.text.screening.not_an_article import kind_of_page

WALLS = [
    ("cookies", 'Utilizamos cookies propias y de terceros para mostrarte publicidad personalizada. Puedes aceptar todas las cookies o configurar tus preferencias. Más información en nuestra política de cookies.'),
    ("cookies", 'Wir und unsere Partner verwenden Cookies, um Informationen auf Ihrem Gerät zu speichern. Mit einem Klick auf „Alle akzeptieren“ stimmen Sie der Verarbeitung Ihrer personenbezogenen Daten zu. Sie können Ihre Einwilligung jederzeit widerrufen. Datenschutzerklärung. Impressum.'),
    ("cookies", 'Avec nos 765 partenaires, nous utilisons des cookies et des traceurs pour stocker et accéder à des informations. Vous pouvez accepter ou refuser ces traitements. Votre consentement peut être retiré à tout moment. Continuer sans accepter.'),
    ("cookies", 'Nós utilizamos cookies para melhorar a sua experiência. Ao clicar em aceitar, você concorda com a nossa política de privacidade. Gerenciar preferências.'),
    ("cookies", "Noi e i nostri partner utilizziamo cookie per personalizzare gli annunci. Puoi accettare, rifiutare o personalizzare le tue scelte. Leggi l'informativa estesa."),
    ("cookies", 'Wij en onze partners gebruiken cookies om gepersonaliseerde advertenties te tonen. Je kunt alles accepteren of weigeren. Lees ons privacybeleid.'),
    ("cookies", 'Wraz z naszymi partnerami używamy plików cookies, aby wyświetlać spersonalizowane reklamy. Kliknij „Akceptuję”, aby wyrazić zgodę. Polityka prywatności.'),
    ("cookies", 'Мы используем файлы cookie, чтобы сайт работал лучше. Оставаясь на сайте, вы даёте согласие на обработку персональных данных. Принять. Политика конфиденциальности.'),
    ("cookies", '当サイトではCookieを使用しています。サイトの閲覧を続けると、Cookieの使用に同意したものとみなします。詳しくはプライバシーポリシーをご覧ください。同意する'),
    ("cookies", '本网站使用Cookie以改善您的体验。点击“接受所有”即表示您同意我们使用Cookie。请阅读我们的隐私政策。'),
    ("cookies", 'Sitemizde çerezler kullanılmaktadır. Tümünü kabul et seçeneğine tıklayarak izin vermiş olursunuz. Gizlilik politikası ve aydınlatma metni.'),
    ("paywall", 'Este contenido es exclusivo para suscriptores. Suscríbete por 1 € al mes para seguir leyendo. ¿Ya eres suscriptor? Inicia sesión. Cancela cuando quieras.'),
    ("paywall", 'Dieser Artikel ist nur für Abonnenten. Jetzt weiterlesen mit dem Digital-Abo. 4 Wochen kostenlos testen, danach 9,99 € im Monat. Jederzeit kündbar. Sie sind bereits Abonnent? Hier anmelden.'),
    ("paywall", 'Cet article est réservé aux abonnés. Pour lire la suite, abonnez-vous à partir de 1 € par mois, sans engagement. Déjà abonné ? Connectez-vous.'),
    ("paywall", 'Conteúdo exclusivo para assinantes. Assine por R$ 1,90 no primeiro mês para continuar lendo. Já é assinante? Faça login. Cancele quando quiser.'),
    ("paywall", 'Contenuto riservato agli abbonati. Abbonati a 1 € al mese per continuare a leggere. Sei già abbonato? Accedi.'),
    ("paywall", 'Dit artikel is alleen voor abonnees. Word abonnee vanaf € 2 per maand om verder te lezen. Al abonnee? Log in. Maandelijks opzegbaar.'),
    ("paywall", 'Ten artykuł jest dostępny tylko dla prenumeratorów. Wykup dostęp za 9,90 zł miesięcznie, aby czytać dalej. Masz już prenumeratę? Zaloguj się.'),
    ("paywall", 'Материал доступен только для подписчиков. Оформите подписку за 199 руб. в месяц, чтобы прочитать статью полностью. Уже есть подписка? Войдите.'),
    ("paywall", 'この記事は有料会員限定です。残り1,234文字。会員登録すると続きをお読みいただけます。月額980円。初月無料。すでに会員の方はログイン'),
    ("paywall", '本文仅限会员阅读。订阅后即可继续阅读全文。每月仅需9元，可随时取消。已是会员？请登录。'),
    ("paywall", '이 기사는 유료 회원 전용입니다. 구독하시면 전문을 읽으실 수 있습니다. 언제든지 해지할 수 있습니다. 이미 회원이신가요? 로그인'),
    ("error", 'Verifica que eres humano. Hemos detectado tráfico inusual desde tu red. Habilita JavaScript y las cookies para continuar.'),
    ("error", 'Bitte bestätigen Sie, dass Sie kein Roboter sind. Wir haben ungewöhnlichen Datenverkehr festgestellt. Bitte aktivieren Sie JavaScript in Ihrem Browser.'),
    ("error", 'Vérifiez que vous n’êtes pas un robot. Nous avons détecté un trafic inhabituel. Veuillez activer JavaScript dans votre navigateur.'),
    ("error", 'Confirme que você não é um robô. Detectamos tráfego incomum na sua rede. Ative o JavaScript e os cookies no seu navegador.'),
    ("error", 'Conferma di non essere un robot. Abbiamo rilevato traffico insolito dalla tua rete. Abilita JavaScript nel tuo browser.'),
    ("error", 'Bevestig dat je geen robot bent. We hebben ongebruikelijk verkeer gezien. Schakel JavaScript in je browser in.'),
    ("error", 'Potwierdź, że nie jesteś robotem. Wykryliśmy nietypowy ruch z Twojej sieci. Włącz obsługę JavaScript w swojej przeglądarce.'),
    ("error", 'Подтвердите, что вы не робот. Мы зафиксировали подозрительный трафик. Включите JavaScript в вашем браузере.'),
    ("error", 'ロボットではないことを確認してください。通常とは異なるトラフィックが検出されました。ブラウザのJavaScriptを有効にしてください。'),
    ("error", '请完成安全验证，确认您不是机器人。检测到异常流量。请在浏览器中启用JavaScript。'),
    ("log-in", 'Inicia sesión para continuar. ¿Olvidaste tu contraseña? ¿No tienes cuenta? Regístrate gratis.'),
    ("log-in", 'Bitte anmelden. E-Mail-Adresse und Passwort eingeben. Passwort vergessen? Noch kein Konto? Jetzt registrieren.'),
    ("log-in", 'Connectez-vous à votre compte. Mot de passe oublié ? Pas encore inscrit ? Créer un compte.'),
    ("log-in", 'Faça login para continuar. Esqueceu a senha? Ainda não tem conta? Cadastre-se.'),
    ("log-in", 'ログイン。メールアドレスとパスワードを入力してください。パスワードをお忘れの方はこちら。新規会員登録'),
    ("paywall", 'این محتوا فقط برای مشترکان است. برای ادامه مطلب مشترک شوید. قبلا ثبت نام کرده‌اید؟ وارد شوید.'),
    ("paywall", 'Nội dung này chỉ dành cho thành viên. Vui lòng đăng ký để đọc tiếp. Bạn đã có tài khoản? Đăng nhập.'),
    ("paywall", 'Konten ini khusus untuk pelanggan. Berlangganan untuk melanjutkan membaca. Sudah berlangganan? Masuk.'),
    ("paywall", 'Tento článek je pouze pro předplatitele. Předplaťte si a čtěte dál. Už máte předplatné? Přihlaste se.'),
    ("paywall", 'Цей матеріал доступний лише передплатникам. Оформіть підписку, щоб читати далі. Вже маєте підписку? Увійдіть.'),
    ("paywall", 'Den här artikeln är för prenumeranter. Bli prenumerant för att läsa vidare. Redan prenumerant? Logga in.'),
    ("error", 'Xác nhận bạn không phải là robot. Chúng tôi phát hiện lưu lượng truy cập bất thường. Hãy bật JavaScript trong trình duyệt.'),
    ("error", 'Potvrďte, že nejste robot. Zjistili jsme neobvyklý provoz. Povolte JavaScript ve svém prohlížeči.'),
    ("error", 'Підтвердьте, що ви не робот. Ми помітили підозрілу активність. Увімкніть JavaScript у вашому браузері.'),
    ("error", 'Page introuvable. La page que vous recherchez n’existe pas ou a été déplacée. Veuillez réessayer plus tard.'),
    ("error", "Access denied. You don't have permission to access this page. Reference #18.2d351ab8."),
    ("cookies", 'Vi och våra partner använder kakor. Du kan acceptera alla eller hantera dina val i vår integritetspolicy.'),
    ("log-in", 'Войдите в аккаунт. Забыли пароль? Нет аккаунта? Зарегистрируйтесь.'),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text"), WALLS)
def test_what_speaks_to_a_visitor_is_no_article(kind: str, text: str) -> None:
    assert kind_of_page("", text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "Der Bundestag hat dem Gesetz zugestimmt. Die Zustimmung des Bundesrats steht noch aus, sagte die Ministerin am Montag. "
        "Die Partner der Koalition sprachen von einem guten Tag.",
        "La CNIL a infligé une amende à un site qui déposait des cookies sans consentement. L’entreprise compte faire appel, "
        "a-t-elle annoncé lundi. Le montant de l’amende n’a pas été rendu public, et les associations saluent la décision.",
        "Газета сообщила, что число подписчиков выросло на треть за год. Издатель связывает это с новым приложением, "
        "которое вышло весной. Акции компании поднялись на четыре процента.",
        "El periódico superó los cien mil suscriptores, según informó el lunes su directora. La empresa espera cerrar el "
        "año con beneficios y contratará a veinte periodistas.",
        "La CNIL a infligé mardi une amende de 60 millions d’euros à un moteur de recherche pour ses cookies. Les internautes "
        "ne pouvaient pas refuser les cookies aussi facilement que les accepter, a expliqué l’autorité.",
        "Ett svenskt bolag ska betala böter för sina kakor. Användarna kunde inte neka kakor lika lätt som att acceptera dem.",
        "市は月曜日、港の橋を閉鎖した。潜水士が橋脚にひびを見つけたためで、住民の同意を得て渡し船を増やす。市長は会員制の駐車場も無料で開放すると述べた。",
        "O banco negou que robôs tenham causado o erro. Segundo a polícia, um homem tentou novamente entrar na agência na segunda-feira.",
    ],
)  # fmt: skip
def test_an_article_that_speaks_of_such_things_is_one(text: str) -> None:
    assert kind_of_page("", text) is None
