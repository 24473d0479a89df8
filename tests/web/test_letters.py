"""Letters over a real connection to a mail server that takes them, refuses some, stutters or is not there."""

import email
import email.policy
import socketserver
import threading
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from tests.web.test_returns_acts import form, owed, person, place  # noqa: F401

from thidua_web.journal.models import JournalEntry
from thidua_web.people.models import User, today
from thidua_web.returns.models import Obligation

pytestmark = pytest.mark.django_db
OFFICER, NEIGHBOR = "officer@example.vn", "neighbor@example.vn"


class Conversation(socketserver.StreamRequestHandler):
    """One client of the mail server (RFC 5321, the few verbs that a sender uses)."""

    server: "MailServer"

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())

    def handle(self) -> None:
        self.server.connections += 1
        self.say("220 thu.example.vn")
        to: list[str] = []
        while line := self.rfile.readline().decode().strip():
            verb = line[:4].upper()
            if verb == "QUIT":
                return self.say("221 bye")
            if verb == "RCPT":
                address = line.partition("<")[2].rstrip(">")
                to.append(address)
                self.say(self.server.answer_to(address))
            elif verb == "DATA":
                if not self.take(to):
                    return None
                to = []
            else:
                self.say("250 ok")
        return None

    def take(self, to: list[str]) -> bool:
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b"..") else line)
        if self.server.drops > 0:
            self.server.drops -= 1
            return False
        self.server.taken.append((to, b"".join(lines)))
        self.say("250 taken")
        return True


class MailServer(socketserver.ThreadingTCPServer):
    """``refused``: address -> what it is answered; ``stutters``: how often «later» is said first; ``drops``: how often
    the line is cut after a whole letter was heard."""

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.taken: list[tuple[list[str], bytes]] = []
        self.refused: dict[str, str] = {}
        self.stutters = self.drops = self.connections = 0

    def answer_to(self, address: str) -> str:
        if self.stutters > 0:
            self.stutters -= 1
            return "451 later"
        return self.refused.get(address, "250 ok")

    @property
    def receivers(self) -> list[str]:
        return sorted(address for to, _ in self.taken for address in to)


@pytest.fixture
def server(settings) -> Iterator[MailServer]:
    with MailServer() as made:
        threading.Thread(target=made.serve_forever, daemon=True).start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", made.server_address[1]
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.MAIL, settings.ADDRESS = "smtp://127.0.0.1", "https://thi-dua.example.vn"
        yield made
        made.shutdown()


@pytest.fixture
def due(owed: Obligation) -> Obligation:  # noqa: F811
    """Both communes' returns, due the day after tomorrow."""
    Obligation.objects.update(due_on=today() + timedelta(days=2))
    return Obligation.objects.get(pk=owed.pk)


def run() -> tuple[str, str]:
    """What was said, and with which error the command ended."""
    out, error = StringIO(), ""
    try:
        call_command("send_reminders", "--commit", stdout=out, stderr=out)
    except CommandError as ended:
        error = str(ended)
    return out.getvalue(), error


def told() -> set[str]:
    keys = JournalEntry.objects.filter(act="send_reminder").values_list("of_key", flat=True)
    assert len(keys) == len(set(keys)), "each once"
    return {User.objects.get(pk=key).email for key in keys}


def test_letters_arrive_whole_over_one_connection(due: Obligation, server: MailServer) -> None:
    said, error = run()
    assert not error and "Đã gửi 2 thư" in said and server.receivers == [NEIGHBOR, OFFICER]
    assert server.connections == 1
    raw = next(raw for to, raw in server.taken if to == [OFFICER])
    letter = email.message_from_bytes(raw, policy=email.policy.default)
    body = letter.get_body().get_content()
    assert letter["Subject"].strip() == "Nhắc hạn: 1 báo cáo sắp đến hạn" and letter["To"] == OFFICER
    assert "Kính gửi Nguyễn Cán Bộ," in body and f"https://thi-dua.example.vn/so-lieu/{due.pk}/" in body
    assert "Bình Minh" not in body, "nobody reads of the commune next door"
    run()
    assert len(server.taken) == 2, "once a day"


def test_one_refused_address_stops_no_other_and_is_tried_again(due: Obligation, server: MailServer) -> None:
    server.refused[OFFICER] = "550 no such user"
    said, error = run()
    assert server.receivers == [NEIGHBOR] and told() == {NEIGHBOR}
    assert "officer: máy chủ thư không nhận" in said and "no such user" in said and "Đã gửi 1 thư" in said
    assert error == "1 thư chưa gửi được; chạy lại thì chỉ gửi những thư ấy."
    server.refused.clear()
    assert run()[1] == "" and server.receivers == [NEIGHBOR, OFFICER] and told() == {NEIGHBOR, OFFICER}


def test_a_server_that_says_later_is_asked_once_more(due: Obligation, server: MailServer) -> None:
    server.stutters = 1
    assert run()[1] == "" and server.receivers == [NEIGHBOR, OFFICER] and told() == {NEIGHBOR, OFFICER}


def test_a_line_that_breaks_loses_no_letter(due: Obligation, server: MailServer) -> None:
    server.drops = 1
    assert run()[1] == "" and server.receivers == [NEIGHBOR, OFFICER] and told() == {NEIGHBOR, OFFICER}
    assert server.connections > 1


def test_without_a_server_nothing_counts_as_sent_and_the_next_run_sends_all(
    due: Obligation, server: MailServer, settings
) -> None:
    there, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    _, error = run()
    assert error.startswith("2 thư chưa gửi được") and told() == set()
    settings.EMAIL_PORT = there
    assert run()[1] == "" and server.receivers == [NEIGHBOR, OFFICER]
