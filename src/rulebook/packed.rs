//! Lists of short texts in one: a list of its own for each would take several times the
//! room. The build script lays them out.

/// Texts one after the other, each after a character whose number is its length in
/// bytes.
#[derive(Debug, Clone, Copy)]
pub struct Packed(pub &'static str);

impl Packed {
    /// Each of them, in order.
    pub fn iter(self) -> impl Iterator<Item = &'static str> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let length = usize::from(*rest.as_bytes().first()?);
            let text = rest.get(1..=length)?;
            rest = &rest[1 + length..];
            Some(text)
        })
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.0.is_empty()
    }
}
