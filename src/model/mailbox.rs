use super::Email;

/// A mailbox, and whether it is one person's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailbox {
    /// Its address.
    pub address: Email,
    /// What the record says of it: one person's, or not; nothing where the address has to tell.
    pub marked: Option<bool>,
}

impl Mailbox {
    /// Whether it is one person's: as the record says, else as its address seems to say.
    pub fn is_personal(&self) -> bool {
        self.marked.unwrap_or_else(|| names_person(self.address.mailbox()))
    }
}

/// Given names of the region's languages that are common enough to tell a person's mailbox by, without accents.
/// **Source**: the most frequent given names in Polish, English, German, Czech and Ukrainian registers.
const GIVEN_NAMES: &str = " adam adrian agata agnieszka aleksandra alicja andrzej anna aneta angelika anita artur barbara \
    bartosz beata bogdan bogumila bozena cezary danuta daniel dariusz dawid dominika dorota edyta elzbieta emilia ewa ewelina \
    filip franciszek grazyna grzegorz halina hanna helena henryk irena iwona izabela jacek jadwiga jakub jan janina janusz \
    jaroslaw jerzy joanna jolanta jozef julia justyna kamil kamila karol karolina katarzyna kazimierz kinga konrad krystyna \
    krzysztof leszek lidia lucyna lukasz maciej magdalena malgorzata marcin marek maria mariola mariusz marta marzena mateusz \
    michal miroslaw monika natalia olga patrycja patryk pawel piotr przemyslaw radoslaw rafal renata robert roman ryszard \
    sebastian slawomir stanislaw stefan sylwia szymon tadeusz teresa tomasz urszula wanda weronika wieslaw wieslawa wiktor \
    wioletta wojciech zbigniew zdzislaw zofia zuzanna john mary james linda michael susan david sarah peter thomas hans \
    claudia stefan petra jiri jana petr olena oksana iryna natalka andriy ivan mykola serhiy ";

/// Whether a mailbox seems to be named after a person: an initial and a surname, a given name, a surname's ending.
fn names_person(mailbox: &str) -> bool {
    let parts: Vec<String> = mailbox.to_lowercase().split(['.', '_', '-']).map(str::to_owned).collect();
    let initial = |part: &str| part.len() == 1 && part.bytes().all(|byte| byte.is_ascii_lowercase());
    let name = |part: &str| part.len() >= 4 && part.bytes().all(|byte| byte.is_ascii_lowercase());
    let initials = initial(&parts[0]) && parts[1..].iter().any(|part| name(part));
    let given = parts.iter().any(|part| part.len() >= 3 && GIVEN_NAMES.contains(&format!(" {part} ")));
    let surname = parts.iter().any(|part| {
        part.len() >= 7 && ["wska", "wski", "cka", "cki", "nska", "nski"].iter().any(|ending| part.ends_with(ending))
    });
    initials || given || surname
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mailboxes_of_people_are_told_from_those_of_offices() {
        for personal in ["j.nowak", "anna.kowalska", "p.b-nowak", "kwisniewska", "sl.izabela"] {
            assert!(names_person(personal), "{personal}");
        }
        for office in ["biuro", "bib.town", "sekretariat", "kontakt", "office.north", "info2005", "a1.biuro"] {
            assert!(!names_person(office), "{office}");
        }
    }

    #[test]
    fn a_record_knows_better_than_the_address() {
        let mailbox = |address: &str, marked| Mailbox { address: Email::parse(address).expect("an address"), marked };
        assert!(mailbox("j.nowak@town.example", None).is_personal());
        assert!(!mailbox("j.nowak@town.example", Some(false)).is_personal());
        assert!(mailbox("nowak@town.example", Some(true)).is_personal());
    }
}
