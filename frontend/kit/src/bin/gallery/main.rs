//! Every component in every state, and the screens of the design made of them. Served in development only.

mod controls;
mod doors;
mod drawings;
mod feedback;
mod forms;
mod homes;
mod lists;
mod records;

use kit::components::{BarAction, IconName, List, ListRow, Screen, Section, TextSizeSetting, ToastHost};
use kit::hooks::use_query_param;
use kit::services::router::{Route, Router};
use kit::services::storage::{self, TextSize};
use yew::prelude::*;

/// The gallery has one address; its pages are told apart by the query.
#[derive(Clone, PartialEq)]
struct Gallery;

impl Route for Gallery {
    fn from_path(_: &str) -> Self {
        Self
    }
    fn to_path(&self) -> String {
        "/_dev/gallery".to_owned()
    }
    fn title(&self) -> String {
        "组件展示".to_owned()
    }
}

/// Word in the address, title, and what it shows.
type Page = (&'static str, &'static str, fn() -> Html);

const PAGES: &[Page] = &[
    ("door", "登录", || html! { <doors::Door /> }),
    ("org-home", "首页（党组织）", homes::org_home),
    ("member-home", "首页（党员）", homes::member_home),
    ("orgs", "党组织列表", || html! { <lists::Orgs /> }),
    ("fuzzy", "模糊选择", || html! { <forms::Fuzzy /> }),
    ("case", "办理进度", records::case),
    ("controls", "按钮、标签页和筛选", || html! { <controls::Controls /> }),
    ("lists", "列表的各种状态", || html! { <lists::Lists /> }),
    ("long", "长列表", lists::long),
    ("fields", "输入项", || html! { <forms::Fields /> }),
    ("photos", "照片", || html! { <forms::Photos /> }),
    ("records", "资料与二维码", || html! { <records::Records /> }),
    ("feedback", "提示、空白和出错", || html! { <feedback::Feedback /> }),
    ("sheets", "底部面板", || html! { <feedback::Sheets /> }),
    ("drawings", "图标与颜色", drawings::drawings),
];

/// The address of a page of the gallery.
fn page(word: &str) -> AttrValue {
    AttrValue::from(format!("?show={word}"))
}

#[component]
fn Shown() -> Html {
    let (show, _) = use_query_param("show");
    match PAGES.iter().find(|(word, _, _)| *word == show.as_str()) {
        Some((_, _, draw)) => draw(),
        None => html! { <Index /> },
    }
}

#[component]
fn Index() -> Html {
    let normal = Callback::from(|()| storage::set_text_size(TextSize::Normal));
    html! {
        <Screen title="组件展示" action={html! { <BarAction label="标准字号" icon={IconName::TextSize} on_press={normal} /> }}>
            <div class="card"><TextSizeSetting /></div>
            <Section title="页面">
                <List label="页面">
                    { for PAGES.iter().map(|(word, title, _)| html! {
                        <li key={*word}><ListRow title={html! { { *title } }} href={page(word)} /></li>
                    }) }
                </List>
            </Section>
        </Screen>
    }
}

#[component]
fn App() -> Html {
    html! { <ToastHost><Router<Gallery> draw={Callback::from(|_: Gallery| html! { <Shown /> })} /></ToastHost> }
}

fn main() {
    let root =
        web_sys::window().and_then(|window| window.document()).and_then(|page| page.get_element_by_id("app"));
    match root {
        Some(root) => drop(yew::Renderer::<App>::with_root(root).render()),
        None => drop(yew::Renderer::<App>::new().render()),
    }
}
