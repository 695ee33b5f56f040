"""What every field does, whatever it holds."""

from ui.desktop.fields import field
from ui.desktop.fields.line import TextField


def test_why_a_value_cannot_be_kept_is_said_once(form, kit, monkeypatch):
    said = []
    monkeypatch.setattr(field, "announce", lambda _widget, sentence: said.append(sentence))
    name = form(TextField("Nombre oficial", kit, required="Falta el nombre oficial: escríbalo."))
    assert not name.check()
    assert said == ["Falta el nombre oficial: escríbalo."]
    name.line.insert("Club")
    assert name.check()
    assert len(said) == 1
