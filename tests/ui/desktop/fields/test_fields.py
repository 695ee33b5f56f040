"""Fields: what is typed becomes a value, or a reason below; keys leave, keep and take back."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QTextCursor, QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from crm.cards import Address, Email, Link, Phone
from crm.errors import InvalidValue
from ui.desktop.fields.chips import ChipField
from ui.desktop.fields.country import CountryField
from ui.desktop.fields.date import DateField
from ui.desktop.fields.line import ChoiceField, LongTextField, NoteField, TextField
from ui.desktop.fields.reach import AddressField, EmailField, LinkField, PhoneField
from ui.desktop.fields.several import SeveralField
from ui.desktop.labels import Prose


def below(field) -> list[str]:
    return [prose.plain_text for prose in field.findChildren(Prose) if prose.isVisible()]


def type_in(qtbot, control, text):
    control.clear()
    qtbot.keyClicks(control, text)


def test_a_text_is_read_without_spare_spaces(qtbot, form, kit):
    field = form(TextField("Siglas", kit))
    qtbot.keyClicks(field.line, "  C  E M ")
    assert field.read() == "C E M"
    assert field.line.accessibleName() == "Siglas"


def test_a_wrong_value_says_why_below_until_it_is_mended(qtbot, form, kit):
    field = form(TextField("Nombre", kit, required="Falta el nombre."))
    assert not field.check()
    assert below(field) == ["Falta el nombre."]
    assert field.line.accessibleDescription() == "Falta el nombre."
    assert field.line.property("wrong")
    qtbot.keyClicks(field.line, "a")
    assert below(field) == []
    assert not field.line.property("wrong")
    assert field.check()


def test_enter_esc_and_leaving_are_told(qtbot, form, kit):
    field = form(TextField("Siglas", kit))
    with qtbot.waitSignal(field.entered):
        qtbot.keyClick(field.line, Qt.Key.Key_Return)
    with qtbot.waitSignal(field.escaped):
        qtbot.keyClick(field.line, Qt.Key.Key_Escape)
    with qtbot.waitSignal(field.left):
        qtbot.keyClick(field.line, Qt.Key.Key_Tab)


def test_going_from_part_to_part_is_no_leaving(qtbot, form, kit):
    field = form(PhoneField(kit))
    with qtbot.assertNotEmitted(field.left):
        qtbot.keyClick(field.number.line, Qt.Key.Key_Tab)
    extension = field.parts["extension"].line
    assert extension.hasFocus()
    with qtbot.waitSignal(field.left):
        qtbot.keyClick(extension, Qt.Key.Key_Tab)
        qtbot.keyClick(field.parts["use"].choice, Qt.Key.Key_Tab)


def test_ctrl_z_takes_back_typing(qtbot, form, kit):
    field = form(TextField("Siglas", kit))
    qtbot.keyClicks(field.line, "abc")
    qtbot.keyClick(field.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.line.text() == ""


def test_a_note_has_lines_and_ctrl_enter_ends_it(qtbot, form, kit):
    field = form(NoteField("Nota", kit))
    low = field.edit.height()
    for _line in range(5):
        qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    qtbot.keyClicks(field.edit, "fin")
    assert field.edit.height() > low
    assert field.read() == "fin"
    with qtbot.waitSignal(field.entered):
        qtbot.keyClick(field.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_a_long_text_wraps_and_enter_leaves_it(qtbot, form, kit):
    field = form(LongTextField("Nombre oficial", kit, required="Falta el nombre."))
    assert not field.check()
    low = field.edit.height()
    field.write("Federacion de Clubes " * 6)
    qtbot.waitUntil(lambda: field.edit.height() > low)
    wide = field.edit.height()
    field.window().resize(300, 600)
    qtbot.waitUntil(lambda: field.edit.height() > wide)
    with qtbot.waitSignal(field.entered):
        qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    field.write("Uno\ndos")
    assert field.read() == "Uno dos"


def begun_lines(edit):
    """Where each line of a text begins to be drawn."""
    picture = edit.viewport().grab().toImage()
    ground = picture.pixelColor(0, 0)
    inked = [
        any(picture.pixelColor(x, y) != ground for x in range(picture.width()))
        for y in range(picture.height())
    ]
    return [y for y, ink in enumerate(inked) if ink and not inked[y - 1]]


def test_what_is_written_stands_on_lines_as_far_apart_as_what_is_read(qtbot, form, kit):
    field = form(NoteField("Nota", kit))
    field.write("xxxx\nxxxx")
    field.edit.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    qtbot.keyClicks(field.edit, "xxxx")
    QApplication.clipboard().setText("\nxxxx\nxxxx")
    field.edit.paste()
    field.edit.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    field.edit.clearFocus()  # and with it the line one stands in
    begun = begun_lines(field.edit)
    assert [below - above for above, below in pairwise(begun)] == [20] * 4
    assert field.read() == "\n".join(["xxxx"] * 5)


def test_only_what_was_typed_is_taken_back_and_nothing_pasted_brings_its_looks(qtbot, form, kit):
    field = form(NoteField("Nota", kit))
    field.write("Uno")
    assert not field.edit.document().isUndoAvailable()
    field.edit.moveCursor(QTextCursor.MoveOperation.End)
    data = QMimeData()
    data.setHtml("<h1>Dos</h1>")
    data.setText(" dos")
    QApplication.clipboard().setMimeData(data)
    field.edit.paste()
    assert field.read() == "Uno dos"
    assert field.edit.currentFont() == field.edit.font()
    qtbot.keyClick(field.edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.read() == "Uno"


def test_the_wheel_changes_no_choice(qtbot, form, kit):
    field = form(ChoiceField("Tipo", kit, {"a": "A", "b": "B"}))
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    field.choice.wheelEvent(wheel)
    assert field.read() == "a"
    qtbot.keyClick(field.choice, Qt.Key.Key_Down)
    assert field.read() == "b"
    field.write("otro")
    assert field.read() == "otro"


@pytest.mark.parametrize(
    ("text", "stored", "words"),
    [
        ("lunes", "2025-10-13", "lunes 13 de octubre de 2025, en 7 días"),
        ("nov 2023", "2023-11", "noviembre de 2023, sin día"),
        ("s/f", "s/f", "sin fecha conocida"),
        ("", "", None),
    ],
)
def test_a_date_says_in_words_what_it_understood(qtbot, form, kit, text, stored, words):
    field = form(DateField("Desde", kit))
    qtbot.keyClicks(field.line, text)
    assert field.read() == stored
    assert below(field) == ([words] if words else [])


def test_a_date_half_typed_is_not_scolded(qtbot, form, kit):
    field = form(DateField("Desde", kit))
    qtbot.keyClicks(field.line, "31/")
    assert below(field) == []
    assert not field.check()
    assert "no es una fecha del calendario" in below(field)[0]
    field.write("2024-03-05")
    assert field.line.text() == "05/03/2024"


@pytest.mark.parametrize(
    ("typed", "country", "phone"),
    [
        (("55 1234 5678", "", ""), "", Phone("+525512345678")),
        (("5512345678 ext. 12", "", "trabajo"), "", Phone("+525512345678", "12", "trabajo")),
        (("55 1234 5678", "7", ""), "", Phone("+525512345678", "7")),
        (("312 555 0134", "", "móvil"), "US", Phone("+13125550134", "", "móvil")),
    ],
)
def test_a_phone_knows_its_country_and_extension(form, kit, typed, country, phone):
    field = form(PhoneField(kit, country=country))
    field.set_texts(typed)
    assert field.read() == phone


def test_a_phone_says_what_it_understood_or_what_is_missing(qtbot, form, kit):
    field = form(PhoneField(kit))
    qtbot.keyClicks(field.number.line, "55 1234 567")
    assert not field.check()
    assert below(field) == ["Al teléfono le falta un dígito; en México son diez."]
    qtbot.keyClicks(field.number.line, "8")
    assert below(field) == ["+52 55 1234 5678"]
    qtbot.keyClicks(field.parts["extension"].line, "a")
    assert not field.check()
    assert field.reason == "La extensión lleva solo dígitos."


def test_a_phone_that_was_kept_stays_as_it_was_even_if_todays_rules_refuse_it(form, kit):
    field = form(PhoneField(kit))
    field.write(Phone("+56255550134", "12", "trabajo"))
    field.parts["use"].write("casa")
    assert field.read() == Phone("+56255550134", "12", "casa")


def test_a_nearly_right_e_mail_is_mended_with_one_click(qtbot, form, kit):
    field = form(EmailField(kit))
    qtbot.keyClicks(field.address.line, "rosa@@example.org")
    assert not field.check()
    assert field.repair.isVisible()
    qtbot.mouseClick(field.repair, Qt.MouseButton.LeftButton)
    assert field.read() == Email("rosa@example.org")
    assert not field.repair.isVisible()
    assert field.check()


def test_an_address_keeps_its_place_on_the_map_while_it_stays_in_its_city(qtbot, form, kit):
    field = form(AddressField(kit))
    value = Address("CL", "", "Santiago", "Alameda 1", "", -33.4, -70.6, "America/Santiago", "oficina")
    field.write(value)
    assert field.read() == value
    field.parts["line"].write("Alameda 2")
    assert field.read().latitude == -33.4
    field.parts["city"].write("Valparaíso")
    assert field.read().latitude is None
    field.set_texts([""] * 6)
    assert not field.check()
    assert "está vacío" in field.reason


@pytest.mark.parametrize(
    ("typed", "link"),
    [
        (("www.example.org", "sitio"), Link("https://www.example.org", "sitio")),
        (("https://x.com/prueba", "sitio"), Link("https://x.com/prueba", "x")),
        (("@prueba", "instagram"), Link("https://www.instagram.com/prueba", "instagram")),
    ],
)
def test_a_link_or_an_account(form, kit, typed, link):
    field = form(LinkField(kit))
    field.set_texts(typed)
    assert field.read() == link


@pytest.mark.parametrize("text", ["javascript:alert(1)", "no es", ""])
def test_what_is_no_link_is_refused(form, kit, text):
    field = form(LinkField(kit))
    field.set_texts((text, "sitio"))
    assert not field.check()
    assert field.reason


def test_a_country_is_chosen_while_typing_or_by_any_name(qtbot, form, kit):
    field = form(CountryField("País", kit))
    qtbot.keyClicks(field.line, "estados")
    assert field.popup.rows[0].text == "Estados Unidos"
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert field.read() == "US"
    assert not field.popup.isVisible()
    type_in(qtbot, field.line, "EUA")
    assert field.read() == "US"
    type_in(qtbot, field.line, "Megico")
    assert not field.check()
    assert "¿quiso decir «México»?" in field.reason


def test_chips_are_typed_suggested_and_taken_away(qtbot, form, kit):
    field = form(ChipField("Etiquetas", kit, known=kit.source.tags()))
    qtbot.keyClicks(field.line, "ruta")
    assert [row.text for row in field.popup.rows] == ["Ruta Chilanga", "Rutas del voto"]
    qtbot.keyClick(field.line, Qt.Key.Key_Down)
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    qtbot.keyClicks(field.line, "Nueva,")
    qtbot.keyClicks(field.line, "MIGRACION")
    assert field.read() == ("Ruta Chilanga", "Nueva", "Migración")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    qtbot.keyClick(field.line, Qt.Key.Key_Backspace)
    assert field.read() == ("Ruta Chilanga", "Nueva")
    assert field.line.accessibleName() == "Etiquetas, Ruta Chilanga, Nueva"
    field.remove("Ruta Chilanga")
    assert field.read() == ("Nueva",)


def test_chips_of_a_closed_list_take_nothing_else(qtbot, form, kit):
    field = form(ChipField("Idiomas", kit, known=("español",), closed="«{text}» no está."))
    qtbot.keyClicks(field.line, "klingon")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert below(field) == ["«klingon» no está."]
    with pytest.raises(InvalidValue):
        field.read()


def test_several_are_added_edited_and_taken_away(qtbot, form, kit):
    field = SeveralField("Teléfonos", kit, lambda: PhoneField(kit), "Agregar otro")
    field.write((Phone("+525512345678"),))
    form(field)
    qtbot.mouseClick(field.add_button, Qt.MouseButton.LeftButton)
    assert field.read() == (Phone("+525512345678"),)
    qtbot.keyClicks(field.fields[1].number.line, "55 8765")
    assert not field.check()
    assert field.fields[1].reason
    qtbot.keyClicks(field.fields[1].number.line, " 4321")
    assert field.read() == (Phone("+525512345678"), Phone("+525587654321"))
    typed = field.texts()
    field._remove(field._rows[0])
    assert field.read() == (Phone("+525587654321"),)
    field.set_texts(typed)
    assert len(field.read()) == 2


def test_tab_goes_through_several_as_they_stand(qtbot, form, kit):
    field = SeveralField("Nombres", kit, lambda: TextField("Nombre", kit), "Agregar otro")
    field.write(("Uno",))
    form(field)
    field.add_row()
    field.fields[0].select()
    rows = [(row.field.line, row.button) for row in field._rows]
    passed = [QApplication.focusWidget()]
    for _n in range(6):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        passed.append(QApplication.focusWidget())
    after = field.window().findChild(QLineEdit, "after")
    # From the last of a window Tab comes again to its first.
    assert passed == [*rows[0], *rows[1], field.add_button, after, rows[0][0]]


@pytest.mark.parametrize(
    ("make", "value"),
    [
        (lambda kit: TextField("x", kit), "a"),
        (lambda kit: NoteField("x", kit), "a\nb"),
        (lambda kit: ChoiceField("x", kit, {"a": "A", "b": "B"}), "b"),
        (lambda kit: DateField("x", kit), "2023-11"),
        (PhoneField, Phone("+525512345678", "1", "casa")),
        (EmailField, Email("a@example.org", "otro")),
        (AddressField, Address("CL", "Biobío", "Concepción", "Calle 1", "4030000")),
        (LinkField, Link("https://example.org/", "facebook")),
        (lambda kit: CountryField("x", kit), "US"),
        (lambda kit: ChipField("x", kit), ("a", "b")),
    ],
)
def test_what_stands_in_a_field_can_be_put_back(qtbot, kit, make, value):
    field, again = make(kit), make(kit)
    qtbot.addWidget(field)
    qtbot.addWidget(again)
    field.write(value)
    assert field.read() == value
    again.set_texts(field.texts())
    assert again.read() == value
