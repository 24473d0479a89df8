"""Many posts at once."""

from datetime import date

from django.db import models


class PostQuerySet(models.QuerySet):
    """Posts by their life."""

    def in_force(self, day: date) -> "PostQuerySet":
        """Posts whose half-open life holds this day."""
        return self.filter(valid_from__lte=day).filter(models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=day))
