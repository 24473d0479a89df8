"""What a worker loads before its first visitor."""

from django.template import engines

from thidua_web.config.warming import template_names, warm


def test_every_template_of_ours_stands_ready() -> None:
    expected = template_names()
    assert {"base.html", "returns/form.html", "dashboards/board.html", "account/login.html"} <= expected
    assert not any(name.startswith("admin/") for name in expected)
    warm()
    (kept,) = engines["django"].engine.template_loaders
    assert expected <= {key.split("-", 1)[0] for key in kept.get_template_cache} | set(kept.get_template_cache)
