//! What the search knows of each language: letters to fold, function words to pass over, endings to cut.
//!
//! The tables are data, not code: [`Analysis`](super::Analysis) interprets them when the index is built, and the browser,
//! which receives them inside the index, interprets them in the same way. A language without a table is only folded.

/// The tables of one language, as compact text.
pub(super) struct Tables {
    /// `from>to` pairs, separated by spaces: letters that Unicode does not decompose, or that are written otherwise.
    pub fold: &'static str,
    /// Function words that say nothing about what is looked for, folded, separated by spaces.
    pub stop: &'static str,
    /// Steps in order: the fewest letters that must remain, and `ending>replacement` pairs. In each step the longest
    /// ending that leaves enough is replaced.
    pub steps: &'static [(usize, &'static str)],
}

/// Letters of Latin scripts that have no decomposition, and the Greek final sigma. They hold for every language.
pub(super) const FOLD: &str = "ł>l ø>o đ>d ð>d þ>th ß>ss æ>ae œ>oe ı>i ħ>h ŋ>n ς>σ";

/// The tables of a language, by the first part of its tag (`pl-PL` → `pl`).
pub(super) fn tables(language: &str) -> Tables {
    match language.split(['-', '_']).next().unwrap_or_default() {
        "pl" => POLISH,
        "en" => ENGLISH,
        "de" => GERMAN,
        "uk" => UKRAINIAN,
        _ => Tables { fold: "", stop: "", steps: &[] },
    }
}

/// Polish: one light key for all case forms of a noun or an adjective, made for the names of places.
///
/// 1. the case ending; a softened stem is hardened (Sopocie → sopot, Ostrołęce → ostrolek);
/// 2. what looks like an ending in the bare stem too (Radom, Kraków): cut in all forms, so that all agree;
/// 3. alternations at the end of the stem (Górze → gor, Łodzi → lod, mieście → miast);
/// 4. the fleeting e (Włocławek → wloclawk, like Włocławka);
/// 5. c from k after a consonant (Białce → bialk).
const POLISH: Tables = Tables {
    fold: "",
    stop: "w we z ze na do od i oraz a o u po przy dla za lub jak gdzie kiedy czy co jest sa sie",
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
    stop: "a an the of in at on for to and or",
    steps: &[(3, "ies>y sses>ss ss>ss us>us is>is s>")],
};

/// German: inflectional endings only (after Savoy's light stemmer, 2006); ä, ö, ü are folded to a, o, u.
const GERMAN: Tables = Tables {
    fold: "",
    stop: "der die das den dem des ein eine in im an am auf zu zum zur und oder von fur bei mit",
    steps: &[(3, "ern> em> er> en> es> e> n>"), (3, "s> st>")],
};

/// Ukrainian: written in Latin letters the Polish way, so that a name of a place is found in both scripts
/// (Ольштин → olsztin); и and і, й, ї all become i, since only a typist's care keeps them apart. Then the endings.
const UKRAINIAN: Tables = Tables {
    fold: "а>a б>b в>w г>g ґ>g д>d е>e є>je ж>z з>z и>i і>i к>k л>l м>m н>n о>o п>p р>r с>s т>t у>u ф>f х>ch ц>c ч>cz \
           ш>sz щ>szcz ь> ю>ju я>ja ы>i э>e ъ> y>i",
    stop: "w u na z i ta do wid za dlja pro",
    steps: &[(
        3,
        "ogo> omu> jogo> jomu> imi> ami> jami> ach> jach> ich> im> ij> oji> oju> eju> am> jam> om> em> jem> iw> iji> \
         owi> ewi> a> e> i> o> u> ja> ju> je>",
    )],
};
