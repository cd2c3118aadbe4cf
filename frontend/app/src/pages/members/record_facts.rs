//! A record as labels and values; the administrator's and the member's own screen share it.

use kit::components::{Face, Fact, Facts, Section, Tag, Tone};
use kit::services::platform;
use kit::text::{self, Term as _, members as words};
use shared_types::members::{Member, Standing};
use yew::prelude::*;

/// The name, and how the membership stands.
pub(super) fn head(member: &Member) -> Html {
    let record = &member.particulars;
    html! {
        <div class="card card--padded">
            <div class="person">
                <Face name={record.name.clone()} />
                <div>
                    <h2>{ &record.name }</h2>
                    <p class="quiet">{ &member.branch_name }</p>
                </div>
            </div>
            <p class="cluster">
                <Tag label={record.kind.word()} tone={Tone::Brand} />
                <Tag label={member.standing.word()} tone={text::standing_tone(member.standing)} />
                <>if record.floating { <Tag label={words::FLOATING} tone={Tone::Plain} /> }</>
                <>if record.lost_contact { <Tag label={words::LOST_CONTACT} tone={Tone::Bad} /> }</>
            </p>
        </div>
    }
}

/// Everything but the two numbers, which stand in `numbers`; `branch` is the fact that names the branch.
pub(super) fn facts(member: &Member, numbers: Html, branch: Html) -> Html {
    let record = &member.particulars;
    let today = platform::today().0;
    let given = |value: &Option<String>| AttrValue::from(value.clone().unwrap_or_default());
    let degree = record.degree.map_or(words::NO_DEGREE, |degree| degree.word());
    // Nobody grows older, in life or in the Party, after the end.
    let age = match member.standing {
        Standing::Deceased => text::day(member.born),
        _ => words::born(&text::day(member.born), member.born.years_until(today)),
    };
    let joined = match member.standing {
        Standing::Normal | Standing::Suspended => {
            words::joined(&text::day(record.joined), record.joined.years_until(today))
        }
        Standing::Removed
        | Standing::Withdrawn
        | Standing::Expelled
        | Standing::Deceased
        | Standing::TransferredOut => text::day(record.joined),
    };
    html! {
        <>
            <Section title={words::IDENTITY}>
                <Facts>
                    { numbers }
                    <Fact label={words::SEX} value={member.sex.word()} />
                    <Fact label={words::BORN} value={age} />
                    <Fact label={words::ETHNICITY} value={record.ethnicity.clone()} />
                    <Fact label={words::NATIVE_PLACE} value={given(&record.native_place)} />
                </Facts>
            </Section>
            <Section title={words::PARTY}>
                <Facts>
                    { branch }
                    <Fact label={words::JOINED} value={joined} />
                    <>if let Some(day) = record.full_since { <Fact label={words::FULL_SINCE} value={text::day(day)} /> }</>
                    <Fact label={words::DUES_CATEGORY} value={record.dues_category.word()} />
                </Facts>
            </Section>
            <Section title={words::LIFE}>
                <Facts>
                    <Fact label={words::EDUCATION} value={record.education.word()} />
                    <Fact label={words::DEGREE} value={degree} />
                    <Fact label={words::OCCUPATION} value={record.occupation.word()} />
                    <Fact label={words::WORK_UNIT} value={given(&record.work_unit)} />
                    <Fact label={words::POST} value={given(&record.post)} />
                    <Fact label={words::HOME_ADDRESS} value={given(&record.home_address)} copy=true />
                </Facts>
            </Section>
        </>
    }
}
