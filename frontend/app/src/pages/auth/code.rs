//! The second step on a new device: the code from the message.

use gloo_timers::callback::Interval;
use kit::components::{Button, ButtonKind, Checkbox, CodeField, Form, Sheet};
use kit::hooks::use_action;
use kit::services::{api, platform};
use kit::text::{self, signin};
use shared_types::auth::{CODE_DIGITS, Code, CodeAgain, ConfirmCode, Door, SendCodeAgain, Step};
use shared_types::dates::Moment;
use shared_types::error::{Fault, Refusal};
use shared_types::ids::ChallengeId;
use yew::prelude::*;

/// Whole seconds from now until a moment, counting down; 0 afterwards.
#[hook]
fn use_countdown(until: Moment) -> i64 {
    let left = move || (until.seconds() - platform::now().seconds()).max(0);
    let shown = use_state_eq(left);
    {
        let shown = shown.clone();
        use_effect_with(until, move |_| {
            shown.set(left());
            let ticking = Interval::new(1_000, move || shown.set(left()));
            move || drop(ticking)
        });
    }
    *shown
}

/// Properties of [`CodeStep`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct CodeStepProps {
    /// Through which door.
    pub door: Door,
    /// This sign-in.
    pub challenge: ChallengeId,
    /// Where the message went, masked.
    pub mobile: String,
    /// From when another message may be asked for.
    pub again: Moment,
    /// What comes next.
    pub on_step: Callback<(Door, Step)>,
    /// Back to the beginning.
    pub on_back: Callback<()>,
}

/// Six digits.
#[component]
pub(super) fn CodeStep(props: &CodeStepProps) -> Html {
    let typed = use_state(String::new);
    let remember = use_state(|| true);
    let short = use_state(|| false);
    let refused = use_state(|| 0_u32);
    let help = use_state(|| false);
    let left = use_countdown(props.again);
    let repeated = use_state(|| false);
    let door = props.door;
    let confirm = {
        let (on_step, typed, refused) = (props.on_step.clone(), typed.clone(), refused.clone());
        use_action(
            |code: Code| api::call::<ConfirmCode>((), code),
            move |outcome: Result<Step, api::Failure>| match outcome {
                Ok(step) => on_step.emit((door, step)),
                Err(failure) => {
                    if matches!(failure.refusal(), Some(Refusal::CodeWrong { .. })) {
                        typed.set(String::new());
                        refused.set(*refused + 1);
                    }
                }
            },
        )
    };
    let again = {
        let (on_step, repeated) = (props.on_step.clone(), repeated.clone());
        use_action(
            |challenge: ChallengeId| api::call::<SendCodeAgain>((), CodeAgain { challenge }),
            move |outcome| {
                if let Ok(step) = outcome {
                    repeated.set(true);
                    on_step.emit((door, step));
                }
            },
        )
    };
    let send = {
        let (challenge, remember, run) = (props.challenge.clone(), *remember, confirm.run.clone());
        move |code: String| run.emit(Code { challenge: challenge.clone(), code, remember })
    };
    let on_submit = {
        let (typed, short, refused, send) = (typed.clone(), short.clone(), refused.clone(), send.clone());
        Callback::from(move |()| {
            if typed.len() == CODE_DIGITS {
                send(typed.to_string());
            } else {
                short.set(true);
                refused.set(*refused + 1);
            }
        })
    };
    let on_change = {
        let (typed, short, clear) = (typed.clone(), short.clone(), confirm.clear.clone());
        Callback::from(move |code: String| {
            typed.set(code.clone());
            short.set(false);
            clear.emit(());
            // The last digit is the wish to go on, also when the phone has filled them in.
            if code.len() == CODE_DIGITS {
                send(code);
            }
        })
    };
    let wrong =
        matches!(confirm.failure.as_ref().and_then(api::Failure::refusal), Some(Refusal::CodeWrong { .. }));
    let fault = if *short {
        Some(AttrValue::from(text::fault(Fault::Required)))
    } else {
        confirm.fault().filter(|_| wrong)
    };
    let on_again = {
        let (run, challenge) = (again.run.clone(), props.challenge.clone());
        Callback::from(move |_: MouseEvent| {
            if left == 0 {
                run.emit(challenge.clone());
            }
        })
    };
    let end = html! {
        <button type="button" class="field__key num" onclick={on_again} aria-disabled={(left > 0 || again.pending).then_some("true")}>
            { if left > 0 { signin::again_in(left) } else { signin::AGAIN.to_owned() } }
        </button>
    };
    let toggle = |to: bool| {
        let help = help.clone();
        Callback::from(move |()| help.set(to))
    };
    let on_remember = {
        let remember = remember.clone();
        Callback::from(move |to: bool| remember.set(to))
    };
    html! {
        <>
            <Form card=true {on_submit} refused={*refused}>
                <div>
                    <h2 class="card__title">{ signin::CODE_TITLE }</h2>
                    <p class="quiet num" role="status">{ if *repeated { signin::sent_again_to(&props.mobile) } else { signin::sent_to(&props.mobile) } }</p>
                </div>
                <CodeField label={signin::CODE} value={(*typed).clone()} {on_change} {fault} digits={6} {end} />
                <Checkbox checked={*remember} on_change={on_remember}>{ signin::REMEMBER }</Checkbox>
                <>if !wrong { { confirm.banner() } }</>
                <>{ again.banner() }</>
                <Button submit=true wide=true label={signin::NEXT} pending={confirm.pending} />
                <div class="between">
                    <Button kind={ButtonKind::Quiet} label={signin::OTHER_LOGIN} on_press={props.on_back.clone()} />
                    <Button kind={ButtonKind::Text} label={signin::WRONG_NUMBER} on_press={toggle(true)} />
                </div>
            </Form>
            <Sheet title={signin::WRONG_NUMBER} open={*help} on_close={toggle(false)}>
                <p>{ match door { Door::Member => signin::WRONG_NUMBER_MEMBER, Door::Org => signin::WRONG_NUMBER_ORG } }</p>
                <Button wide=true label={signin::I_SEE} on_press={toggle(false)} />
            </Sheet>
        </>
    }
}
