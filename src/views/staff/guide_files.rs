//! The files that guides hand out, with the school's address in them.

use maud::html;
use serde_json::{Map, Value, json};

use super::GuideSite;
use crate::domain::GuideFile;

/// The file as it is saved.
pub fn content_of(file: GuideFile, site: &GuideSite) -> String {
    match file {
        GuideFile::BrowserPolicies => browser_policies(site),
        GuideFile::AssignedAccess => assigned_access(site),
    }
}

/// Policies that Chromium 156 takes (`tests/e2e/policies.py`). Those of Edge and Chrome are called the same;
/// one that a browser does not know it passes over. Cookies stay: one of them makes the computer a kiosk.
/// Nothing that a pupil needs to read or to type with is switched off.
fn browser_policies(site: &GuideSite) -> String {
    let mut policies = Map::new();
    for name in SWITCHED_OFF {
        policies.insert((*name).to_owned(), Value::Bool(false));
    }
    for name in SWITCHED_ON {
        policies.insert((*name).to_owned(), Value::Bool(true));
    }
    for (name, choice) in CHOSEN {
        policies.insert((*name).to_owned(), Value::from(*choice));
    }
    policies.insert("ClearBrowsingDataOnExitList".to_owned(), json!(FORGOTTEN));
    policies.insert("ExtensionInstallBlocklist".to_owned(), json!(["*"]));
    policies.insert("URLBlocklist".to_owned(), json!(["*"]));
    // Its own page of policies is for whoever sets the computer up.
    let allowed = [site.host.as_str(), "chrome://policy"];
    policies.insert("URLAllowlist".to_owned(), json!(allowed));
    let mut text = serde_json::to_string_pretty(&policies).unwrap_or_default();
    text.push('\n');
    text
}

const SWITCHED_OFF: &[&str] = &[
    // Tested: Back then loads the page anew, and the words are gone, with scripting off too.
    "AllowBackForwardCacheForCacheControlNoStorePageEnabled",
    "AccessibilityImageLabelsEnabled",
    "AudioCaptureAllowed",
    "AutofillAddressEnabled",
    "LiveTranslateEnabled",
    "MetricsReportingEnabled",
    "PasswordManagerEnabled",
    "PrintingEnabled",
    "ScreenCaptureAllowed",
    "SearchSuggestEnabled",
    "SpellCheckServiceEnabled",
    "TranslateEnabled",
    "VideoCaptureAllowed",
];

const SWITCHED_ON: &[&str] = &["SavingBrowserHistoryDisabled", "SyncDisabled"];

/// Policies whose value is one of several; each of these is the one that allows nothing.
const CHOSEN: &[(&str, u8)] = &[
    ("AIModeSettings", 1),
    ("AutofillPredictionSettings", 2),
    ("BrowserSignin", 0),
    ("DeveloperToolsAvailability", 2),
    ("DownloadRestrictions", 3),
    ("GeminiSettings", 1),
    ("HelpMeWriteSettings", 2),
    ("IncognitoModeAvailability", 1),
    ("SearchContentSharingSettings", 1),
];

const FORGOTTEN: &[&str] = &[
    "browsing_history",
    "download_history",
    "cached_images_and_files",
    "password_signin",
    "autofill",
];

/// Edge without a trace, on an account of its own that signs in by itself.
fn assigned_access(site: &GuideSite) -> String {
    let address = html! { (site.address) }.into_string();
    format!(
        r#"<?xml version="1.0" encoding="utf-8"?>
<AssignedAccessConfiguration
    xmlns="http://schemas.microsoft.com/AssignedAccess/2017/config"
    xmlns:rs5="http://schemas.microsoft.com/AssignedAccess/201810/config"
    xmlns:v4="http://schemas.microsoft.com/AssignedAccess/2021/config">
  <Profiles>
    <Profile Id="{{7C2F1B0E-5B0A-4D53-9C56-3A1D0E6B7F21}}">
      <KioskModeApp v4:ClassicAppPath="%ProgramFiles(x86)%\Microsoft\Edge\Application\msedge.exe"
          v4:ClassicAppArguments="--kiosk {address} --edge-kiosk-type=public-browsing --kiosk-idle-timeout-minutes=5 --no-first-run" />
      <v4:BreakoutSequence Key="Ctrl+A" />
    </Profile>
  </Profiles>
  <Configs>
    <Config>
      <AutoLogonAccount rs5:DisplayName="I Need To Talk" />
      <DefaultProfile Id="{{7C2F1B0E-5B0A-4D53-9C56-3A1D0E6B7F21}}" />
    </Config>
  </Configs>
</AssignedAccessConfiguration>
"#
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn policies_let_a_browser_open_this_schools_pages_alone_and_name_nothing_twice() {
        let site = GuideSite {
            address: "https://talk.elmwood.example/".to_owned(),
            host: "talk.elmwood.example".to_owned(),
            device_test: "https://talk.elmwood.example/device-test".to_owned(),
            turn: String::new(),
            practice: String::new(),
        };
        let policies: Map<String, Value> =
            serde_json::from_str(&content_of(GuideFile::BrowserPolicies, &site)).unwrap();
        assert_eq!(policies["URLBlocklist"], json!(["*"]));
        assert_eq!(policies["URLAllowlist"][0], "talk.elmwood.example");
        let named = SWITCHED_OFF.len() + SWITCHED_ON.len() + CHOSEN.len() + 4;
        assert_eq!(policies.len(), named);
        let forgotten = policies["ClearBrowsingDataOnExitList"].as_array().unwrap();
        assert!(!forgotten.iter().any(|one| one.as_str().unwrap().contains("cookies")));
    }
}
