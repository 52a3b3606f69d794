//! What `doctor` finds on the ways from memory to a disk: crashes and swap.

use std::fs;
use std::os::unix::fs::{FileTypeExt, MetadataExt};
use std::path::Path;

use super::Finding;
use crate::cli::private_memory;

const SWAPS: &str = "/proc/swaps";

pub(super) fn core_files() -> Finding {
    match private_memory::leaves_no_core() {
        true => Finding::well("a crash leaves no core file"),
        false => Finding::wrong(
            "a crash may leave a core file, with what pupils were writing in it",
            "let the service set its own limits, or start it with LimitCORE=0",
        ),
    }
}

pub(super) fn swap() -> Finding {
    let swaps = fs::read_to_string(SWAPS).unwrap_or_default();
    let bare = in_the_clear(&swaps, is_encrypted).join(", ");
    if bare.is_empty() {
        return Finding::well("memory reaches no disk: there is no swap, or it is encrypted");
    }
    if private_memory::may_lock_all() {
        return Finding::well(format!(
            "memory reaches no disk: a service started as this was stays out of swap ({bare})"
        ));
    }
    Finding::wrong(
        format!("swap is on and not encrypted ({bare}): what pupils write could reach the disk"),
        "start the service, and doctor, with LimitMEMLOCK=infinity (README, systemd); or encrypt swap, or turn it off",
    )
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
