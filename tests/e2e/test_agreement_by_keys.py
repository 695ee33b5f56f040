"""An agreement by real keys: asked for, taken stage by stage to being in force, an obligation added and fulfilled."""

TITLE, DUTY = "Convenio de prueba con el club", "Dar un taller de prueba"
STILL = 12
"""Looks at the screen, one after another, that find it as it was: what was saved has been read and drawn."""
TO_NEXT = ["shift+Tab"] * 3
"""From the sheet over the bin and its parts to what comes next: the stage that follows, which opens its form."""
STAGES = ("opinión de pertinencia", "negociación", "validación jurídica", "suscripción")


def test_an_agreement_goes_from_its_request_to_a_fulfilled_obligation(screen, program):
    def is_kept(wanted) -> None:
        program.wait_to_find(f'que:convenios "{TITLE}"', wanted)
        pictures = [screen.picture()]

        def is_still() -> bool:
            now = screen.picture()
            if now != pictures[-1]:
                pictures.clear()
            pictures.append(now)
            return len(pictures) > STILL

        screen.wait(is_still, "the record to be drawn")

    def open_menu(key: str) -> None:
        before = screen.picture()
        screen.keys(key)
        screen.wait(lambda: screen.picture() != before, "the menu")

    program.start()
    screen.keys("ctrl+5")
    screen.wait_for_title("Convenios")
    screen.keys("ctrl+n")
    screen.type(TITLE)
    screen.keys("Return")
    screen.type("Club de prueba")
    screen.keys("ctrl+Return")
    screen.keep("agreement-asked-for")
    screen.keys("ctrl+s")
    screen.wait_for_title(TITLE)
    is_kept(lambda found: found["etapa"] == "solicitud" and len(found["partes"]) == 2)

    for stage in STAGES:
        screen.keys(*TO_NEXT, "space")
        if stage == "negociación":
            screen.keys("Return", "Down")
        screen.keys("ctrl+s")
        is_kept(lambda found, stage=stage: found["etapa"] == stage)
    screen.keys(*TO_NEXT, "space", "Return", "Return")
    screen.type("31/12/2099")
    screen.keep("agreement-signed")
    screen.keys("ctrl+s")
    is_kept(
        lambda found: (
            (found["etapa"], found["fin"], found["opinion"]) == ("vigente", "2099-12-31", "favorable")
        )
    )

    open_menu("alt+a")
    screen.keys("Down", "Down", "Down", "Return")
    screen.type(DUTY)
    screen.keys("Return")
    is_kept(lambda found: [duty["que"] for duty in found["obligaciones"]] == [DUTY])
    # From the obligation to what can be done with it, the first of which is to note that it was done.
    screen.keys("Tab")
    open_menu("space")
    screen.keys("Down", "Return")
    screen.keep("agreement-fulfilled")
    screen.keys("ctrl+s")
    is_kept(lambda found: [duty["estado"] for duty in found["obligaciones"]] == ["cumplida"])
    screen.keys("ctrl+z")
    is_kept(lambda found: [duty["estado"] for duty in found["obligaciones"]] == ["pendiente"])
    program.quit()
