"""Every form is read without a mistake, but for those that tests/data/forms/unread.list names."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.forms import Form, forms, found_in, unread


@pytest.mark.parametrize("form", forms(), ids=lambda form: form.path)
def test_a_form_is_read(form: Form, tmp_path: Path) -> None:
    found = found_in(form, tmp_path)
    if form.path in unread():
        assert found != form.gold, "read rightly now: take it out of unread.list"
    else:
        assert found == form.gold


def test_the_list_of_the_unread_names_forms() -> None:
    assert unread() < {form.path for form in forms()}
    assert len(forms()) == 380
