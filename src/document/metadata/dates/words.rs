//! Words around dates, as data: names of months, and what the words beside a date say that it is.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What the words beside a date say that it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// The day of the last change.
    Updated,
    /// The day from which the text holds.
    Effective,
    /// A day of the text, of which no more is said: issued, dated, version of.
    Issued,
}

impl What {
    /// The words shown to people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Updated => "last update",
            Self::Effective => "effective date",
            Self::Issued => "date of issue",
        }
    }
}

/// Labels of one language, for one meaning, with how surely they speak of the document itself (1 to 6).
pub struct Labels {
    /// ISO 639-1 code.
    pub language: &'static str,
    /// What they say.
    pub what: What,
    /// How surely.
    pub rank: u8,
    /// The labels, in small letters; several of a line are parted by bars.
    pub words: &'static str,
}

const fn labels(language: &'static str, what: What, rank: u8, words: &'static str) -> Labels {
    Labels {
        language,
        what,
        rank,
        words,
    }
}

use What::{Effective, Issued, Updated};

/// All labels.
pub const LABELS: &[Labels] = &[
    labels(
        "en",
        Updated,
        6,
        "last updated|last update|last edited|last modified|last revised|last revision|last changed|last amended|most recently updated|most recently revised|date of last|latest update",
    ),
    labels(
        "en",
        Updated,
        5,
        "updated on|updated as of|revised on|revised as of|revision date|revision|date updated|date revised|date of revision|update date",
    ),
    labels(
        "en",
        Updated,
        4,
        "was updated|updated|revised|modified|amended",
    ),
    labels("en", Updated, 3, "last reviewed"),
    labels(
        "en",
        Effective,
        5,
        "effective date|effective as of|effective from|effective on|effective day|effective since",
    ),
    labels(
        "en",
        Effective,
        4,
        "effective|in effect|takes effect|in force|with effect from|valid from|applies from|applicable from",
    ),
    labels(
        "en",
        Issued,
        3,
        "version|dated|published|posted|issued|release date",
    ),
    labels("en", Issued, 2, "as of|date"),
    labels(
        "de",
        Updated,
        6,
        "zuletzt aktualisiert|zuletzt geändert|zuletzt überarbeitet|letzte aktualisierung|letzte änderung|letzte überarbeitung|letzter stand",
    ),
    labels(
        "de",
        Updated,
        5,
        "aktualisiert am|geändert am|überarbeitet am|stand",
    ),
    labels(
        "de",
        Effective,
        5,
        "gültig ab|gültig seit|gilt ab|wirksam ab|wirksam seit|in kraft seit|in kraft ab|in kraft getreten am|tritt in kraft am|datum des inkrafttretens|inkrafttreten|mit wirkung vom|mit wirkung zum",
    ),
    labels("de", Issued, 3, "fassung vom|version vom|datum"),
    labels(
        "fr",
        Updated,
        6,
        "dernière mise à jour|dernière modification|dernière révision|date de mise à jour|date de la dernière",
    ),
    labels(
        "fr",
        Updated,
        5,
        "mise à jour le|mis à jour le|modifié le|modifiée le|révisée le|mise à jour",
    ),
    labels(
        "fr",
        Effective,
        5,
        "date d'entrée en vigueur|entrée en vigueur|en vigueur depuis|en vigueur à compter|en vigueur à partir|en vigueur le|en vigueur au|applicable à compter|applicable à partir|applicable depuis|date d'effet|prend effet|à compter du",
    ),
    labels("fr", Issued, 3, "version du|en date du|date"),
    labels(
        "es",
        Updated,
        6,
        "última actualización|ultima actualización|ultima actualizacion|última modificación|última revisión|fecha de actualización|actualizado por última vez|actualizada por última vez",
    ),
    labels(
        "es",
        Updated,
        5,
        "actualizado el|actualizada el|modificado el|revisado el|actualizado a",
    ),
    labels(
        "es",
        Effective,
        5,
        "en vigor desde|en vigor a partir|entrada en vigor|vigente a partir|vigente desde|vigencia a partir|vigencia desde|fecha de vigencia|efectiva a partir|efectivo a partir|fecha de efecto|válido desde|aplicable a partir",
    ),
    labels("es", Issued, 3, "versión de|versión del|fecha"),
    labels(
        "it",
        Updated,
        6,
        "ultimo aggiornamento|ultima modifica|ultima revisione|data di aggiornamento|aggiornato l'ultima volta",
    ),
    labels(
        "it",
        Updated,
        5,
        "aggiornato il|aggiornata il|aggiornato al|aggiornata al|modificato il",
    ),
    labels(
        "it",
        Effective,
        5,
        "in vigore dal|in vigore da|entrata in vigore|valido dal|valida dal|efficace dal|con effetto dal|decorrenza|data di efficacia",
    ),
    labels("it", Issued, 3, "versione del|data"),
    labels(
        "pt",
        Updated,
        6,
        "última atualização|última actualização|ultima atualização|última modificação|última revisão|data da última|atualizado pela última vez|atualizada pela última vez",
    ),
    labels(
        "pt",
        Updated,
        5,
        "atualizado em|atualizada em|actualizado em|modificado em|revisado em",
    ),
    labels(
        "pt",
        Effective,
        5,
        "em vigor desde|em vigor a partir|entrada em vigor|vigente desde|vigente a partir|vigência a partir|data de vigência|válido a partir|com efeitos a partir|data de entrada",
    ),
    labels("pt", Issued, 3, "versão de|data"),
    labels(
        "nl",
        Updated,
        6,
        "laatst bijgewerkt|laatste update|laatst gewijzigd|laatste wijziging|laatst herzien|laatst aangepast|laatste aanpassing",
    ),
    labels("nl", Updated, 5, "bijgewerkt op|gewijzigd op|aangepast op"),
    labels(
        "nl",
        Effective,
        5,
        "ingangsdatum|van kracht vanaf|van kracht sinds|van kracht per|geldig vanaf|geldend vanaf|met ingang van|in werking",
    ),
    labels("nl", Issued, 3, "versie van|datum"),
    labels(
        "pl",
        Updated,
        6,
        "ostatnia aktualizacja|ostatnio zaktualizowan|data aktualizacji|data ostatniej|ostatnia zmiana|ostatnio zmienion",
    ),
    labels(
        "pl",
        Updated,
        5,
        "zaktualizowano|zaktualizowana|zaktualizowany",
    ),
    labels(
        "pl",
        Effective,
        5,
        "obowiązuje od|obowiązująca od|obowiązujący od|obowiązują od|wejścia w życie|wchodzi w życie|data obowiązywania|ze skutkiem od",
    ),
    labels("pl", Issued, 3, "wersja z|data"),
    labels(
        "sv",
        Updated,
        6,
        "senast uppdaterad|senast uppdaterat|senaste uppdatering|senast ändrad|senast reviderad|senast granskad",
    ),
    labels("sv", Updated, 5, "uppdaterad den|uppdaterad|ändrad den"),
    labels(
        "sv",
        Effective,
        5,
        "gäller från|gäller fr|gäller från och med|giltig från|träder i kraft|ikraftträdande|i kraft",
    ),
    labels("sv", Issued, 3, "version från|datum"),
    labels(
        "da",
        Updated,
        6,
        "senest opdateret|sidst opdateret|seneste opdatering|sidst ændret|senest ændret",
    ),
    labels(
        "da",
        Effective,
        5,
        "gælder fra|træder i kraft|ikrafttrædelse|gældende fra",
    ),
    labels(
        "nb",
        Updated,
        6,
        "sist oppdatert|siste oppdatering|sist endret",
    ),
    labels(
        "nb",
        Effective,
        5,
        "gjelder fra|trer i kraft|ikrafttredelse",
    ),
    labels(
        "fi",
        Updated,
        6,
        "viimeksi päivitetty|päivitetty viimeksi|päivitetty",
    ),
    labels(
        "fi",
        Effective,
        5,
        "voimassa alkaen|astuu voimaan|voimaantulo",
    ),
    labels(
        "cs",
        Updated,
        6,
        "poslední aktualizace|naposledy aktualizov|datum aktualizace",
    ),
    labels(
        "cs",
        Effective,
        5,
        "účinnost od|účinné od|účinný od|platné od|platnost od|nabývá účinnosti",
    ),
    labels(
        "tr",
        Updated,
        6,
        "son güncelleme|güncelleme tarihi|güncellenme tarihi",
    ),
    labels("tr", Effective, 5, "yürürlük tarihi|yürürlüğe giriş"),
    labels(
        "ru",
        Updated,
        6,
        "последнее обновление|последняя редакция|дата обновления|дата последнего|обновлено",
    ),
    labels(
        "ru",
        Effective,
        5,
        "вступает в силу|вступления в силу|действует с",
    ),
    labels(
        "ja",
        Updated,
        6,
        "最終更新|最終改定|最終改訂|更新日|改定日|改訂日|改正日|改定|改訂",
    ),
    labels(
        "ja",
        Effective,
        5,
        "施行日|発効日|効力発生日|適用開始日|適用日|施行",
    ),
    labels("ja", Issued, 3, "制定日|制定|公開日"),
    labels(
        "zh",
        Updated,
        6,
        "最近更新|最后更新|最後更新|更新日期|更新时间|更新時間|更新于|更新於|修订日期|修訂日期|最新修订|最近修订|修改日期",
    ),
    labels(
        "zh",
        Effective,
        5,
        "生效日期|生效时间|生效時間|施行日期|生效",
    ),
    labels(
        "zh",
        Issued,
        3,
        "发布日期|發布日期|发布时间|版本日期|公布日期",
    ),
    labels(
        "ko",
        Updated,
        6,
        "최종 수정|최종수정|최종 업데이트|마지막 업데이트|최종 개정|최근 업데이트|개정일|변경일|수정일",
    ),
    labels(
        "ko",
        Effective,
        5,
        "시행일|시행 일자|시행일자|발효일|적용일|시행",
    ),
    labels("ko", Issued, 3, "공고일|게시일"),
];

/// Words above a list of earlier versions.
pub const HISTORY: &[&str] = &[
    "previous version",
    "prior version",
    "past version",
    "earlier version",
    "older version",
    "archived version",
    "version history",
    "change history",
    "revision history",
    "frühere version",
    "frühere fassung",
    "versions précédentes",
    "versiones anteriores",
    "versioni precedenti",
    "versões anteriores",
    "vorige versies",
    "poprzednie wersje",
    "tidigare version",
    "历史版本",
    "이전 버전",
    "過去の",
];

/// Words near a date that make it another version's or another paper's date.
pub const NOT_THIS: &[&str] = &[
    "previous",
    "prior version",
    "prior to",
    "before ",
    "archive",
    "until ",
    "superseded",
    "older version",
    "earlier version",
    "past version",
    "regulation",
    "directive",
    "expires",
    "expiry",
    // The same in other languages.
    "vorherige",
    "frühere",
    "verordnung",
    "richtlinie",
    "gesetz vom",
    "précédente",
    "règlement",
    "directive",
    "loi n",
    "anterior",
    "reglamento",
    "directiva",
    "precedente",
    "regolamento",
    "regulamento",
    "vorige",
    "poprzedni",
    "rozporządzeni",
    "ustaw",
    "föregående",
    "förordning",
    "之前版本",
    "历史版本",
    "旧版",
    "条例",
    "이전",
];

/// Names of months without marks above and below letters, the number of the month in front.
const MONTHS: &[(i8, &str)] = &[
    (
        1,
        "january jan januar janner januari janvier janv enero ene gennaio genn janeiro stycznia styczen sty tammikuuta leden ledna ocak январь января ianuarie januar",
    ),
    (
        2,
        "february feb febr februar feber februari fevrier fevr fev febrero febbraio fevereiro luty lutego helmikuuta unora unor subat февраль февраля februarie",
    ),
    (
        3,
        "march mar marz maerz mrz mars marzo marco maart mrt marzec marca maaliskuuta brezen brezna mart март марта martie",
    ),
    (
        4,
        "april apr avril avr abril abr aprile kwietnia kwiecien huhtikuuta duben dubna nisan апрель апреля aprilie",
    ),
    (
        5,
        "may mai mayo maggio magg maio mei maj maja toukokuuta kveten kvetna mayis май мая",
    ),
    (
        6,
        "june jun juni juin junio giugno giu junho czerwca czerwiec kesakuuta cerven cervna haziran июнь июня iunie",
    ),
    (
        7,
        "july jul juli juillet juil julio luglio lug julho lipca lipiec heinakuuta cervenec cervence temmuz июль июля iulie",
    ),
    (
        8,
        "august aug aout agosto ago augustus augusti sierpnia sierpien elokuuta srpen srpna agustos август августа",
    ),
    (
        9,
        "september sep sept septembre septiembre setiembre settembre setembro wrzesnia wrzesien syyskuuta zari eylul сентябрь сентября septembrie",
    ),
    (
        10,
        "october oct oktober okt octobre octubre ottobre ott outubro out pazdziernika pazdziernik lokakuuta rijen rijna ekim октябрь октября octombrie",
    ),
    (
        11,
        "november nov novembre noviembre novembro listopada listopad marraskuuta kasim ноябрь ноября noiembrie",
    ),
    (
        12,
        "december dec dezember dez decembre dicembre diciembre dic dezembro grudnia grudzien joulukuuta prosinec prosince aralik декабрь декабря decembrie desember des",
    ),
];

static BY_NAME: LazyLock<BTreeMap<String, i8>> = LazyLock::new(|| {
    MONTHS
        .iter()
        .flat_map(|(month, names)| names.split(' ').map(|n| (plain(n), *month)))
        .collect()
});

/// Month of a name or its short form, in any of the languages.
pub fn month(word: &str) -> Option<i8> {
    // The longest name has fifteen letters of two bytes.
    if !(3..=30).contains(&word.len()) || !word.chars().all(char::is_alphabetic) {
        return None;
    }
    BY_NAME.get(&plain(&word.to_lowercase())).copied()
}

/// Letters without their marks: `février` becomes `fevrier`.
fn plain(lower: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    lower
        .nfd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .map(|c| if c == 'ı' { 'i' } else { c })
        .collect()
}

/// Small words inside dates: `3rd of May`, `1er janvier`, `3 de mayo de 2024`, `den 3 maj`.
pub const INSIDE: &[&str] = &[
    "st", "nd", "rd", "th", "of", "the", "er", "de", "del", "do", "di", "den", "º", "ª", "o", "e",
];
