//! On what we run: WeChat, iOS, Android or a computer; the clock, the clipboard. Knows no screen.

use shared_types::dates::{Moment, Today};
use wasm_bindgen_futures::JsFuture;

/// The system of the device, as far as hints need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum System {
    /// iPhone and iPad.
    Ios,
    /// Android and HarmonyOS.
    Android,
    /// Anything with a keyboard.
    Desktop,
}

/// Where the app runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Platform {
    /// The system.
    pub system: System,
    /// Inside WeChat, where files cannot be downloaded and nothing can be put on the home screen.
    pub wechat: bool,
    /// Opened from the home screen.
    pub installed: bool,
}

impl Platform {
    /// Read from a user agent.
    pub fn of(agent: &str, touch: bool, installed: bool) -> Self {
        // iPadOS calls itself a Macintosh; only the touch screen tells.
        let ios =
            agent.contains("iPhone") || agent.contains("iPad") || (agent.contains("Macintosh") && touch);
        let android =
            agent.contains("Android") || agent.contains("HarmonyOS") || agent.contains("OpenHarmony");
        let system = match (ios, android) {
            (true, _) => System::Ios,
            (false, true) => System::Android,
            (false, false) => System::Desktop,
        };
        Self { system, wechat: agent.contains("MicroMessenger"), installed }
    }

    /// Here and now.
    pub fn current() -> Self {
        let Some(window) = web_sys::window() else { return Self::of("", false, false) };
        let navigator = window.navigator();
        let installed = window
            .match_media("(display-mode: standalone)")
            .ok()
            .flatten()
            .is_some_and(|media| media.matches());
        Self::of(&navigator.user_agent().unwrap_or_default(), navigator.max_touch_points() > 1, installed)
    }
}

/// The moment it is, by this device's clock.
pub fn now() -> Moment {
    let millis = js_sys::Date::now().trunc();
    // A clock beyond 2^53 ms is none; the text form avoids a lossy cast.
    Moment::from_millis(format!("{millis:.0}").parse().unwrap_or_default())
}

/// The day it is in China, for checking bodies.
pub fn today() -> Today {
    Today(now().day())
}

/// Whether the device believes itself connected.
pub fn online() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}

/// Where the product is served: `https://…`, without a slash at its end.
pub fn origin() -> String {
    web_sys::window().and_then(|window| window.location().origin().ok()).unwrap_or_default()
}

/// Opens the browser's window for printing.
pub fn print() {
    // A browser that cannot print shows none.
    let _ = web_sys::window().map(|window| window.print());
}

/// Puts text on the clipboard; false where the browser refuses.
pub async fn copy(text: &str) -> bool {
    match web_sys::window() {
        Some(window) if window.is_secure_context() => {
            JsFuture::from(window.navigator().clipboard().write_text(text)).await.is_ok()
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn platforms_are_told_by_their_agents() {
        for (agent, touch, system, wechat) in [
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) MicroMessenger/8.0.40",
                true,
                System::Ios,
                true,
            ),
            ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Safari/605.1.15", true, System::Ios, false),
            ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Safari/605.1.15", false, System::Desktop, false),
            (
                "Mozilla/5.0 (Linux; Android 12; V2001A) MicroMessenger/8.0.47 XWEB/5000",
                true,
                System::Android,
                true,
            ),
            ("Mozilla/5.0 (Phone; OpenHarmony 5.0) ArkWeb/4.1", true, System::Android, false),
            ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120", false, System::Desktop, false),
        ] {
            assert_eq!(
                Platform::of(agent, touch, false),
                Platform { system, wechat, installed: false },
                "{agent}"
            );
        }
    }
}
