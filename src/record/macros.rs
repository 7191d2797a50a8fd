//! The two macros that write a [`Field`](super::Field) or a [`Scalar`](super::Scalar) from a Rust type and its doc comments.

/// Writes a struct that may stand in a YAML file: the struct with a `span` and how its `fields` are written, and its [`Field`](crate::record::Field).
///
/// A field must be written unless its type says otherwise (`Option`, `Vec`, `Keyed`). Doc comments become the schema's and
/// the documentation's descriptions.
#[macro_export]
macro_rules! record {
    ($(#[doc = $doc:literal])* pub struct $name:ident { $($(#[doc = $field_doc:literal])* pub $field:ident: $type:ty,)* }) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug)]
        pub struct $name {
            /// Where the record stands.
            pub span: $crate::source::Span,
            /// Which of the fields are absent, wrong or given.
            pub fields: <$name as $crate::record::Record>::Written,
            $($(#[doc = $field_doc])* pub $field: $type,)*
        }

        // A block of its own, because every record has a type of the name `WrittenFields`.
        const _: () = {
            /// How each field is written.
            #[derive(Clone, Copy, Debug, Default)]
            pub struct WrittenFields {
                $(
                    #[doc = concat!("How `", stringify!($field), "` is written.")]
                    pub $field: $crate::record::Written,
                )*
            }

            impl $crate::record::Record for $name {
                type Written = WrittenFields;
            }

            impl $crate::record::Field for $name {
                fn read(node: &$crate::source::yaml::Node, reader: &mut $crate::record::Reader) -> Option<Self> {
                    let mut taken = reader.fields(node, &Self::shape(), &[$(stringify!($field)),*])?;
                    $(let $field = taken.take::<$type>(stringify!($field), reader);)*
                    Some(Self {
                        span: node.span,
                        fields: WrittenFields { $($field: $field.1,)* },
                        $($field: $field.0?,)*
                    })
                }

                fn stand_in(span: $crate::source::Span) -> Option<Self> {
                    Some(Self {
                        span,
                        fields: WrittenFields { $($field: $crate::record::Written::Wrong(span),)* },
                        $($field: <$type as $crate::record::Field>::stand_in(span)?,)*
                    })
                }

                fn shape() -> $crate::record::Shape {
                    $crate::record::Shape::Record($crate::record::RecordShape {
                        name: stringify!($name),
                        doc: concat!($($doc, "\n"),*),
                        fields: || vec![$($crate::record::FieldShape {
                            name: stringify!($field),
                            doc: concat!($($field_doc, "\n"),*),
                            shape: <$type as $crate::record::Field>::shape(),
                        },)*],
                    })
                }

                fn parts(&self) -> $crate::record::Parts<'_> {
                    $crate::record::Parts::Fields(vec![
                        $((stringify!($field), self.fields.$field, &self.$field),)*
                    ])
                }

                // Where nothing has a name, the field that names it is wrong, and the record that holds the field is not.
                fn resolve(&mut self, homes: &mut dyn $crate::record::Homes) -> bool {
                    $(if !$crate::record::Field::resolve(&mut self.$field, homes) {
                        self.fields.$field = self.fields.$field.refused();
                    })*
                    true
                }

                fn show<S: serde::Serializer>(
                    &self,
                    eye: $crate::record::Eye<'_>,
                    serializer: S,
                ) -> Result<S::Ok, S::Error> {
                    use serde::ser::SerializeStruct as _;
                    let mut record = serializer.serialize_struct(stringify!($name), [$(stringify!($field)),*].len())?;
                    $(record.serialize_field(stringify!($field), &$crate::record::Field::seen_by(&self.$field, eye))?;)*
                    record.end()
                }
            }
        };
    };
}

/// Writes an enum of words, and its [`Scalar`](crate::record::Scalar): `Spanned<T>` of it may stand in a YAML file.
#[macro_export]
macro_rules! choice {
    ($(#[doc = $doc:literal])* pub enum $name:ident { $($(#[doc = $word_doc:literal])* $variant:ident = $word:literal,)* }) => {
        $(#[doc = $doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $($(#[doc = $word_doc])* $variant,)* }

        impl $name {
            /// The word in YAML.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// Every word, in order.
            pub const WORDS: &'static [&'static str] = &[$($word),*];
        }

        impl $crate::record::Scalar for $name {
            const SHAPE: $crate::record::Shape = $crate::record::Shape::Choice(Self::WORDS);

            fn parse(text: &str, _quoted: bool) -> Result<Self, $crate::record::Wrong> {
                match text {
                    $($word => Ok(Self::$variant),)*
                    _ => Err($crate::record::Wrong::unknown(text, Self::WORDS)),
                }
            }

            fn show<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.word())
            }

            fn stand_in() -> Option<Self> {
                [$(Self::$variant),*].into_iter().next()
            }
        }
    };
}
