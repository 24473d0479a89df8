"""The WSGI application that granian serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua_web.config.settings")
application = get_wsgi_application()

from thidua_web.config.parentage import end_with_parent  # noqa: E402 the apps are ready only now
from thidua_web.config.warming import warm  # noqa: E402

warm()
end_with_parent()
