//! The answers of kinds that have nothing to say: said in so many words, so that nobody forgets to answer.

/// Its terms are known from the schema or the register's areas, or there are none.
macro_rules! schema_terms {
    () => {
        fn gather(&mut self, _: &mut dyn Iterator<Item = &Self::Value>) {}

        flat_terms!();
    };
}

/// None of its terms lies in another.
macro_rules! flat_terms {
    () => {
        fn above(&self, _: $crate::field::TermId) -> Option<$crate::field::TermId> {
            None
        }
    };
}

/// Nobody chooses or counts by its values.
macro_rules! no_terms {
    () => {
        schema_terms!();

        fn term(&self, _: &Self::Value) -> Option<$crate::field::TermId> {
            None
        }

        fn words(&self) -> Vec<&$crate::field::Word> {
            Vec::new()
        }

        fn term_key<'n>(
            &'n self,
            term: $crate::field::TermId,
            _: &'n dyn $crate::field::Names,
        ) -> std::borrow::Cow<'n, str> {
            unreachable!("the kind {} has no terms, so nobody got {term:?}", Self::NAME)
        }

        fn describe(&self, term: $crate::field::TermId, _: &$crate::field::Sorting<'_>) -> $crate::field::Term {
            unreachable!("the kind {} has no terms, so nobody got {term:?}", Self::NAME)
        }
    };
}

/// Whoever asks may have its values.
macro_rules! open_to_all {
    () => {
        fn is_open(&self, _: &Self::Value, _: $crate::field::Audience) -> bool {
            true
        }
    };
}

/// Its values are made of no fields.
macro_rules! no_fields {
    () => {
        fn fields(&self) -> &[$crate::field::Field] {
            &[]
        }
    };
}

/// Its values are no prose, so no link in them is followed.
macro_rules! no_prose {
    () => {
        fn prose<'v>(&'v self, _: &'v Self::Value) -> Vec<&'v $crate::model::Localized> {
            Vec::new()
        }
    };
}

/// Its values cannot be pieces of a title: [`About::titles`](super::About::titles) says so to the schema.
macro_rules! no_title {
    () => {
        fn title<'v>(
            &'v self,
            _: &'v Self::Value,
            _: $crate::field::Part,
            _: &$crate::field::Speech<'_>,
            _: &'v dyn $crate::field::Scope,
        ) -> Option<std::borrow::Cow<'v, str>> {
            None
        }
    };
}

/// Nobody writes its values in another shape of which it is clear what is meant.
macro_rules! no_other_shape {
    () => {
        fn reshaped(
            &self,
            _: &$crate::yaml::Node,
            _: Option<&$crate::model::Country>,
        ) -> Option<$crate::diagnostic::Text> {
            None
        }
    };
}

/// It is not found by its values.
macro_rules! no_search {
    () => {
        fn search(
            &self,
            _: &Self::Value,
            _: $crate::search::Field,
            _: &$crate::field::Speech<'_>,
            _: &dyn $crate::field::Names,
            _: &mut Vec<($crate::search::Field, String)>,
        ) {
        }
    };
}

/// Its values have one form, or forms that mean different things.
macro_rules! no_tidy {
    () => {
        fn tidy(&self, _: &$crate::yaml::Node, _: Option<&$crate::model::Country>) -> Vec<$crate::field::Better> {
            Vec::new()
        }
    };
}
