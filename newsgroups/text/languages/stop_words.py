"""Words that say nothing by themselves: a query of several words is answered without them.

Articles, prepositions, pronouns and auxiliaries alone: a list that is too short costs a reader little, one that is too
long takes away what was asked for.
"""

from functools import cache

from .folding import fold

_WORDS = {
    "en": "a an and are as at be been by for from had has have he her his in is it its not of on or she that the their "
    "they this to was were which who will with",
    "de": "aber als am an auf aus bei bis das dass dem den der des die durch ein eine einem einen einer eines er es für "
    "gegen hat haben ich im in ist mit nach nicht noch nur oder sich sie sind über um und unter vom von vor war wie wird "
    "wurde zu zum zur",
    "fr": "a au aux avec ce ces cette d dans de des du elle en est et été il ils je l la le les leur leurs mais ne nous "
    "on ont ou par pas pour qu que qui s sa se ses son sont sur un une vous",
    "es": "a al con de del el ella en entre era es esta este fue ha han la las le lo los más no o para pero por que se "
    "sin sobre son su sus un una y ya",
    "pt": "a ao aos as com da das de do dos e ela ele em entre era é foi há já mais mas na nas no nos não o os ou para "
    "pela pelo por que se sem seu sua são um uma à às",
    "it": "a ai al alla alle anche che con da dal dalla dei del della delle di e è era gli ha hanno i il in la le lo ma "
    "nel nella non o per più si sono su sua suo tra un una uno",
    "nl": "aan als bij dat de den der die dit door een en er had heeft het hij ik in is met naar niet of om onder ook op "
    "over te tot uit van voor was wat werd wordt ze zijn",
    "sv": "av att de dem den det efter eller en ett från för ha han har hon i inte med men och om på sig som så till var "
    "vid är",
    "da": "af at blev da de dem den der det efter eller en er et for fra han har hun i ikke med men og om på sig som til "
    "var ved",
    "no": "av at ble da de dem den det der eller en er et etter for fra han har hun i ikke med men og om på seg som til "
    "var ved å",
    "fi": "ei en että he hän ja jo joka kun mutta myös ne niin oli on ovat se sekä tai vai",
    "et": "aga ei et ja ka kas kui ma nad ning oli on see ta või",
    "hu": "a az azt csak de egy el és hogy is ki meg mert mint nem s van volt vagy",
    "pl": "a ale czy dla do i ich jak jako jest już na nie o od oraz po przez przy się są to tym w we z za ze że",
    "cs": "a ale bude by byl byla bylo i jak jako je jeho jejich k ke ktera který na nebo o od po pro při s se si v ve z "
    "za ze že",
    "ro": "a al ale au ca cu de despre din este ei el en fi fost în la mai nu o pe pentru prin sau se și un una",
    "tr": "ama bir bu da daha de için ile ise ki mi mu mı ne o olarak ve veya ya",
    "ru": "а без бы был была были было в во для до его ее за и из или их к как ко на не но о об он она они от по при с "
    "со так то у что это",
    "uk": "а але без був була були було в від для до з за зі і й його її їх із к на не о об по при та те у що це як",
    "bg": "а беше в във да до е за и из или има как като на не но от по при с са се след със тази този това че",
    "sr": "a ali bi bio da do i iz ili je jer kao koje koji na ne o od po sa se su što u uz za",
    "sl": "a ali bi bil bila da do ga in iz je ki ko na ne o ob od pa po pri s se so tudi v z za",
    "lt": "ar bei bet buvo dėl iki ir iš į kad kaip ne nuo o per po prie su tai už yra",
    "lv": "ar arī bet bija gan ir jo ka kas kā lai ne no par pie pēc tas un uz vai",
    "el": "από για δεν είναι ένα ένας η θα και με μια να ο οι που σε στη στην στο στον τα τη την της τις το τον του "
    "τους των ως",
    "ca": "a al als amb de del dels el els en es ha i la les no o per que s se un una",
    "id": "akan atau dan dari dengan di ini itu ke oleh pada sebagai telah tidak untuk yang",
    "ar": "في من على إلى عن أن إن كان كانت هذا هذه التي الذي ما لا هو هي مع و أو قد بعد قبل",
    "fa": "از است این آن با برای به بود تا در را که و هم یک شد ها می نیز",
    "he": "אל את הוא היא זה כי לא על עם של גם או אם היה",
    "hi": "का की के को में से ने पर है हैं और यह वह था थे थी भी तो कि एक",
    "eu": "bat da dira du eta edo ez izan zen",
}


@cache
def stop_words(code: str) -> frozenset[str]:
    """The words of a language that are left out, folded; none for a language without a list."""
    return frozenset(fold(word) for word in _WORDS.get(code, "").split())
