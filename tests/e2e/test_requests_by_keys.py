"""A request by real keys: the oficio is received, turned to an area, answered, and its receipt written down."""

from ui.desktop.tokens import LIGHT

SUBJECT, OFFICE = "Pide el directorio de prueba", "PRUEBA/12/2026"


def test_an_oficio_is_received_turned_answered_and_its_receipt_kept(screen, program):
    def is_kept(**wanted: str) -> None:
        program.wait_to_find(
            f'que:gestiones "{SUBJECT}"',
            lambda request: {name: request[name] for name in wanted} == wanted,
        )

    program.start()
    screen.keys("ctrl+6")
    screen.wait_for_title("Seguimientos")
    screen.wait(lambda: screen.pixels(LIGHT.danger) > 10, "what is overdue, in its colour")
    # Over the list its order and the way to its file, before them the parts of the place.
    screen.keys(*["shift+Tab"] * 3, "Right", "space")
    screen.wait_for_title("Gestiones")
    screen.keys("ctrl+n")
    screen.type(SUBJECT)
    screen.keys("Return", "Return")
    screen.type(OFFICE)
    screen.keys("Return", "Return", "Return", "Return")
    screen.type("Instituto de prueba")
    screen.keys("Return")
    screen.type("5")
    screen.keep("request-received")
    screen.keys("ctrl+s")
    screen.wait_for_title(SUBJECT)
    is_kept(estado="recibida", oficio=OFFICE)

    # Back from what is known of it over the trash, the tabs and the page to print to the steps, the last of them
    # first.
    screen.keys(*["shift+Tab"] * 6, "space", "Down", "Return")
    screen.type("Responder directo")
    screen.keys("ctrl+s")
    is_kept(estado="turnada", instruccion="Responder directo")

    screen.keys(*["shift+Tab"] * 7, "space")
    screen.type("Se envió el directorio")
    screen.keys("Tab", "Tab")
    screen.type("DVOE/7/2026")
    screen.keys("Tab")
    screen.type("Sello del 22 de noviembre")
    screen.keep("request-answered")
    screen.keys("ctrl+s")
    is_kept(estado="atendida", respuesta="Se envió el directorio", acuse="Sello del 22 de noviembre")
    screen.keys("ctrl+z")
    is_kept(estado="turnada", acuse="")
    program.quit()
