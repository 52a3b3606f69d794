//! What `doctor` finds on the ways from memory to a disk: crashes and swap.

use std::fs;
use std::os::unix::fs::{FileTypeExt, MetadataExt};
use std::path::Path;

use super::Finding;
use crate::cli::private_memory;

const SWAPS: &str = "/proc/swaps";
const LOCK_IT: &str = "start the service, and doctor, with LimitMEMLOCK=infinity (README, systemd); or encrypt swap, or turn it off";

pub(super) fn examine() -> [Finding; 2] {
    let services = running();
    [core_files(&services), swap(&services)]
}

fn core_files(services: &[Running]) -> Finding {
    let is_running = !services.is_empty();
    let leave_none = match is_running {
        true => services.iter().all(|service| leaves_no_core(&service.limits)),
        false => private_memory::leaves_no_core(),
    };
    match (leave_none, is_running) {
        (true, true) => Finding::well("a crash of the running service leaves no core file"),
        (true, false) => Finding::well("a crash leaves no core file"),
        (false, _) => Finding::wrong(
            "a crash may leave a core file, with what pupils were writing in it",
            "let the service set its own limits, or start it with LimitCORE=0",
        ),
    }
}

fn swap(services: &[Running]) -> Finding {
    let swaps = fs::read_to_string(SWAPS).unwrap_or_default();
    let bare = in_the_clear(&swaps, is_encrypted).join(", ");
    let kept = match services.is_empty() {
        true => Kept::LikeThis(private_memory::may_lock_all()),
        false => Kept::Running(services.iter().all(|service| is_locked(&service.status))),
    };
    on_swap(&bare, kept)
}

/// Whose memory is kept out of swap, and whether it is.
enum Kept {
    Running(bool),
    LikeThis(bool),
}

/// What the kernel says of a service.
struct Running {
    options: Vec<Vec<u8>>,
    status: String,
    limits: String,
}

/// The service that runs with the same configuration, or else every one on this computer; where none runs, or none may
/// be seen, there is none.
fn running() -> Vec<Running> {
    let own = |name| fs::read(Path::new("/proc/self").join(name)).unwrap_or_default();
    let Some(given) = options_before(&own("cmdline"), b"doctor") else { return Vec::new() };
    let program = own("comm");
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    let mut services: Vec<_> =
        processes.filter_map(|process| service_at(&process.path(), &program)).collect();
    if services.iter().any(|service| service.options == given) {
        services.retain(|service| service.options == given);
    }
    services
}

fn service_at(process: &Path, program: &[u8]) -> Option<Running> {
    let options = options_before(&fs::read(process.join("cmdline")).ok()?, b"serve")?;
    let is_ours = fs::read(process.join("comm")).ok()? == program;
    let status = fs::read_to_string(process.join("status")).ok()?;
    let limits = fs::read_to_string(process.join("limits")).ok()?;
    is_ours.then_some(Running { options, status, limits })
}

/// What a command line says between the program and its subcommand.
fn options_before(line: &[u8], subcommand: &[u8]) -> Option<Vec<Vec<u8>>> {
    let words: Vec<_> = line.split(|byte| *byte == 0).skip(1).map(<[u8]>::to_vec).collect();
    let place = words.iter().position(|word| word == subcommand)?;
    Some(words.into_iter().take(place).collect())
}

/// Whether the kernel says of a process that memory of it is locked.
fn is_locked(status: &str) -> bool {
    let locked = status.lines().find_map(|line| line.strip_prefix("VmLck:"));
    locked.is_some_and(|line| line.split_whitespace().next() != Some("0"))
}

/// Whether the limits of a process let it write no core file. The service sets this and tells the kernel to make no
/// image of it in one step (`private_memory`), and the second cannot be seen from outside.
fn leaves_no_core(limits: &str) -> bool {
    let size = limits.lines().find_map(|line| line.strip_prefix("Max core file size"));
    size.is_some_and(|line| line.split_whitespace().next() == Some("0"))
}

fn on_swap(bare: &str, kept: Kept) -> Finding {
    let no_swap = "memory reaches no disk: there is no swap, or it is encrypted";
    match (kept, bare.is_empty()) {
        (Kept::Running(true), _) => {
            Finding::well("memory reaches no disk: the running service is kept out of swap")
        }
        (Kept::LikeThis(true), false) => Finding::well(format!(
            "memory reaches no disk: a service started as this was stays out of swap ({bare})"
        )),
        (Kept::LikeThis(_), true) => Finding::well(no_swap),
        (Kept::Running(false), true) => {
            Finding::well(format!("{no_swap}; the running service would not be kept out of it"))
        }
        (Kept::Running(false), false) => Finding::wrong(
            format!(
                "swap is on and not encrypted ({bare}), and the running service is not kept out of it: what pupils write could reach the disk"
            ),
            LOCK_IT,
        ),
        (Kept::LikeThis(false), false) => Finding::wrong(
            format!(
                "swap is on and not encrypted ({bare}): what pupils write could reach the disk"
            ),
            LOCK_IT,
        ),
    }
}

/// The swap areas of `/proc/swaps` that are on a disk as they are.
fn in_the_clear(swaps: &str, is_encrypted: impl Fn(&Path) -> bool) -> Vec<&str> {
    swaps
        .lines()
        .skip(1)
        .filter_map(|line| line.split_whitespace().next())
        .filter(|area| !area.starts_with("/dev/zram") && !is_encrypted(Path::new(area)))
        .collect()
}

/// Whether a device, or the device that a file lies on, is encrypted.
fn is_encrypted(area: &Path) -> bool {
    let Ok(about) = fs::metadata(area) else { return false };
    let number = if about.file_type().is_block_device() { about.rdev() } else { about.dev() };
    let (major, minor) = (rustix::fs::major(number), rustix::fs::minor(number));
    is_encrypted_device(Path::new(&format!("/sys/dev/block/{major}:{minor}")))
}

/// A mapped device says what it is; a volume is encrypted when all that it lies on is.
fn is_encrypted_device(device: &Path) -> bool {
    let kind = fs::read_to_string(device.join("dm/uuid")).unwrap_or_default();
    if kind.starts_with("CRYPT-") {
        return true;
    }
    let Ok(below) = fs::read_dir(device.join("slaves")) else { return false };
    let below: Vec<_> = below.flatten().map(|entry| is_encrypted_device(&entry.path())).collect();
    !below.is_empty() && below.into_iter().all(|encrypted| encrypted)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO: &str = "Filename\tType\tSize\tUsed\tPriority\n\
                       /dev/dm-1 partition\t1048572\t0\t-2\n\
                       /swap.img file\t1048572\t0\t-3\n\
                       /dev/zram0 partition\t1048572\t0\t5\n";

    #[test]
    fn swap_on_a_disk_is_minded_unless_it_is_encrypted() {
        assert_eq!(in_the_clear(TWO, |_| false), ["/dev/dm-1", "/swap.img"]);
        assert_eq!(in_the_clear(TWO, |area| area.ends_with("dm-1")), ["/swap.img"]);
        assert_eq!(in_the_clear("Filename\tType\n", |_| false), [""; 0]);
        assert!(!is_encrypted(Path::new("/nowhere")));
    }

    #[test]
    fn a_service_out_of_swap_needs_none_encrypted_and_one_in_it_is_minded() {
        assert!(is_locked("VmPeak:\t 900 kB\nVmLck:\t  24 kB\n"));
        assert!(!is_locked("VmPeak:\t 900 kB\nVmLck:\t   0 kB\n") && !is_locked(""));
        for kept in [Kept::Running(true), Kept::LikeThis(true)] {
            assert!(on_swap("/swap.img", kept).is_well);
        }
        for kept in [Kept::Running(false), Kept::LikeThis(false)] {
            let found = on_swap("/swap.img", kept);
            assert!(!found.is_well && found.what.contains("(/swap.img)"), "{found:?}");
        }
        let found = on_swap("", Kept::Running(false));
        assert!(found.is_well && found.what.contains("would not be kept out"), "{found:?}");
    }

    #[test]
    fn a_service_that_may_write_a_core_file_is_told_from_one_that_may_not() {
        let limits =
            |size: &str| format!("Max cpu time  unlimited\nMax core file size  {size}  bytes\n");
        assert!(leaves_no_core(&limits("0   0")));
        for other in [&limits("unlimited   unlimited"), &limits("1024   0"), ""] {
            assert!(!leaves_no_core(other), "{other}");
        }
    }

    #[test]
    fn a_service_is_told_by_what_its_command_line_says() {
        let options = options_before(b"/usr/bin/x\0--config\0/a.toml\0serve\0", b"serve");
        assert_eq!(options, Some(vec![b"--config".to_vec(), b"/a.toml".to_vec()]));
        assert_eq!(options_before(b"/usr/bin/x\0migrate\0", b"serve"), None);
    }

    #[test]
    fn a_volume_is_encrypted_when_all_that_it_lies_on_is() {
        let place = tempfile::tempdir().unwrap();
        let device = |name: &str, uuid: &str| {
            let folder = place.path().join(name);
            fs::create_dir_all(folder.join("dm")).unwrap();
            fs::create_dir_all(folder.join("slaves")).unwrap();
            fs::write(folder.join("dm/uuid"), uuid).unwrap();
            folder
        };
        let (crypt, bare) = (device("a", "CRYPT-LUKS2-1"), device("b", "LVM-2"));
        let volume = device("c", "LVM-3");
        std::os::unix::fs::symlink(&crypt, volume.join("slaves/a")).unwrap();
        assert!(is_encrypted_device(&crypt) && is_encrypted_device(&volume));
        assert!(!is_encrypted_device(&bare));
        std::os::unix::fs::symlink(&bare, volume.join("slaves/b")).unwrap();
        assert!(!is_encrypted_device(&volume));
    }
}
