//! Which trace a request belongs to: read from `x-amzn-trace-id` or the W3C's `traceparent`, passed on with every
//! SDK call. Knows no request and no span's content.

use std::fmt;

/// The header of X-Ray, which the gateway and the runtime set and the SDK's services understand.
pub(super) const XRAY_HEADER: &str = "x-amzn-trace-id";

/// A trace, as 32 hexadecimal digits: eight of its second, 24 random ones. X-Ray writes the same digits with
/// dashes.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct TraceId(String);

/// A span of a trace: 16 hexadecimal digits.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct SpanId(String);

/// Where a request stands in its trace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Trace {
    pub(super) id: TraceId,
    /// The span that called.
    pub(super) parent: Option<SpanId>,
    /// Whether X-Ray wants to know.
    pub(super) sampled: bool,
}

/// `text`, if it is `length` lower-case hexadecimal digits and not all zero, which the W3C forbids. What a caller
/// sends reaches a log line, so nothing else passes.
fn digits(text: &str, length: usize) -> Option<String> {
    let hexadecimal = text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    (text.len() == length && hexadecimal && text.bytes().any(|b| b != b'0')).then(|| text.to_owned())
}

impl TraceId {
    fn new(second: i64) -> Self {
        Self(format!("{second:08x}{:024x}", rand::random::<u128>() >> 32))
    }

    /// As 32 digits.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// As X-Ray writes it.
    pub(super) fn xray(&self) -> String {
        let (second, rest) = self.0.split_at_checked(8).unwrap_or_default();
        format!("1-{second}-{rest}")
    }

    fn from_xray(text: &str) -> Option<Self> {
        let (second, rest) = text.strip_prefix("1-")?.split_once('-')?;
        (second.len() == 8).then(|| digits(&format!("{second}{rest}"), 32)).flatten().map(Self)
    }
}

impl fmt::Debug for TraceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl SpanId {
    /// A new one.
    pub(super) fn new() -> Self {
        Self(format!("{:016x}", rand::random_range(1..=u64::MAX)))
    }

    /// As 16 digits.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SpanId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Trace {
    /// A trace that begins here.
    pub(super) fn begin(second: i64) -> Self {
        Self { id: TraceId::new(second), parent: None, sampled: false }
    }

    /// `Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1`, in any order.
    pub(super) fn from_xray(header: &str) -> Option<Self> {
        let field =
            |name: &str| header.split(';').find_map(|part| part.trim().strip_prefix(name)?.strip_prefix('='));
        Some(Self {
            id: TraceId::from_xray(field("Root")?)?,
            parent: field("Parent").and_then(|parent| digits(parent, 16)).map(SpanId),
            sampled: field("Sampled") == Some("1"),
        })
    }

    /// `00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01`; later versions may append fields. What it says
    /// about sampling is not followed: X-Ray is told what its own header says.
    pub(super) fn from_w3c(header: &str) -> Option<Self> {
        let mut fields = header.split('-');
        let (version, id, parent, flags) = (fields.next()?, fields.next()?, fields.next()?, fields.next()?);
        let ends = version != "00" || fields.next().is_none();
        let hexadecimal = |text: &str| text.len() == 2 && text.bytes().all(|b| b.is_ascii_hexdigit());
        if !ends || version == "ff" || !hexadecimal(version) || !hexadecimal(flags) {
            return None;
        }
        Some(Self { id: TraceId(digits(id, 32)?), parent: Some(SpanId(digits(parent, 16)?)), sampled: false })
    }

    /// What a call says that `span` makes.
    pub(super) fn passed_on(&self, span: &SpanId) -> String {
        let sampled = u8::from(self.sampled);
        format!("Root={};Parent={};Sampled={sampled}", self.id.xray(), span.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const XRAY: &str = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";

    #[test]
    fn both_headers_are_read() {
        let trace = Trace::from_xray(XRAY).expect("a trace");
        assert_eq!(trace.id.as_str(), "5759e988bd862e3fe1be46a994272793");
        assert_eq!(trace.id.xray(), "1-5759e988-bd862e3fe1be46a994272793");
        assert_eq!(trace.parent.as_ref().map(SpanId::as_str), Some("53995c3f42cd8ad8"));
        assert!(trace.sampled);
        let w3c =
            Trace::from_w3c("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01").expect("a trace");
        assert_eq!(w3c.id.as_str(), "0af7651916cd43dd8448eb211c80319c");
        assert!(!w3c.sampled);
        assert!(Trace::from_w3c("01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more").is_some());
    }

    #[test]
    fn what_is_passed_on_is_read_back_with_the_span_as_parent() {
        let trace = Trace::from_xray(XRAY).expect("a trace");
        let span = SpanId::new();
        let next = Trace::from_xray(&trace.passed_on(&span)).expect("a trace");
        assert_eq!(next, Trace { parent: Some(span), ..trace });
        let begun = Trace::begin(1_795_000_000);
        let next = Trace::from_xray(&begun.passed_on(&SpanId::new())).expect("a trace");
        assert_eq!((next.id, next.sampled), (begun.id, false));
    }

    #[test]
    fn nothing_else_reaches_a_log() {
        for header in [
            "",
            "Root=1-5759e988-bd862e3fe1be46a99427279",
            "Root=1-5759e988bd-862e3fe1be46a994272793",
            "Root=2-5759e988-bd862e3fe1be46a994272793",
            "Root=1-5759E988-bd862e3fe1be46a994272793",
            "Root=1-00000000-000000000000000000000000",
            "Root=1-5759e988-bd862e3fe1be46a99427279王",
            "Parent=53995c3f42cd8ad8",
        ] {
            assert_eq!(Trace::from_xray(header), None, "{header}");
        }
        for header in [
            "",
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
            "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            "00-00000000000000000000000000000000-b7ad6b7169203331-01",
            "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
            "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        ] {
            assert_eq!(Trace::from_w3c(header), None, "{header}");
        }
        let odd = Trace::from_xray("Root=1-5759e988-bd862e3fe1be46a994272793;Parent=x;Sampled=yes");
        assert_eq!(odd.map(|trace| (trace.parent, trace.sampled)), Some((None, false)));
    }
}
