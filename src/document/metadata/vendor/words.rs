//! Words that make, end or rule out a company's name, as data.

use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Endings of companies' legal names, without marks at their ends.
const LEGAL: &str = "
    ab ag as b.v bv co company corp corporation gmbh inc incorporated kg l.l.c l.p limited llc llp lp ltd n.v nv oy
    ou oü pbc plc pte pty s.a s.a.s s.l s.r.l sa sarl sas se srl ug c.v cv s.r.o sro aps asa a.s ltda sau bvba pvt private
    kk k.k ggmbh ohg e.v s.p.a spa";

/// Places behind a company's name that tell its branches apart, not the companies.
const REGIONS: &str = "
    americas apac asia australia canada emea eu europe france germany global india international ireland italy japan
    netherlands singapore spain switzerland uk us usa";

/// Small words inside names.
const INSIDE: &str = "& and de for of the";

/// Words that stand with a capital and name no company by themselves.
const GENERIC: &str = "
    aviso politica política politique declaración declaracion declaration déclaration informativa erklärung hinweise hinweis
    richtlinie polityka termini términos termos condiciones condizioni générales generales generali allgemeine sur sulla su
    blog docs del di do da der die das la le les du des integral beleid verklaring voorwaarden confidentialité privacidad
    a acceptable access account accounts act actions affiliate ai americas apac application authentication brand case
    cloud confidential deliverable device documentation eea emea fee feature force generative gpc help i intellectual
    internet invoice laws learn login los marketing material measure network open output outputs input inputs paid payment
    plan premium prohibited project property public regulations request sale sales scc sccs self serve server session
    settings shield sign standards story submission sub-processor sub-processors subprocessor subprocessors support tax
    tool transfer trial users ad addenda addendum additional admin administrator ads affiliates agencies agency agent
    agreement all analysis and android annex any api app appendix apple application applications apps april archive
    archived area article as at august australia austria authority authorized b belgium board brand brazil brief
    business by c california canada center change chapter china clause code commercial commission community company
    conditions conduct consumer contact content contents controller controller-controller cookie cookies copyright
    court covered customer customers data data-protection date december default definitions delaware denmark developer
    developers digital disclosure document download economic effective english enterprise entity eu europe european
    exhibit february finland for framework france from gdpr general germany global guidelines home hong how i if ii iii
    improper in individual individuals information infringement interaction introduction inventory ireland israel it italy its
    iv january japan july june kingdom kong korea last legal liability license licensee licensor live llc march master
    may member members merchant merged model netherlands no norway notice notices november nsfw october of on online
    or order organization our overview page parent parties partner partners party pasted personal platform please
    plugins policies policy portal privacy private processing processor product products program prohibited protection
    protocol provider publisher publishing quality recipient regulation representative representatives responsible
    restricted rights rules schedule scope section security seller september service services singapore site software
    spain specific standard state statement statements states student students subscriber subscription summary
    supplier sweden switzerland table team terms text the these third this to trackers trust types uk union united
    untitled updated us usage use user users vendor version visitors vulnerability we web website websites welcome
    what when who with workspace you your";

fn set(words: &'static str) -> BTreeSet<&'static str> {
    words.split_whitespace().collect()
}

static LEGAL_SET: LazyLock<BTreeSet<&str>> = LazyLock::new(|| set(LEGAL));
static INSIDE_SET: LazyLock<BTreeSet<&str>> = LazyLock::new(|| set(INSIDE));
static GENERIC_SET: LazyLock<BTreeSet<&str>> = LazyLock::new(|| set(GENERIC));

/// Whether a word ends legal names: `Inc.`, `GmbH`.
pub fn is_legal(word: &str) -> bool {
    let bare = word
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase();
    LEGAL_SET.contains(bare.as_str())
}

static REGION_SET: LazyLock<BTreeSet<&str>> = LazyLock::new(|| set(REGIONS));

/// Whether a word, behind a name, tells a branch of the company.
pub fn is_region(word: &str) -> bool {
    let bare = word
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase();
    REGION_SET.contains(bare.as_str())
}

/// Whether a word is small and stands inside names.
pub fn is_inside(word: &str) -> bool {
    INSIDE_SET.contains(word)
}

/// Whether a word, in small letters, names no company by itself.
pub fn is_generic(lower: &str) -> bool {
    GENERIC_SET.contains(lower)
}
