"""Five contacts of the list get a tag at once, by real keys."""

QUERY = "club tipo:persona"
TAG = "Prueba de teclas"


def test_five_contacts_are_tagged_at_once_and_the_tag_is_taken_back(screen, program):
    five = program.ask("buscar", QUERY, "--limite", "5")
    program.start()
    screen.keys("ctrl+f")
    screen.type(QUERY)
    screen.keys("Down")
    screen.wait_for_title(five[0]["nombre"])
    screen.keys("shift+Down", "shift+Down", "shift+Down", "shift+Down", "ctrl+t")
    screen.type(TAG)
    screen.keys("Return")

    def tagged() -> int:
        groups = program.ask("contar", QUERY, "--por", "etiqueta")["grupos"]
        return sum(group["n"] for group in groups if group["valor"] == TAG)

    screen.wait(lambda: tagged() == len(five), "five tagged contacts")
    assert program.ask("buscar", f'etiqueta:"{TAG}"') == five
    screen.keep("five-tagged")
    screen.keys("ctrl+z")
    screen.wait(lambda: tagged() == 0, "the tag to be gone")
    program.quit()
