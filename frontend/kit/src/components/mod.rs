//! The components. They draw what they are given and say what the person did; they fetch nothing.
//!
//! Frame
//! - `<Screen title="党员管理" back="/" action={..} dock={..}>` – a screen with the red bar; `back` is where the back key leads when there is no history.
//! - `<BarAction label="新建" href="/orgs/new" />` – the action at the end of a bar; `icon` shows a drawing in place of the words.
//! - `<Hero title above below action door />`, then `<Body>` – the red head of the door and the home screens; both inside `<div class="screen">`.
//! - `<Section title more={("全部", href)}>`, `<Card title? flush?>`, `<Footer links icp />`.
//!
//! Home
//! - `<Counters counters={vec![Counter { figure, label, href }]} />` – what waits for me; first in the body after a hero.
//! - `<Tiles label tiles={vec![Tile { icon, tint, label, href, waiting }]} />` – the icon grid.
//!
//! Actions
//! - `<Button label kind={ButtonKind::Ghost} on_press wide pending disabled icon href submit />`; several stand in `<div class="btns">`.
//! - `<IconButton icon label on_press />` – a drawing only.
//! - `<FilterChips label choices selected on_select />`, `<ChipButton label active on_press />` (opens a sheet; inside `<div class="chips">`).
//! - `<Tabs label name choices selected on_select />` with `<TabPanel name selected>`.
//!
//! Lists
//! - `<List label>` around keyed `<li>`s with `<ListRow title detail lead end href on_press />` or
//!   `<SwipeRow name title detail end href actions={vec![RowAction { label, icon, tone, on_press }]} />`.
//! - `<VirtualList label count row={Callback<usize, Html>} />` – beyond 100 rows.
//! - `<SearchBox label value on_search />`, `<Breadcrumb steps={vec![(label, href)]} />`, `<Tally words end />`,
//!   `<LoadMore shown total more pending fault on_more />`, `<PullToRefresh on_refresh>`, `<RefreshButton on_refresh />`.
//!
//! Forms
//! - `<Form on_submit refused card>` – focuses the first wrong field with each refused submit; `<FormSection title>`.
//! - `<TextField label name value on_change on_leave fault hint optional keyboard autocomplete placeholder most fixed end />`, `<TextArea .. most />`.
//! - `<IdNumberField ../>`, `<PhoneField ../>`, `<DayField ../>`, `<MonthField ../>`, `<PasswordField ../>`, `<CodeField label value on_change fault digits end />`.
//! - `<SelectField label name choices value on_change ../>`, `<Switch label detail on on_change />`, `<Checkbox checked on_change fault>`.
//! - `<Picker label name picked on_pick lookup={lookup(|typed| async move { .. })} fault />` – the fuzzy field.
//! - `<PhotoField label hint fault state picture on_pick on_retry on_remove />` – a page draws it by `use_photo(purpose, value, on_change).field(label, hint, fault, optional)`.
//!
//! Records
//! - `<Facts>` around `<Fact label value call copy />` and `<MaskedFact label masked whole on_reveal pending phone />`.
//! - `<Timeline label steps={vec![Step { title, detail, state, tag, note }]} />`, `<Tag label tone icon />`, `<Face name />`.
//!
//! Feedback
//! - `<Banner tone title alert action>`, `<EmptyState title advice action icon />`, `<FailedState title advice offline on_retry />`, `<Bones of={Skeleton::Rows} />`.
//! - `<ToastHost>` around the app; `let toast = use_toast(); toast.emit("已保存".into())`.
//! - `<Sheet title open on_close>`, `<ConfirmSheet title act danger open pending fault on_confirm on_close>`, `<ChoiceSheet title choices selected open on_select on_close />`.
//!
//! Others
//! - `{ IconName::Search.draw() }`, `{ IconName::Check.small() }`, `{ emblem() }`, `<CodeImage text label />`, `<TextSizeSwitch />` (a key) and `<TextSizeSetting />` (a switch).

mod button;
mod chips;
mod choice_fields;
mod facts;
mod feedback;
mod field;
mod grouping;
mod heights;
mod icon;
mod keys;
mod layout;
mod list;
mod marks;
mod photo_field;
mod picker;
mod pull;
mod qr;
mod seal;
mod search_box;
mod sheet;
mod special_fields;
mod swipe;
mod text_size;
mod tiles;
mod toast;
mod typing;
mod virtual_list;

pub use button::{Button, ButtonKind, ButtonProps, IconButton, IconButtonProps};
pub use chips::{
    ChipButton, ChipButtonProps, Choice, FilterChips, FilterChipsProps, TabPanel, TabPanelProps, Tabs,
    TabsProps,
};
pub use choice_fields::{
    Checkbox, CheckboxProps, Form, FormProps, FormSection, FormSectionProps, SelectField, SelectFieldProps,
    Switch, SwitchProps,
};
pub use facts::{
    Fact, FactProps, Facts, FactsProps, MaskedFact, MaskedFactProps, Step, StepState, Timeline, TimelineProps,
};
pub use feedback::{
    Banner, BannerProps, Bones, BonesProps, EmptyState, EmptyStateProps, FailedState, FailedStateProps,
    Skeleton, Tag, TagProps, Tone,
};
pub use field::{Field, FieldProps, Keyboard, TextArea, TextAreaProps, TextField, TextFieldProps};
pub use icon::IconName;
pub use layout::{
    BarAction, BarActionProps, Body, BodyProps, Card, CardProps, Footer, FooterProps, Hero, HeroProps,
    Screen, ScreenProps, Section, SectionProps,
};
pub use list::{
    Breadcrumb, BreadcrumbProps, List, ListProps, ListRow, ListRowProps, LoadMore, LoadMoreProps, Tally,
    TallyProps,
};
pub use marks::marked;
pub use photo_field::{PhotoField, PhotoFieldProps, PhotoState};
pub use picker::{Lookup, Picker, PickerProps, Suggestion, lookup};
pub use pull::{PullToRefresh, PullToRefreshProps, RefreshButton, RefreshButtonProps};
pub use qr::{CodeImage, CodeImageProps, code_squares};
pub use seal::{Face, FaceProps, emblem};
pub use search_box::{SearchBox, SearchBoxProps};
pub use sheet::{ChoiceSheet, ChoiceSheetProps, ConfirmSheet, ConfirmSheetProps, Sheet, SheetProps};
pub use special_fields::{
    CodeField, CodeFieldProps, DayField, IdNumberField, MonthField, PasswordField, PhoneField,
    SpecialFieldProps,
};
pub use swipe::{ActionTone, RowAction, SwipeRow, SwipeRowProps};
pub use text_size::{TextSizeSetting, TextSizeSwitch};
pub use tiles::{Counter, Counters, CountersProps, Tile, Tiles, TilesProps, Tint};
pub use toast::{ToastChange, ToastHost, ToastHostProps, Toasts, use_toast};
pub use typing::{Typing, use_id, use_typing};
pub use virtual_list::{VirtualList, VirtualListProps};
