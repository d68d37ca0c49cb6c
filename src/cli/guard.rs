//! A fault in one file must not take the run down.

use std::cell::{Cell, RefCell};
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
    static FAULT: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Runs `work`; if it panics, returns where and why instead.
pub(super) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |information| {
            // Work may be guarded on one thread and not on another.
            if GUARDED.get() {
                let place = information.location().map(|at| format!("{}:{}", at.file(), at.line()));
                let payload = information.payload();
                let words = payload.downcast_ref::<&str>().copied();
                let words = words.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
                let words = words.unwrap_or("unknown fault");
                FAULT.set(Some(format!("{words} ({})", place.as_deref().unwrap_or("unknown place"))));
            } else {
                usual(information);
            }
        }));
    });
    // Rayon may run a second piece of work inside the first, while the first waits.
    let before = GUARDED.replace(true);
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(before);
    result.map_err(|_| FAULT.take().unwrap_or_else(|| "unknown fault".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn a_fault_is_told_with_its_place() {
        let fault = guarded(|| -> u8 { panic!("no such token") }).expect_err("fault");
        assert!(fault.starts_with("no such token (src/cli/guard.rs:"), "{fault}");
        assert_eq!(guarded(|| 1), Ok(1));
    }
}
