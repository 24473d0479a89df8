"""What the journal can be filtered by."""

from datetime import date, datetime, time, timedelta

from django import forms
from django.db.models import Q
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _

from thidua_web.frame.doors import act_names
from thidua_web.frame.templatetags.components import day_attributes
from thidua_web.journal.querysets import JournalQuerySet

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
"""Days beyond which nothing is asked for; moments at the very ends of the calendar cannot be turned into UTC."""


class JournalFilter(forms.Form):
    """Filters live in the address, so that a view of the journal can be sent to a colleague."""

    tu = forms.DateField(label=_("Từ ngày"), required=False, widget=forms.TextInput(attrs=day_attributes()))
    den = forms.DateField(label=_("Đến hết ngày"), required=False, widget=forms.TextInput(attrs=day_attributes()))
    nguoi = forms.CharField(label=_("Người làm"), required=False, max_length=60)
    viec = forms.ChoiceField(label=_("Việc"), required=False)
    doi_tuong = forms.CharField(label=_("Đối tượng"), required=False, max_length=120)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        named = sorted(((act, str(name)) for act, name in act_names().items()), key=lambda pair: pair[1])
        self.fields["viec"].choices = [("", _("Mọi việc")), *named]

    def narrow(self, rows: JournalQuerySet) -> JournalQuerySet:
        """Rows that pass every filter given; a filter that cannot be read is left out and shown with its error."""
        self.full_clean()
        asked = self.cleaned_data
        if day := asked.get("tu"):
            rows = rows.filter(at__gte=make_aware(datetime.combine(max(day, FIRST_DAY), time.min)))
        if day := asked.get("den"):
            rows = rows.filter(at__lt=make_aware(datetime.combine(min(day, LAST_DAY) + timedelta(days=1), time.min)))
        if name := asked.get("nguoi"):
            rows = rows.filter(Q(by__username__icontains=name) | Q(by__full_name__icontains=name))
        if act := asked.get("viec"):
            rows = rows.filter(act=act)
        if words := asked.get("doi_tuong"):
            rows = rows.filter(of_text__icontains=words)
        return rows
