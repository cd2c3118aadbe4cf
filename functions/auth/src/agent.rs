//! Names of devices, from the browser's own words. A name helps people to tell their devices apart; nothing
//! is decided by it.

/// System, most telling words first: HarmonyOS calls itself Android too, an iPad an iPhone's cousin.
const SYSTEMS: [(&str, &str); 9] = [
    ("HarmonyOS", "鸿蒙手机"),
    ("ArkWeb", "鸿蒙手机"),
    ("iPad", "苹果平板"),
    ("iPhone", "苹果手机"),
    ("Android", "安卓手机"),
    ("Macintosh", "苹果电脑"),
    ("Windows", "电脑"),
    ("CrOS", "电脑"),
    ("Linux", "电脑"),
];

/// Program, most telling words first: nearly all claim to be Chrome and Safari as well.
const PROGRAMS: [(&str, &str); 17] = [
    ("wxwork", "企业微信"),
    ("MicroMessenger", "微信"),
    ("DingTalk", "钉钉"),
    ("AlipayClient", "支付宝"),
    ("MQQBrowser", "QQ浏览器"),
    ("UCBrowser", "UC浏览器"),
    ("HuaweiBrowser", "华为浏览器"),
    ("MiuiBrowser", "小米浏览器"),
    ("HeyTapBrowser", "OPPO浏览器"),
    ("VivoBrowser", "vivo浏览器"),
    ("Edg", "Edge"),
    ("FxiOS", "Firefox"),
    ("Firefox", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("QQ/", "QQ"),
    ("Safari", "Safari"),
];

fn first<'a>(agent: &str, known: &[(&str, &'a str)], otherwise: &'a str) -> &'a str {
    known.iter().find(|(word, _)| agent.contains(word)).map_or(otherwise, |(_, name)| name)
}

/// The name of the device that says so of itself, e.g. `安卓手机 · 微信`.
pub(crate) fn device_name(agent: &str) -> String {
    let system = match first(agent, &SYSTEMS, "其他设备") {
        // Android browsers on tablets leave this word out.
        "安卓手机" if !agent.contains("Mobile") => "安卓平板",
        system => system,
    };
    format!("{system} · {}", first(agent, &PROGRAMS, "浏览器"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_names_of_browsers() {
        let agent = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130 Mobile MicroMessenger/8";
        platform::testing::hostile::survives("a user agent", &[agent], |text| {
            let _named = device_name(text);
            Some(text.to_owned())
        });
    }

    #[test]
    fn devices_are_named_as_people_call_them() {
        let apple =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";
        let android = "Mozilla/5.0 (Linux; Android 14; V2309A) AppleWebKit/537.36 (KHTML, like Gecko)";
        let windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)";
        for (agent, name) in [
            (
                format!("{apple} Mobile/15E148 MicroMessenger/8.0.50(0x1800323d) NetType/WIFI"),
                "苹果手机 · 微信",
            ),
            (format!("{apple} Version/17.5 Mobile/15E148 Safari/604.1"), "苹果手机 · Safari"),
            (format!("{apple} CriOS/126.0.6478.54 Mobile/15E148 Safari/604.1"), "苹果手机 · Chrome"),
            (
                format!(
                    "{android} Version/4.0 Chrome/116.0 Mobile Safari/537.36 XWEB/1160 MicroMessenger/8.0.49"
                ),
                "安卓手机 · 微信",
            ),
            (format!("{android} Chrome/126.0.0.0 Mobile Safari/537.36"), "安卓手机 · Chrome"),
            (format!("{android} Chrome/126.0.0.0 Safari/537.36"), "安卓平板 · Chrome"),
            (
                format!("{android} Chrome/114.0 Mobile Safari/537.36 VivoBrowser/21.1.0.0"),
                "安卓手机 · vivo浏览器",
            ),
            (
                format!("{android} Chrome/99.0 HuaweiBrowser/15.0 HarmonyOS Mobile Safari/537.36"),
                "鸿蒙手机 · 华为浏览器",
            ),
            (
                "Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) Version/17.5 Mobile/15E148 Safari/604.1"
                    .into(),
                "苹果平板 · Safari",
            ),
            (format!("{windows} Chrome/126.0.0.0 Safari/537.36 Edg/126.0"), "电脑 · Edge"),
            (
                format!("{windows} Chrome/126.0.0.0 Safari/537.36 wxwork/4.1.22 MicroMessenger/7.0.1"),
                "电脑 · 企业微信",
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/17.5 Safari/605.1.15".into(),
                "苹果电脑 · Safari",
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0".into(),
                "电脑 · Firefox",
            ),
            ("curl/8.5.0".into(), "其他设备 · 浏览器"),
            (String::new(), "其他设备 · 浏览器"),
        ] {
            assert_eq!(device_name(&agent), name, "{agent}");
        }
    }
}
