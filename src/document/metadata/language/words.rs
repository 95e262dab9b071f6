//! Words that hardly any text of a language lacks, as data.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Code of a language and words of it that other languages of the list do not share, or share with few.
const COMMON: &[(&str, &str)] = &[
    (
        "en",
        "the and of to that is are with your you our we this by or may which from not be as have has will any such other these their when it its for on can if at an who how what does was been than no",
    ),
    (
        "de",
        "der die das und ist nicht wir sie ihre ihrer ihren ihr uns unsere unserer unseren mit für von zu zur zum auf werden wird wurde oder auch bei eine einer einen eines ein dem den des durch nach sind haben können sowie wenn dass daten über diese dieser",
    ),
    (
        "fr",
        "le la les des du et est nous vous votre vos notre nos dans pour par sur avec une un que qui ne pas sont ces cette ce aux au ou être données lorsque si leur il peut peuvent ainsi",
    ),
    (
        "es",
        "el los las del y es nosotros usted su sus nuestro nuestra nuestros en para por con una un que no se son al como o este esta estos datos cuando puede pueden si lo le más sobre ser",
    ),
    (
        "it",
        "il lo gli della delle dei del di e è noi voi tuo tuoi nostro nostra nostri per con una un che non si sono nel nella al alla come o questo questa dati quando può possono se da dal dalla anche ai",
    ),
    (
        "pt",
        "os as da do das dos e é nós você seu sua seus suas nosso nossa nossos em para por com uma um que não se são ao à como ou este esta estes dados quando pode podem mais pelo pela na no nas",
    ),
    (
        "nl",
        "het een van en is wij we u uw onze ons met voor op te bij door niet zijn worden wordt dat die deze dit als of aan om kan kunnen over naar uit gegevens hebben heeft wanneer",
    ),
    (
        "pl",
        "i w na z do nie jest się są że oraz lub przez dla od po jak może mogą które który która ich nas nasze naszych twoje danych dane osobowych ten ta te być przy za",
    ),
    (
        "sv",
        "och att det som en ett är vi du din ditt dina vår våra på för med av till inte om kan har den de eller från när vid så även detta dessa uppgifter hur vilka",
    ),
    (
        "da",
        "og at det som en et er vi du din dine vores på for med af til ikke om kan har den de eller fra når ved så også dette disse oplysninger hvordan hvis bliver",
    ),
    (
        "nb",
        "og å det som en et er vi du din dine våre på for med av til ikke om kan har den de eller fra når ved så også dette disse opplysninger hvordan hvis blir",
    ),
    (
        "fi",
        "ja on ei että se tai kun joka jotka voi voimme me sinun meidän tietoja käyttää henkilötietoja sekä kuin myös ovat olla jos niiden tämä mukaan",
    ),
    (
        "cs",
        "a v na je se že nebo pro z do jsou které který jako od podle jejich vaše vaše naše údaje údajů můžeme může být při také tyto tento o jsme k",
    ),
    (
        "ro",
        "și de la în este sunt cu pe pentru care nu din sau prin dumneavoastră noastre nostru datele date ale al ai se că acest această poate pot către",
    ),
    (
        "hu",
        "a az és hogy nem is egy van meg vagy mint ha az ön önnek adatok adatokat személyes által lehet ezt ezek szerint valamint mi minden",
    ),
    (
        "tr",
        "ve bir bu için ile da de olarak veya kişisel verilerinizi verileri sizin bizim olan gibi daha değil kadar tarafından ise hakkında üzere",
    ),
];

static BY_WORD: LazyLock<BTreeMap<&str, u32>> = LazyLock::new(|| {
    let mut out: BTreeMap<&str, u32> = BTreeMap::new();
    for (seat, (_, words)) in COMMON.iter().enumerate() {
        for word in words.split(' ') {
            *out.entry(word).or_default() |= 1 << seat;
        }
    }
    out
});

/// How many of the languages there are.
pub const COUNT: usize = COMMON.len();

/// Code of the language with this seat.
pub fn code(seat: usize) -> &'static str {
    COMMON.get(seat).map_or("und", |(code, _)| code)
}

/// In which languages a word, in small letters, is common: a bit a seat.
pub fn seats(lower: &str) -> u32 {
    if lower.len() > 20 {
        return 0;
    }
    BY_WORD.get(lower).copied().unwrap_or(0)
}
