//! The page behind the QR code: how to open the app and keep it on the phone. Open to everybody.

use super::privacy::way_back;
use kit::components::{Banner, CodeImage, Fact, Facts, IconName, Screen, Section, Tone};
use kit::hooks::use_who;
use kit::services::platform::{Platform, System};
use kit::text::{settings as words, titles};
use yew::prelude::*;

/// 安装到手机
#[component]
pub(crate) fn Install() -> Html {
    let who = use_who();
    let here = use_memo((), |()| Platform::current());
    let address = use_memo((), |()| {
        AttrValue::from(
            web_sys::window().and_then(|window| window.location().origin().ok()).unwrap_or_default(),
        )
    });
    let mut ways = vec![
        (System::Ios, words::IOS, IconName::Share, &words::IOS_STEPS[..]),
        (System::Android, words::ANDROID, IconName::Device, &words::ANDROID_STEPS[..]),
        (System::Desktop, words::DESKTOP, IconName::Home, &words::DESKTOP_STEPS[..]),
    ];
    // What fits this device comes first.
    ways.sort_by_key(|(system, ..)| *system != here.system);
    html! {
        <Screen title={titles::INSTALL} back={way_back(who.as_ref())}>
            <>
                if here.installed {
                    <Banner tone={Tone::Ok}>{ words::INSTALLED }</Banner>
                } else if here.wechat {
                    <Banner tone={Tone::Wait} title={words::WECHAT_TITLE}>{ words::WECHAT }</Banner>
                }
            </>
            <div class="card card--padded center">
                <h2 class="card__title">{ words::SCAN }</h2>
                <CodeImage text={(*address).clone()} label={words::SCAN_DETAIL} />
            </div>
            <Facts><Fact label={words::ADDRESS} value={(*address).clone()} copy=true /></Facts>
            <Section title={words::HOW}>
                { for ways.into_iter().map(|(_, title, icon, steps)| html! {
                    <div key={title} class="card card--padded prose">
                        <h3 class="cluster strong">{ icon.draw() }{ title }</h3>
                        <ol>{ for steps.iter().map(|step| html! { <li key={*step}>{ step }</li> }) }</ol>
                    </div>
                }) }
            </Section>
        </Screen>
    }
}
