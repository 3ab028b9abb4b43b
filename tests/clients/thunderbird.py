"""Thunderbird recalls a draft of ours, saves it and puts it into its outbox: `python -m tests.clients.thunderbird`.

Not part of the suite: it needs Thunderbird and Xvfb (Debian: thunderbird, xvfb, imagemagick, x11-apps), and half a
minute. Starts a Dovecot, lets `inbox-helper scan` file a draft there, opens Drafts in a Thunderbird under Xvfb, recalls
the draft, and compares recipients, From, subject, thread and text in the compose window, in the draft that it saves,
and in the message that it queues. Prints what it compared, writes screenshots into the folder that is given, and ends
with 1 where anything differs.
"""

from __future__ import annotations

import argparse
import email
import email.policy
import itertools
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from tests.letters import REJECTION, USER, letter, message_id
from tests.running import ROOT
from tests.servers.dovecot import Dovecot
from tests.servers.processes import ServerProcess, free_port
from tests.test_killed import configuration

ACCOUNT = "sam"
RIGHTS = ("-remote-allow-system-access",)
"""Without it newer versions let nobody but web pages be controlled."""
PATIENCE = 60.0
"""Seconds for each step of a program that starts slowly."""

_SETTINGS = {
    "mail.accountmanager.accounts": "account1,account2",
    "mail.accountmanager.defaultaccount": "account1",
    "mail.accountmanager.localfoldersserver": "server2",
    "mail.account.account1.identities": "id1",
    "mail.account.account1.server": "server1",
    "mail.account.account2.server": "server2",
    "mail.server.server1.type": "imap",
    "mail.server.server1.hostname": "127.0.0.1",
    "mail.server.server1.userName": ACCOUNT,
    "mail.server.server1.name": "Work",
    "mail.server.server1.socketType": 0,
    "mail.server.server1.authMethod": 3,
    "mail.server.server1.login_at_startup": False,
    "mail.server.server1.check_new_mail": False,
    "mail.server.server2.type": "none",
    "mail.server.server2.hostname": "Local Folders",
    "mail.server.server2.userName": "nobody",
    "mail.server.server2.name": "Local Folders",
    "mail.identity.id1.fullName": "Sam Rivers",
    "mail.identity.id1.useremail": USER,
    "mail.identity.id1.valid": True,
    "mail.identity.id1.compose_html": False,
    "mail.identity.id1.draft_folder": f"imap://{ACCOUNT}@127.0.0.1/Drafts",
    "mail.identity.id1.smtpServer": "smtp1",
    "mail.smtpservers": "smtp1",
    "mail.smtp.defaultserver": "smtp1",
    "mail.smtpserver.smtp1.hostname": "127.0.0.1",
    "mail.smtpserver.smtp1.port": 9,
    "mail.provider.suppress_dialog_on_startup": True,
    "mail.rights.version": 1,
    "mail.shell.checkDefaultClient": False,
    "mail.spotlight.firstRunDone": True,
    "mailnews.start_page.enabled": False,
    "mailnews.start_page_override.mstone": "ignore",
    "app.donation.eoy.version.viewed": 999,
    "datareporting.policy.dataSubmissionPolicyBypassNotification": True,
    "datareporting.healthreport.uploadEnabled": False,
    "app.update.enabled": False,
    "extensions.update.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.captive-portal-service.enabled": False,
}

_LOG_IN = """
const login = Cc["@mozilla.org/login-manager/loginInfo;1"].createInstance(Ci.nsILoginInfo);
login.init("imap://127.0.0.1", null, "imap://127.0.0.1", arguments[0], arguments[1], "", "");
return Services.logins.addLoginAsync(login).then(() => true);
"""

_OPEN_DRAFTS = """
const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
const server = MailServices.accounts.allServers.find(each => each.type == "imap");
return new Promise(resolve => {
  const listener = { OnStartRunningUrl() {}, OnStopRunningUrl() {
    const drafts = server.rootFolder.subFolders.find(each => each.name == "Drafts");
    if (!drafts) { resolve(-1); return; }
    drafts.setFlag(Ci.nsMsgFolderFlags.Drafts);
    drafts.getNewMessages(null, { OnStartRunningUrl() {}, OnStopRunningUrl() {
      resolve([...drafts.messages].length);
    }, QueryInterface: ChromeUtils.generateQI(["nsIUrlListener"]) });
  }, QueryInterface: ChromeUtils.generateQI(["nsIUrlListener"]) };
  const inbox = server.rootFolder.getFolderWithFlags(Ci.nsMsgFolderFlags.Inbox);
  (inbox ?? server.rootFolder).getNewMessages(null, listener);
});
"""

_RECALL = """
const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
const server = MailServices.accounts.allServers.find(each => each.type == "imap");
const drafts = server.rootFolder.subFolders.find(each => each.name == "Drafts");
const header = [...drafts.messages][0];
const main = Services.wm.getMostRecentWindow("mail:3pane");
main.ComposeMessage(Ci.nsIMsgCompType.Draft, Ci.nsIMsgCompFormat.Default, drafts, [drafts.getUriForMsg(header)]);
return true;
"""

_LOOK = """
const compose = Services.wm.getMostRecentWindow("msgcompose");
if (!compose?.gMsgCompose?.editor) { return null; }
const pills = [...compose.document.querySelectorAll("mail-address-pill")];
if (!pills.length) { return null; }
return {
  to: pills.map(each => each.fullAddress),
  from: compose.document.getElementById("msgIdentity").value,
  subject: compose.document.getElementById("msgSubject").value,
  references: compose.gMsgCompose.compFields.references,
  text: compose.gMsgCompose.editor.outputToString("text/plain", 0),
  html: compose.gMsgCompose.composeHTML,
};
"""

_PRESS = """
const compose = Services.wm.getMostRecentWindow("msgcompose");
compose.goDoCommand(arguments[0]);
return true;
"""

_OUTBOX = """
const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
const outbox = MailServices.accounts.localFoldersServer.rootFolder.getFolderWithFlags(Ci.nsMsgFolderFlags.Queue);
return outbox ? outbox.filePath.path : "";
"""


class Marionette:
    """The remote control that Thunderbird offers: JSON messages behind their lengths."""

    def __init__(self, port: int) -> None:
        end = time.monotonic() + PATIENCE
        while True:
            try:
                self._socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
                break
            except OSError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.3)
        self._numbers = itertools.count(1)
        self._stream = self._socket.makefile("rb")
        self._receive()
        self.call("WebDriver:NewSession", {"capabilities": {"alwaysMatch": {}}})
        self.call("Marionette:SetContext", {"value": "chrome"})

    def run(self, script: str, *arguments: object) -> Any:
        """Run JavaScript with the rights of the program itself, and return what it returns."""
        return self.call("WebDriver:ExecuteScript", {"script": script, "args": list(arguments)})["value"]

    def call(self, command: str, parameters: dict[str, object]) -> Any:
        """Send a command and return its result. Raise RuntimeError with the error that it answers."""
        message = json.dumps([0, next(self._numbers), command, parameters])
        self._socket.sendall(f"{len(message)}:{message}".encode())
        _kind, _number, error, result = self._receive()
        if error is not None:
            raise RuntimeError(f"{command}: {error['message']}")
        return result

    def _receive(self) -> Any:
        digits = b""
        while (each := self._stream.read(1)) != b":":
            digits += each
        return json.loads(self._stream.read(int(digits)))


class Comparison:
    """What was compared, and what differed."""

    def __init__(self) -> None:
        self.failed = False

    def same(self, what: str, found: object, wanted: object) -> None:
        """Print whether something is what it should be."""
        difference = "" if found == wanted else f", should be {wanted!r}"
        print(f"{'WRONG' if difference else 'ok   '} {what}: {found!r}{difference}")
        self.failed = self.failed or found != wanted


def main() -> int:
    """Run it, and return 1 where anything differed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="for the screenshots; made if it is missing")
    screenshots: Path = parser.parse_args().folder
    screenshots.mkdir(parents=True, exist_ok=True)
    missing = [name for name in ("thunderbird", "Xvfb", "import") if shutil.which(name) is None]
    if missing:
        print(f"Missing: {', '.join(missing)} (Debian: apt-get install thunderbird xvfb imagemagick)", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="inbox-helper-thunderbird-") as name:
        server = Dovecot()
        try:
            return _run(server, Path(name), screenshots)
        finally:
            server.close()


def _run(server: Dovecot, folder: Path, screenshots: Path) -> int:
    draft = _file_a_draft(server, folder)
    comparison = Comparison()
    port, display = free_port(), f":{free_port()}"
    profile = _profile(folder / "profile", server.port, port)
    screen = ServerProcess(["Xvfb", display, "-screen", "0", "1280x900x24"], folder / "xvfb.log")
    environment = ["env", f"DISPLAY={display}", f"HOME={folder}", "MOZ_CRASHREPORTER_DISABLE=1"]
    program = ServerProcess(
        [*environment, "thunderbird", "--profile", str(profile), "--no-remote", "-marionette", *RIGHTS],
        folder / "thunderbird.log",
    )
    try:
        client = Marionette(port)
        _until(lambda: client.run('return !!Services.wm.getMostRecentWindow("mail:3pane")'))
        client.run(_LOG_IN, ACCOUNT, server.password)
        _until(lambda: client.run(_OPEN_DRAFTS) == 1)
        _recall(client, draft, comparison)
        _screenshot(display, screenshots / "recalled.png")
        client.run(_PRESS, "cmd_saveAsDraft")
        saved = _until(lambda: _one_other_draft(server, draft))
        _compare(comparison, "saved draft", saved, draft)
        client.run(_PRESS, "cmd_sendLater")
        queued = _until(lambda: _queued(Path(client.run(_OUTBOX))))
        _compare(comparison, "queued message", queued, draft)
        _until(lambda: not server.messages(ACCOUNT, "Drafts"))
        comparison.same("drafts that are left", len(server.messages(ACCOUNT, "Drafts")), 0)
        _screenshot(display, screenshots / "queued.png")
    finally:
        program.stop()
        screen.stop()
    return 1 if comparison.failed else 0


def _file_a_draft(server: Dovecot, folder: Path) -> EmailMessage:
    mail = letter(
        9,
        REJECTION,
        sender='"Jördis Hale" <jordis@greenfield.example>',
        subject="Ihre Bewerbung – Gärtner",
        In_Reply_To=message_id(8),
        References=f"{message_id(7)} {message_id(8)}",
    )
    server.deliver(ACCOUNT, mail)
    options = configuration(server, ACCOUNT, folder / "mailbox")
    subprocess.run(
        [sys.executable, "-m", "inbox_helper", *options, "scan", "--since", "30d"],
        cwd=ROOT,
        check=True,
        env={**os.environ, "TEST_PASSWORD": server.password},
        stdout=subprocess.DEVNULL,
    )
    (raw,) = server.messages(ACCOUNT, "Drafts")
    return _parsed(raw)


def _profile(folder: Path, imap_port: int, marionette_port: int) -> Path:
    folder.mkdir()
    settings = {**_SETTINGS, "mail.server.server1.port": imap_port, "marionette.port": marionette_port}
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in settings.items()]
    (folder / "user.js").write_text("\n".join(lines), encoding="utf-8")
    return folder


def _recall(client: Marionette, draft: EmailMessage, comparison: Comparison) -> None:
    client.run(_RECALL)
    shown = _until(lambda: client.run(_LOOK))
    comparison.same("recipients in the window", shown["to"], [str(draft["To"])])
    comparison.same("subject in the window", shown["subject"], draft["Subject"])
    comparison.same("thread in the window", str(shown["references"]).split(), str(draft["References"]).split())
    comparison.same("text in the window", _words(shown["text"]), _words(draft.get_content()))
    comparison.same("written as plain text", shown["html"], False)


def _compare(comparison: Comparison, what: str, found: EmailMessage, draft: EmailMessage) -> None:
    for name in ("To", "From", "Subject", "In-Reply-To", "References"):
        comparison.same(f"{name} of the {what}", _words(str(found[name])), _words(str(draft[name])))
    comparison.same(f"kind of the {what}", found.get_content_type(), "text/plain")
    comparison.same(f"text of the {what}", _words(found.get_content()), _words(draft.get_content()))


def _one_other_draft(server: Dovecot, draft: EmailMessage) -> EmailMessage | None:
    drafts = [_parsed(raw) for raw in server.messages(ACCOUNT, "Drafts")]
    return drafts[0] if len(drafts) == 1 and drafts[0].as_bytes() != draft.as_bytes() else None


def _queued(outbox: Path) -> EmailMessage | None:
    text = outbox.read_bytes() if outbox.is_file() else b""
    return _parsed(text.partition(b"\n")[2]) if text.startswith(b"From ") else None


def _parsed(raw: bytes) -> EmailMessage:
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def _words(text: str) -> list[str]:
    return text.split()


def _until(condition: Any) -> Any:
    """Return what a condition returns as soon as that is something."""
    end = time.monotonic() + PATIENCE
    while not (found := condition()):
        if time.monotonic() > end:
            raise TimeoutError("Thunderbird did not get there in time")
        time.sleep(0.3)
    return found


def _screenshot(display: str, file: Path) -> None:
    time.sleep(1.5)
    subprocess.run(["import", "-display", display, "-window", "root", str(file)], check=True)
    print(f"screenshot: {file}")


if __name__ == "__main__":
    sys.exit(main())
