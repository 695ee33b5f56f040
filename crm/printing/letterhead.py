"""The logo at the head of printed pages: an image file is read, made small, and kept in the base with which it travels.

What is kept is never the file's own bytes but the picture drawn anew, so nothing else that the file held comes along.
"""

import base64
import stat
import struct
import zlib
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.document_names import safe_name
from crm.errors import FileProblem
from crm.texts import _, mark
from db.letterheads import Letterhead

if TYPE_CHECKING:
    from PIL import Image

LOGO_TITLE = mark("Logotipo para impresos")
NO_LOGO_TITLE = mark("Logotipo fuera de los impresos")

WIDTH, HEIGHT = 78.0, 30.0
"""Points of the place on paper; a logo is drawn as large as it fits in there."""
LARGEST = 10 << 20
"""Bytes of a file that is read."""

_DOTS = 600 / 72
"""Of what is kept, to a point: what an office printer can draw."""
_MOST_PIXELS = 40_000_000
_LEAST_SIDE = 32
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error)
"""What Pillow raises for a file that is not what it seems."""


class Logo(NamedTuple):
    """A PNG image and its size in pixels."""

    png: bytes
    width: int
    height: int

    @property
    def on_paper(self) -> tuple[float, float]:
        """Width and height in points, as large as fits in its place."""
        scale = min(WIDTH / self.width, HEIGHT / self.height)
        return self.width * scale, self.height * scale


def read_logo(path: Path) -> Logo:
    """The picture of a PNG or JPEG file. Raises FileProblem, with what to do, for anything else."""
    name = safe_name(path.name)
    data = _bytes_of(path, name)
    from PIL import ImageOps
    from PIL.JpegImagePlugin import JpegImageFile
    from PIL.PngImagePlugin import PngImageFile

    # Each by its own reader: which one reads a file is not the file's to choose.
    if data.startswith(_PNG):
        reader: type[PngImageFile] | type[JpegImageFile] = PngImageFile
    elif data.startswith(_JPEG):
        reader = JpegImageFile
    else:
        raise FileProblem(
            _("«{name}» no es una imagen PNG ni JPEG; guárdela en uno de esos formatos.").format(name=name)
        )
    try:
        with reader(BytesIO(data)) as image:
            _check_size(image.size, name)
            image.load()
            upright = ImageOps.exif_transpose(image)
            return _kept(upright)
    except _BROKEN as error:
        raise FileProblem(
            _("«{name}» está dañada y no se puede leer; ábrala en otro programa y guárdela de nuevo.").format(
                name=name
            )
        ) from error


def _bytes_of(path: Path, name: str) -> bytes:
    try:
        # Before opening it: what is no file, a pipe among others, may never answer.
        regular = stat.S_ISREG(path.stat().st_mode)
        data = b""
        if regular:
            with path.open("rb") as file:
                data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise FileProblem(
            _("No se pudo leer «{name}»; revise que exista y que tenga permiso de abrirlo.").format(name=name)
        ) from error
    if not regular:
        raise FileProblem(_("«{name}» no es un archivo; elija un archivo.").format(name=name))
    if len(data) > LARGEST:
        raise FileProblem(
            _("«{name}» pesa más de {largest} MB; guarde la imagen más chica y elíjala otra vez.").format(
                name=name, largest=LARGEST >> 20
            )
        )
    return data


def _check_size(size: tuple[int, int], name: str) -> None:
    wide, high = size
    if wide * high > _MOST_PIXELS:
        raise FileProblem(
            _("«{name}» mide {wide} × {high} puntos; guarde la imagen más chica y elíjala otra vez.").format(
                name=name, wide=wide, high=high
            )
        )
    if max(wide, high) < _LEAST_SIDE or min(wide, high) * 40 < max(wide, high):
        raise FileProblem(
            _("«{name}» mide {wide} × {high} puntos y no se vería en papel; elija otra imagen.").format(
                name=name, wide=wide, high=high
            )
        )


def _kept(image: "Image.Image") -> Logo:
    has_holes = "A" in image.getbands() or "transparency" in image.info
    small = image.convert("RGBA" if has_holes else "RGB")
    small.thumbnail((round(WIDTH * _DOTS), round(HEIGHT * _DOTS)))
    out = BytesIO()
    small.info.clear()
    small.save(out, "PNG", optimize=True)
    return Logo(out.getvalue(), *small.size)


def logo_of(session: Session) -> Logo | None:
    """The logo of a base, if it has one."""
    kept = session.scalars(select(Letterhead.logo).order_by(Letterhead.id.desc())).first()
    if not kept:
        return None
    png = base64.b64decode(kept)
    return Logo(png, *struct.unpack(">II", png[16:24]))


def set_logo(session: Session, logo: Logo) -> None:
    """Print this logo from now on, in the place of any other."""
    row = session.scalars(select(Letterhead).order_by(Letterhead.id.desc())).first()
    if row is None:
        row = Letterhead()
        session.add(row)
    row.logo = base64.b64encode(logo.png).decode()


def remove_logo(session: Session) -> None:
    """Print none from now on."""
    for row in session.scalars(select(Letterhead)):
        session.delete(row)
