"""A file is added to a contact by keys alone, from the window in which files are chosen, and taken back."""

from pathlib import Path

from crm import document_files
from crm.base import open_base
from crm.documents import RecordDocument, documents_of

NAME = "Aurelia Ficticia Uno"
CONTENT = b"%PDF-1.7 carta de prueba"


def documents(base: Path, contact: int) -> tuple[RecordDocument, ...]:
    with open_base(base, actor="prueba") as opened, opened.read() as session:
        return documents_of(session, contact)


def test_a_document_is_added_by_keys_and_taken_back(screen, program, tmp_path):
    program.add([{"Nombre": NAME, "Institución": "Club Inventado de Prueba"}])
    (person,) = program.ask("buscar", f'"{NAME}"')
    letter = tmp_path / "carta de prueba.pdf"
    letter.write_bytes(CONTENT)
    program.start()
    screen.keys("ctrl+f")
    screen.type(f'"{NAME}"')
    screen.keys("Return")
    screen.wait_for_title(NAME)
    screen.keys("shift+Tab", "shift+Tab", "Right", "Right", "Right", "Tab", "Tab", "Return")
    screen.wait_for_title("Agregar documentos")
    screen.type(str(letter))
    screen.keys("Return")
    screen.wait(lambda: documents(program.base, person["id"]), "the document")
    screen.keep("document")
    ((version,),) = (document.versions for document in documents(program.base, person["id"]))
    assert version.name == letter.name
    with open_base(program.base, actor="prueba") as base:
        assert b"".join(document_files.content(base, version.piece)) == CONTENT
    screen.keys("ctrl+z")
    screen.wait(lambda: not documents(program.base, person["id"]), "the document to be gone")
    program.quit()
