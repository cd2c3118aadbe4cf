//! Lists in their states.

use kit::components::{
    ActionTone, BarAction, Bones, Breadcrumb, Choice, EmptyState, Face, FailedState, FilterChips, IconName,
    List, ListRow, LoadMore, PullToRefresh, RefreshButton, RowAction, Screen, SearchBox, Section, Skeleton,
    SwipeRow, Tag, Tally, Tone, VirtualList,
};
use kit::hooks::use_toast;
use yew::prelude::*;

const ORGS: &[(&str, &str, &str, Tone)] = &[
    ("幸福社区党总支", "书记 李国平 · 党员 126 名", "党总支", Tone::Plain),
    ("骡马街社区党总支", "书记 张 敏 · 党员 98 名", "党总支", Tone::Plain),
    ("国土资源局党支部", "书记 陈 刚 · 党员 31 名", "党支部", Tone::Plain),
    ("桃源社区党支部", "书记 空缺 · 党员 44 名", "2 个月后届满", Tone::Wait),
    ("北门社区党支部", "书记 赵永明 · 党员 52 名", "党支部", Tone::Plain),
    ("人民路社区联合党支部", "书记 单春梅 · 党员 17 名", "联合党支部", Tone::Plain),
    ("众兴街道办事处机关退休干部第一党支部", "书记 欧阳建国 · 党员 46 名", "已届满", Tone::Bad),
];

#[component]
pub(crate) fn Orgs() -> Html {
    let toast = use_toast();
    let search = use_state(String::new);
    let on_search = {
        let search = search.clone();
        Callback::from(move |text: String| search.set(text))
    };
    let action = |label: &'static str, icon: IconName, tone: ActionTone| {
        let toast = toast.clone();
        RowAction {
            label: label.into(),
            icon,
            tone,
            on_press: Callback::from(move |()| toast.emit(format!("点了{label}").into())),
        }
    };
    let refresh = {
        let toast = toast.clone();
        Callback::from(move |()| toast.emit("已刷新".into()))
    };
    let rows: Vec<_> = ORGS.iter().filter(|(name, _, _, _)| name.contains(search.as_str())).collect();
    html! {
        <Screen title="党组织管理" back="?" action={html! { <BarAction label="新建" href="?show=fields" /> }}>
            <SearchBox label="搜索党组织名称" value={(*search).clone()} {on_search} />
            <Breadcrumb steps={vec![("宿迁市委组织部".into(), "?a".into()), ("泗阳县委组织部".into(), "?b".into()), ("众兴街道党工委".into(), "?c".into()), ("幸福社区党总支".into(), "?d".into())]} />
            <Tally words={format!("下级党组织 {} 个", rows.len())} end={html! { <RefreshButton on_refresh={refresh.clone()} /> }} />
            <PullToRefresh on_refresh={refresh}>
                if rows.is_empty() {
                    <EmptyState title="没有找到" advice="请换一个词，或者到上一级查找。" />
                } else {
                    <List label="下级党组织">
                        { for rows.into_iter().map(|(name, detail, tag, tone)| html! {
                            <li key={*name}>
                                <SwipeRow name={*name} title={html! { { *name } }} detail={html! { { *detail } }}
                                    end={html! { <Tag label={*tag} tone={*tone} /> }} href="?show=records"
                                    actions={vec![action("详情", IconName::About, ActionTone::Look), action("编辑", IconName::Edit, ActionTone::Change), action("移动", IconName::Move, ActionTone::Other), action("撤销", IconName::Remove, ActionTone::End)]} />
                            </li>
                        }) }
                    </List>
                }
            </PullToRefresh>
        </Screen>
    }
}

#[component]
pub(crate) fn Lists() -> Html {
    let kind = use_state(AttrValue::default);
    let on_select = {
        let kind = kind.clone();
        Callback::from(move |chosen: AttrValue| kind.set(chosen))
    };
    let choices = ["全部", "正式党员", "预备党员", "流动党员", "停止党籍", "失联"]
        .map(|word| Choice::new(if word == "全部" { "" } else { word }, word));
    html! {
        <Screen title="列表的各种状态" back="?">
            <FilterChips label="类别" choices={choices.to_vec()} selected={(*kind).clone()} {on_select} />
            <Section title="普通列表">
                <List label="党员">
                    <li key="1"><ListRow lead={html! { <Face name="王秀兰" /> }} title={html! { "王秀兰" }} detail={html! { "女 · 64 岁 · 幸福社区第二党支部" }} end={html! { <Tag label="正式党员" tone={Tone::Plain} /> }} href="?show=records" /></li>
                    <li key="2"><ListRow lead={html! { <Face name="阿依古丽·买买提" /> }} title={html! { "阿依古丽·买买提" }} detail={html! { "女 · 24 岁 · 宿迁学院教育系学生第三党支部" }} end={html! { <Tag label="预备党员" tone={Tone::Wait} /> }} href="?show=records" /></li>
                    <li key="3"><ListRow title={html! { "没有第二行，也不能点" }} end={html! { "已启用" }} /></li>
                    <li key="4"><ListRow title={html! { "点按即执行" }} on_press={Callback::noop()} /></li>
                </List>
                <LoadMore shown=4 more=false pending=false on_more={Callback::noop()} />
            </Section>
            <Section title="列表末尾">
                <div class="card">
                    <LoadMore shown=50 more=true pending=true on_more={Callback::noop()} />
                    <LoadMore shown=50 more=true pending=false fault="没有连接到网络" on_more={Callback::noop()} />
                </div>
            </Section>
            <Section title="正在加载"><Bones of={Skeleton::Rows} /></Section>
            <Section title="没有内容"><div class="card"><EmptyState title="本级暂无下级党组织" advice="新建后会显示在这里。" action={("新建党组织".into(), Callback::noop())} /></div></Section>
            <Section title="没有连接"><div class="card"><FailedState offline=true title="没有连接到网络" advice="请检查网络后重试，已填写的内容不会丢失。" on_retry={Callback::noop()} /></div></Section>
            <Section title="出错"><div class="card"><FailedState title="系统出现问题，没有完成" advice="请稍后重试。如需帮助，请提供编号 0198f3b2。" on_retry={Callback::noop()} /></div></Section>
        </Screen>
    }
}

pub(crate) fn long() -> Html {
    let row = Callback::from(|at: usize| {
        html! {
            <li key={at}><ListRow title={html! { { format!("第 {} 名党员", at + 1) } }} detail={html! { "幸福社区第二党支部" }} end={html! { <Tag label="正式党员" tone={Tone::Plain} /> }} href="?show=records" /></li>
        }
    });
    html! {
        <Screen title="长列表" back="?">
            <Tally words="党员 300,000 名" />
            <VirtualList label="党员" count=300_000 {row} />
        </Screen>
    }
}
