/// A part that a field plays for the program itself: what the map draws, what a list calls, what a feed tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Who runs it.
    Provider,
    /// The number to call.
    Telephone,
    /// The mailbox to write to.
    Email,
    /// The postal address.
    Address,
    /// Where on Earth it is.
    Position,
    /// The areas that it serves.
    ServiceArea,
    /// The area that it stands in.
    Area,
    /// Whether it is open.
    Status,
    /// What kind of thing it is.
    Category,
    /// What it is, in sentences.
    Description,
    /// When it is open.
    OpeningHours,
    /// Its own site.
    Website,
    /// The day of its registration.
    RegisteredOn,
    /// How it can be reached and used by everyone.
    Accessibility,
    /// When it began.
    Founded,
}

impl Role {
    /// The roles by their words in schemas.
    pub const ALL: [(&str, Role); 15] = [
        ("provider", Role::Provider),
        ("telephone", Role::Telephone),
        ("email", Role::Email),
        ("address", Role::Address),
        ("position", Role::Position),
        ("service_area", Role::ServiceArea),
        ("area", Role::Area),
        ("status", Role::Status),
        ("category", Role::Category),
        ("description", Role::Description),
        ("opening_hours", Role::OpeningHours),
        ("website", Role::Website),
        ("registered_on", Role::RegisteredOn),
        ("accessibility", Role::Accessibility),
        ("founded", Role::Founded),
    ];

    /// The word for it in schemas.
    pub fn as_str(self) -> &'static str {
        Self::ALL[self as usize].0
    }
}

/// Which field of a schema plays each role.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roles([Option<usize>; Role::ALL.len()]);

impl Roles {
    /// The index of the field that plays a role.
    pub fn get(&self, role: Role) -> Option<usize> {
        self.0[role as usize]
    }

    /// Lets a field play a role, unless another one does; the index of the one that does.
    pub fn cast(&mut self, role: Role, field: usize) -> usize {
        *self.0[role as usize].get_or_insert(field)
    }

    /// Whether a field plays a role of these.
    pub fn plays(&self, field: usize, roles: &[Role]) -> bool {
        roles.iter().any(|role| self.get(*role) == Some(field))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_stand_in_the_order_of_their_numbers() {
        assert!(Role::ALL.iter().enumerate().all(|(number, (_, role))| *role as usize == number));
    }
}
