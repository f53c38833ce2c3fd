//! What the addresses of a counted profile tell about frames that its lines hide.
//!
//! `debug=1` leaves out the runtime's frames on top of a stack (`runtime/pprof/pprof.go`,
//! `printStackRecord`), but the head of a record has the addresses of all frames:
//!
//! ```text
//! 48 @ 0x48a8ea 0x41717c 0x416d77 0x6b2bfa 0x4918a1
//!      gopark   chansend chansend1 main.send goexit
//! #  0x6b2bf9  main.send+0x39  /app/main.go:22
//! ```
//!
//! Everybody who waits has the same address in `gopark` on top. Above the first line shown, a channel
//! operation has three frames, a select two. Which operation it is tells the distance from the call in
//! `chansend1` to the one in `chansend`: both functions are the runtime's own, so it is the same in
//! every program built by one version of Go for one processor.

/// The addresses above the first line shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Hidden {
    /// How many.
    len: usize,
    /// The first three; 0 where there are less.
    pcs: [u64; 3],
    /// Whether the state told by the lines is a wait, so that the first address is in `gopark`.
    parks: bool,
}

/// The frames of a waiting channel operation: `gopark`, `chansend`, `chansend1`.
const CHANNEL: usize = 3;
/// Those of a select: `gopark`, `selectgo`; and of one without cases: `gopark`, `block`.
const SELECT: usize = 2;

/// One operation: its state, and the distances in its code from the call below it to `gopark`.
struct Op {
    state: &'static str,
    amd64: &'static [u64],
    arm64: &'static [u64],
}

/// Go 1.19 and 1.21–1.27 for Linux, macOS and Windows, as `go tool objdump` shows them: the return
/// address of `CALL runtime.gopark` less that of `CALL runtime.chansend`. A distance that stands for
/// different operations in different versions (`0x464` on arm64) is left out.
const OPS: [Op; 4] = [
    Op {
        state: "chan send",
        amd64: &[0x396, 0x3ae, 0x3d4, 0x405, 0x44f, 0x45e],
        arm64: &[0x3ac, 0x3c8, 0x3d0, 0x3dc, 0x3ec, 0x3f0, 0x454],
    },
    Op {
        state: "chan receive",
        amd64: &[
            0x3cd, 0x3db, 0x3de, 0x3ed, 0x3fb, 0x3fe, 0x42a, 0x42c, 0x44a, 0x44c, 0x453, 0x473,
            0x481, 0x4a1, 0x4bc, 0x4c3, 0x4dc, 0x503,
        ],
        arm64: &[
            0x420, 0x430, 0x440, 0x444, 0x448, 0x450, 0x468, 0x470, 0x48c, 0x490, 0x498, 0x4ac,
            0x4b8,
        ],
    },
    Op {
        state: "chan send (nil chan)",
        amd64: &[0xe3, 0xf5, 0xf7, 0x115, 0x119, 0x128],
        arm64: &[0x108, 0x110, 0x114, 0x130, 0x134],
    },
    Op {
        state: "chan receive (nil chan)",
        amd64: &[
            0x167, 0x16a, 0x187, 0x18a, 0x1a7, 0x1aa, 0x1b5, 0x1c7, 0x1ca, 0x1d5, 0x1d8, 0x1e7,
            0x207, 0x218,
        ],
        arm64: &[0x1b8, 0x1bc, 0x1c4, 0x1d8, 0x1dc, 0x1e4, 0x1e8, 0x208],
    },
];

impl Hidden {
    /// From the addresses of a record and the first one that has a line. Lines show the address of
    /// the call, the head the one it returns to.
    pub fn new(addresses: &[u64], shown: u64, parks: bool) -> Self {
        let is_shown = |&pc: &u64| pc == shown || pc == shown.wrapping_add(1);
        let len = addresses.iter().position(is_shown).unwrap_or(0);
        let mut pcs = [0; 3];
        for (to, from) in pcs.iter_mut().zip(&addresses[..len]) {
            *to = *from;
        }
        Hidden { len, pcs, parks }
    }

    /// From the call in `chansend1` to the one in `chansend`.
    fn distance(&self) -> u64 {
        self.pcs[1].wrapping_sub(self.pcs[2])
    }
}

/// What the hidden frames of a whole profile have in common.
#[derive(Debug, Default)]
pub(super) struct Runtime {
    is_arm64: bool,
    /// The addresses in `gopark`: as a rule one.
    parks: Vec<u64>,
    /// The addresses in `selectgo` and, below it, `block`.
    selects: Vec<u64>,
}

/// `block` is a short function just before `selectgo` (`runtime/select.go`).
const BLOCK_TO_SELECT: u64 = 0x400;
/// Functions of amd64 begin at multiples of this.
const ALIGNED: u64 = 32;
/// From the beginning of `block` to where `gopark` returns to, Go 1.21–1.27 for Linux, macOS and Windows on amd64.
/// In `selectgo` it is 5 or 0x17 beyond a multiple of [`ALIGNED`].
const IN_BLOCK: u64 = 0x26;

impl Runtime {
    /// From all records, and whether all addresses are those of instructions of four bytes.
    pub fn learn(records: &[Hidden], is_arm64: bool) -> Self {
        let mut runtime = Runtime {
            is_arm64,
            ..Runtime::default()
        };
        for it in records {
            if it.len > 0 && (it.parks || runtime.channel_op(it).is_some()) {
                add(&mut runtime.parks, it.pcs[0]);
            }
        }
        for it in records {
            if it.len == SELECT && !it.parks && runtime.parks.contains(&it.pcs[0]) {
                add(&mut runtime.selects, it.pcs[1]);
            }
        }
        runtime
    }

    /// The state of a record whose lines do not tell it.
    pub fn state(&self, it: &Hidden) -> Option<&'static str> {
        if it.parks || !self.parks.contains(&it.pcs[0]) {
            return None;
        }
        match it.len {
            CHANNEL => self.channel_op(it),
            SELECT if self.is_block(it.pcs[1]) => Some("select (no cases)"),
            SELECT => Some("select"),
            _ => None,
        }
    }

    fn channel_op(&self, it: &Hidden) -> Option<&'static str> {
        let is_known = it.len == CHANNEL && !is_386(it.pcs[2]);
        let distance = it.distance();
        let fits = |op: &&Op| {
            let known = if self.is_arm64 { op.arm64 } else { op.amd64 };
            known.binary_search(&distance).is_ok()
        };
        OPS.iter()
            .filter(|_| is_known)
            .find(fits)
            .map(|op| op.state)
    }

    fn is_block(&self, pc: u64) -> bool {
        let is_alone = self.selects == [pc];
        if is_alone {
            return !self.is_arm64 && !is_386(pc) && pc % ALIGNED == IN_BLOCK % ALIGNED;
        }
        let mut selects = self.selects.iter();
        selects.any(|&other| other > pc && other - pc < BLOCK_TO_SELECT)
    }
}

/// Addresses of 32-bit programs begin here (linkers for 386 and arm); they are not in the tables.
fn is_386(pc: u64) -> bool {
    (0x0804_8000..0x0820_0000).contains(&pc)
}

fn add(known: &mut Vec<u64>, pc: u64) {
    if !known.contains(&pc) {
        known.push(pc);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARK: u64 = 0x48_a8ea;

    fn hidden(addresses: &[u64]) -> Hidden {
        let mut all = addresses.to_vec();
        all.push(0x6b_2bfa);
        Hidden::new(&all, 0x6b_2bf9, false)
    }

    #[test]
    fn distances_are_sorted_and_stand_for_one_operation() {
        for tables in [OPS.map(|op| op.amd64), OPS.map(|op| op.arm64)] {
            assert!(tables.iter().all(|table| table.is_sorted()));
            let mut all: Vec<u64> = tables.concat();
            all.sort_unstable();
            let n = all.len();
            all.dedup();
            assert_eq!(all.len(), n);
        }
    }

    #[test]
    fn operations_are_told_by_their_distance() {
        let send = hidden(&[PARK, 0x41_717c, 0x41_6d77]);
        let receive = hidden(&[PARK, 0x41_914e, 0x41_8c92]);
        let nil = hidden(&[PARK, 0x41_6e8c, 0x41_6d77]);
        let select = hidden(&[PARK, 0x46_3997]);
        let none = hidden(&[PARK, 0x46_3900]);
        let preempted = hidden(&[0x40_0000, 0x46_3997]);
        let runtime = Runtime::learn(&[send, select, none], false);
        assert_eq!(runtime.state(&send), Some("chan send"));
        assert_eq!(runtime.state(&receive), Some("chan receive"));
        assert_eq!(runtime.state(&nil), Some("chan send (nil chan)"));
        assert_eq!(runtime.state(&select), Some("select"));
        assert_eq!(runtime.state(&none), Some("select (no cases)"));
        assert_eq!(runtime.state(&preempted), None);
    }

    #[test]
    fn a_select_without_cases_is_told_without_another_one() {
        let send = hidden(&[PARK, 0x41_717c, 0x41_6d77]);
        let none = hidden(&[PARK, 0x46_2de6]);
        let select = hidden(&[PARK, 0x46_3997]);
        let told = |it: Hidden| Runtime::learn(&[send, it], false).state(&it);
        assert_eq!(told(none), Some("select (no cases)"));
        assert_eq!(told(select), Some("select"));
        let arm = Runtime::learn(
            &[
                none,
                Hidden {
                    parks: true,
                    ..send
                },
            ],
            true,
        );
        assert_eq!(arm.state(&none), Some("select"));
    }

    #[test]
    fn without_a_known_wait_nothing_is_told() {
        let select = hidden(&[PARK, 0x46_3997]);
        let strange = hidden(&[PARK, 0x41_7000, 0x41_6d77]);
        let runtime = Runtime::learn(&[select, strange], false);
        assert_eq!(runtime.state(&select), None);
        assert_eq!(runtime.state(&strange), None);
    }
}
