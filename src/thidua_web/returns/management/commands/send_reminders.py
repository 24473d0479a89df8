"""``script/manage send_reminders``: letters on what is due or overdue, once a day each; run dry unless ``--commit``."""

from datetime import timedelta
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from thidua_web.config.commands import OfficeCommand
from thidua_web.journal.models import JournalEntry
from thidua_web.people.models import User, today
from thidua_web.returns import acts
from thidua_web.returns.deadlines import REMIND_DAYS, Deadline, own_deadlines

Letters = list[tuple[User, list[Deadline]]]
ROUNDS = 2
"""What the mail server did not take is offered once more at the end of the same run; then the next run has it."""


class Command(OfficeCommand):
    help = "Gửi thư nhắc những báo cáo sắp đến hạn, quá hạn, bị trả lại. Không có --commit thì chỉ nêu sẽ gửi cho ai."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--commit", action="store_true", help="gửi thật")
        parser.add_argument("--days", type=int, default=REMIND_DAYS, metavar="N", help="nhắc trước bao nhiêu ngày (3)")

    def handle(self, *args: Any, **options: Any) -> None:
        """List, or send; a letter that did not go is named, and the command ends with an error so that cron tells."""
        if options["commit"] and not settings.MAIL:
            raise CommandError("Chưa có máy chủ thư: đặt THIDUA_MAIL rồi chạy lại (docs/reference/thiet-dat.md).")
        letters, without = self._letters(options["days"])
        left = self._send(letters) if options["commit"] else []
        kept = {user.pk for user, _ in left}
        for user, due in letters:
            if user.pk not in kept:
                self.stdout.write(f"{user.username}: {len(due)} báo cáo")
        told = "Đã gửi" if options["commit"] else "Sẽ gửi (thêm --commit để gửi thật)"
        self.stdout.write(
            f"{told} {len(letters) - len(left)} thư; {without} người chưa có thư điện tử, gọi theo danh sách."
        )
        if left:
            raise CommandError(f"{len(left)} thư chưa gửi được; chạy lại thì chỉ gửi những thư ấy.")

    def _letters(self, days: int) -> tuple[Letters, int]:
        """Who is to be told what today and was not yet; and how many of them have no address."""
        found: Letters = []
        without = 0
        for user in User.objects.filter(is_active=True).order_by("sort_key", "pk").iterator():
            due = [d for d in own_deadlines(user, today()) if d.due_on <= today() + timedelta(days=days)]
            if not due or self._was_told(user):
                continue
            if user.email:
                found.append((user, due))
                continue
            without += 1
            self.stdout.write(f"{user.username}: {len(due)} báo cáo, chưa có thư điện tử")
        return found, without

    def _send(self, letters: Letters) -> Letters:
        """Send over one connection; give those that the server did not take."""
        left, connection = letters, get_connection()
        for number in range(ROUNDS):
            waiting, left = left, []
            for user, due in waiting:
                letter = _letter(user, due)
                letter.connection = connection
                try:
                    connection.open()
                    letter.send()
                except (OSError, SMTPException) as error:
                    connection.close()
                    left.append((user, due))
                    if number + 1 == ROUNDS:
                        self.stderr.write(f"{user.username}: máy chủ thư không nhận ({error})")
                else:
                    acts.note_reminder(user=user)
        connection.close()
        return left

    def _was_told(self, user: User) -> bool:
        start = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        rows = JournalEntry.objects.filter(act="send_reminder", of_kind=User._meta.label_lower, of_key=str(user.pk))
        return rows.filter(at__gte=start).exists()


def _letter(user: User, due: list[Deadline]) -> EmailMessage:
    """Names of units and forms and days, and where to go; no figure."""
    late = [d for d in due if d.due_on < today()]
    ahead = [d for d in due if d.due_on >= today()]
    parts = [f"Kính gửi {user.full_name},", ""]
    for title, deadlines in (("Quá hạn chưa gửi:", late), ("Sắp đến hạn:", ahead)):
        if deadlines:
            parts += [title, *(f"- {d.line}{', bị trả lại' if d.is_back else ''}\n  {settings.ADDRESS}{d.path}"
                               for d in deadlines), ""]  # fmt: skip
    parts.append("Gửi báo cáo xong thì không còn thư nhắc. Thư tự động, không trả lời vào địa chỉ này.")
    count = f"{len(late)} báo cáo quá hạn" if late else f"{len(ahead)} báo cáo sắp đến hạn"
    return EmailMessage(f"Nhắc hạn: {count}", "\n".join(parts), settings.DEFAULT_FROM_EMAIL, [user.email])
