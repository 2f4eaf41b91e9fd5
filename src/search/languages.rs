//! What the search knows of each language: letters to fold, function words to pass over, endings to cut.
//!
//! The tables are data, not code: [`Analysis`](super::Analysis) interprets them when the index is built, and the browser,
//! which receives them inside the index, interprets them in the same way. A language without a table is only folded.

/// The tables of one language, as compact text.
pub(super) struct Tables {
    /// `from>to` pairs, separated by spaces: letters that Unicode does not decompose, or that are written otherwise.
    pub fold: &'static str,
    /// Function words and words of asking, which say nothing about what is looked for, separated by spaces.
    pub stop: &'static str,
    /// Those of them that ask for what is near, not only for what is there.
    pub near: &'static str,
    /// Steps in order: the fewest letters that must remain, and `ending>replacement` pairs. In each step the longest
    /// ending that leaves enough is replaced.
    pub steps: &'static [(usize, &'static str)],
}

/// Letters of Latin scripts that have no decomposition, and the Greek final sigma; Ukrainian and Russian letters the
/// Polish way, so that a name of a place is found in both scripts (Ольштин → olsztin). They hold for every language.
pub(super) const FOLD: &str = "ł>l ø>o đ>d ð>d þ>th ß>ss æ>ae œ>oe ı>i ħ>h ŋ>n ς>σ \
    а>a б>b в>w г>g ґ>g д>d е>e є>je ж>z з>z и>i і>i к>k л>l м>m н>n о>o п>p р>r с>s т>t у>u ф>f х>ch ц>c ч>cz ш>sz \
    щ>szcz ь> ю>ju я>ja ы>i э>e ъ>";

/// The tables of a language, by the first part of its tag (`pl-PL` → `pl`).
pub(super) fn tables(language: &str) -> Tables {
    match language.split(['-', '_']).next().unwrap_or_default() {
        "pl" => POLISH,
        "en" => ENGLISH,
        "de" => GERMAN,
        "uk" => UKRAINIAN,
        _ => Tables { fold: "", stop: "", near: "", steps: &[] },
    }
}

/// What sounds alike, for those who write a name as they hear it: replaced one after another, everywhere in the key of a
/// word; letters that stand twice then count once. Folded ą and ę are a and e, so a nasal vowel written out becomes that.
pub(super) const SOUND: &str = "trz>c tsch>c tsz>c ts>c drz>c szcz>s shch>s sz>s rz>s sh>s zh>s cz>c tch>c tz>c ch>h kh>h dz>c z>s ck>k qu>k x>ks \
    ph>w v>w f>w y>i j>i ie>e ia>a \
    enb>eb end>ed eng>eg enk>ek ens>es ent>et enc>ec emb>eb emp>ep \
    onb>ab ond>ad ong>ag onk>ak ons>as ont>at onc>ac omb>ab omp>ap \
    anb>ab and>ad ang>ag ank>ak ans>as ant>at anc>ac amb>ab amp>ap u>o";

/// Beginnings of words that sound alike.
pub(super) const STARTS: &str = "rz z,h ch,u o,sz s,w v,f w,k c,j i,j y,on a,om a";

/// Polish: one light key for all case forms of a noun or an adjective, made for the names of places.
///
/// 1. the case ending; a softened stem is hardened (Sopocie → sopot, Ostrołęce → ostrolek);
/// 2. what looks like an ending in the bare stem too (Radom, Kraków): cut in all forms, so that all agree;
/// 3. alternations at the end of the stem (Górze → gor, Łodzi → lod, mieście → miast);
/// 4. the fleeting e (Włocławek → wloclawk, like Włocławka);
/// 5. c from k after a consonant (Białce → bialk).
const POLISH: Tables = Tables {
    fold: "",
    stop: "w we z ze na do od i oraz a o u po przy dla za lub albo jak gdzie kiedy czy co cos jest sa sie kto ktos komu \
           kogo czego czym ktory ktora ktore ja mi mnie moj moja moje moim mojej moim ty ci ciebie twoj nam nas my wy on \
           ona ono ich jej jego to ten ta te tu tam tego tej tym ze zeby aby bo ale nie tak juz jeszcze tylko bez \
           pod nad przez mam masz ma mamy maja miec mozna moge mozesz moze moga musze chce chcialbym chcialabym \
           potrzebuje potrzebna potrzebny szukam szukac szukamy znajde znalezc znajduje dostac dostane otrzymac pojsc \
           isc zglosic uzyskac skorzystac zapytac zrobic robic jestem bylem bylam byc bede prosze jakis jakas jakies \
           jaki jaka jakie ktos pomoc pomocy pomoze pomoga pomaga pomagaja wsparcie wsparcia osoba osoby osob osobom \
           blisko najblizej najblizszy najblizsza najblizsze niedaleko kolo obok okolice okolicy poblizu poblize \
           adres adresu numer numeru telefon telefonu tel kontakt kontaktu email mail",
    near: "blisko najblizej najblizszy najblizsza najblizsze niedaleko kolo obok okolice okolicy poblizu poblize",
    steps: &[
        (
            3,
            "iego> iemu> iej> iem> iami> iach> ich> imi> ie> ia> iu> im> i> ego> emu> ej> em> ych> ym> ymi> ami> ach> \
             a> e> o> u> y> cie>t cia>t ciu>t ciem>t ciach>t ciami>t ci>t ece>ek oce>ok",
        ),
        (3, "ow> ym> im> em> iem> ej> om> um>"),
        (2, "iest>iast iet>iat czat>czet rz>r dz>d sc>st"),
        (3, "iek>k ek>k iec>c ec>c rzec>rc iel>l el>l ien>n en>n"),
        (2, "bc>bk dc>dk fc>fk gc>gk hc>hk jc>jk lc>lk mc>mk nc>nk pc>pk rc>rk tc>tk wc>wk zc>zk"),
    ],
};

/// English: plural and possessive endings (after Harman's S stemmer, 1991).
const ENGLISH: Tables = Tables {
    fold: "",
    stop: "a an the of in at on for to and or by with from is are am be was were i me my we our you your he she it they \
           who where when how what which can could do does will would should have has had get find need want look \
           looking search please help helps someone somebody any some there here not no if as that this near nearby \
           nearest closest close around after about out lost address phone telephone number contact email people",
    near: "near nearby nearest closest close around",
    steps: &[(3, "ies>y sses>ss ss>ss us>us is>is s>")],
};

/// German: inflectional endings only (after Savoy's light stemmer, 2006); ä, ö, ü are folded to a, o, u.
const GERMAN: Tables = Tables {
    fold: "",
    stop: "der die das den dem des ein eine einen einem einer in im an am auf zu zum zur und oder von fur bei mit wo wie \
           wer was wann ich mir mich mein meine wir uns sie er es ist sind kann konnen habe hat haben brauche suche \
           finde finden hilfe bitte jemand nicht kein keine nahe nahesten nachste nachsten nachster umgebung adresse \
           telefon nummer",
    near: "nahe nahesten nachste nachsten nachster umgebung",
    steps: &[(3, "ern> em> er> en> es> e> n>"), (3, "s> st>")],
};

/// Ukrainian: in Latin letters, then the endings.
const UKRAINIAN: Tables = Tables {
    fold: "y>i",
    stop: "в у на з із зі і й та до від за для про по де як що щоб коли чи хто когось комусь хтось кому мені мене мною я моя \
           моє мої мій моїй ми нас нам ви вас він вона воно вони це цей ця ці той там тут не ні без під над через після \
           може можна можу можете хочу треба потрібно потрібен потрібна потрібні потребую шукаю знайти знайду отримати \
           звернутися звертатися є бути буду будь ласка або але допомога допомоги допомогу допоможе допоможуть допомагає \
           підтримка підтримки підтримку люди людина людині біля поблизу недалеко найближчий найближча найближче \
           найближчі околиці околицях адреса адресу телефон номер контакт",
    near: "біля поблизу недалеко найближчий найближча найближче найближчі околиці околицях",
    steps: &[(
        3,
        "ogo> omu> jogo> jomu> imi> ami> jami> ach> jach> ich> im> ij> oji> oju> eju> am> jam> om> em> jem> iw> iji> \
         owi> ewi> a> e> i> o> u> ja> ju> je>",
    )],
};
