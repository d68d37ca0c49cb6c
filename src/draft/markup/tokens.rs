//! HTML to tokens, whatever number of attributes a tag has.
//!
//! The tokeniser goes from one quoted value of an attribute to the next by calls within calls, and a tag with some thousands
//! of them would use up the stack. It comes back out of all of them when its reader fails, and goes on where it was when it
//! is asked again: so the reader fails once in so many values.

use html5gum::{Emitter, Readable, Reader, StringReader, Tokenizer};
use std::convert::Infallible;

/// After how many quoted values the reader fails.
const VALUES: usize = 32;

/// Tokenises `text`; what it is made of goes to the emitter.
pub(in crate::draft) fn tokenise<E: Emitter<Token = Infallible>>(text: &str, emitter: E) {
    let reader = Resting { inner: text.to_reader(), follows_equals: false, values: 0 };
    // It yields nothing but rests.
    Tokenizer::new_with_emitter(reader, emitter).for_each(drop);
}

/// Fails where the value of an attribute begins, once in so many of them: nothing is on its way there but the tokeniser's own
/// state.
struct Resting<'t> {
    inner: StringReader<'t>,
    /// Whether the last characters are an equals sign that ended the name of an attribute, and white space.
    follows_equals: bool,
    /// Values since the last rest.
    values: usize,
}

/// The reader rests; it is to be asked again.
#[derive(Debug, thiserror::Error)]
#[error("the reader rests")]
struct Rest;

impl Reader for Resting<'_> {
    type Error = Rest;

    #[inline(always)]
    fn read_byte(&mut self) -> Result<Option<u8>, Rest> {
        let Ok(byte) = self.inner.read_byte();
        if self.follows_equals && !byte.is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.follows_equals = false;
            self.values += usize::from(byte == Some(b'"'));
        }
        Ok(byte)
    }

    fn try_read_string(&mut self, wanted: &[u8], case_sensitive: bool) -> Result<bool, Rest> {
        let Ok(is_there) = self.inner.try_read_string(wanted, case_sensitive);
        Ok(is_there)
    }

    #[inline(always)]
    fn read_until<'b>(&'b mut self, needle: &[u8], buffer: &'b mut [u8; 4]) -> Result<Option<&'b [u8]>, Rest> {
        if self.values >= VALUES {
            self.values = 0;
            return Err(Rest);
        }
        let Ok(chunk) = self.inner.read_until(needle, buffer);
        self.follows_equals = chunk == Some(b"=");
        Ok(chunk)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};

    /// Everything the tokeniser tells, with its place; by a reader that rests or by one that does not.
    fn told(text: &str, rests: bool) -> Vec<String> {
        let mut told = Vec::new();
        let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, span: html5gum::Span<usize>| {
            told.push(format!("{event:?} {span:?}"));
            None
        });
        emitter.naively_switch_states(true);
        if rests {
            tokenise(text, emitter);
        } else {
            let Ok(()) = Tokenizer::new_with_emitter(text, emitter).finish();
        }
        told
    }

    #[test]
    fn to_rest_changes_nothing() {
        for attribute in [
            "a=\"b\" ",
            "a =\t\"b\"",
            "a='b' ",
            "a=b\"c=\"d\" ",
            "=\"x=\"y\" ",
            "\"=\"z\"/",
            "a=\"&amp;=\" ",
            "a=\"<b c=\">\" ",
            "a=\r\n\"é\"\r\n",
        ] {
            for tags in [
                format!("x=\"y\" <p {}>é</p>", attribute.repeat(100)),
                format!("<script>a=\"{attribute}\"</script><p {}", attribute.repeat(80)),
                format!("<p {attribute}>=\"text\" ").repeat(200),
            ] {
                assert_eq!(told(&tags, true), told(&tags, false), "{attribute}");
            }
        }
    }

    #[test]
    fn a_tag_may_have_any_number_of_attributes() {
        assert_eq!(told(&format!("<p {}>x", "a=\"b\" ".repeat(200_000)), true).len(), 400_003);
    }
}
