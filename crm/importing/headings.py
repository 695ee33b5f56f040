"""The headings by which columns are recognised, in Spanish and English.

Those of Google Contacts (old and new), Outlook (English, Spanish, outlook.com), Thunderbird (English, Mexico, Spain),
Office 365, Roundcube, LinkedIn, and those that lists made by hand in Mexico bear. They are compared without accents,
case, spaces or signs. ``|`` separates headings; ``field@slot:use`` says more than the field.
"""

import re

from crm.importing.fields import IGNORED, Target, find_target
from crm.vocabularies import squash

_HEADINGS = {
    "tipo": "clase|tipo de contacto|persona o institución|tipo de registro",
    "nombre": "nombre|name|full name|display name|file as|mostrar nombre|nombre mostrado|nombre para mostrar|contacto|"
    "nombre y apellidos|nombre y apellido|nombres y apellidos|persona|persona de contacto|nombre del contacto|"
    "nombre de la persona|apellidos y nombre|nombre de contacto|formatted name",
    "nombres": "first name|given name|nombre(s)|nombres de pila|nombre de pila|primer nombre|firstname",
    "segundo_nombre": "middle name|additional name|second name",
    "apellidos": "last name|family name|surname|apellido|apellidos|apellido(s)|lastname|surnames",
    "primer_apellido": "apellido paterno|paterno|apellido 1|primer apellido",
    "segundo_apellido": "apellido materno|materno|apellido 2|segundo apellido",
    "tratamiento": "name prefix|prefix|prefijo|trato|tratamiento|grado|grado académico|abreviatura|salutation",
    "conocido_como": "nickname|apodo|alias|sobrenombre|short name|nombre corto|conocida como|conocido(a) como",
    "lugar_origen": "origen en la ciudad de méxico|alcaldía de origen|alcaldía de nacimiento|lugar de origen",
    "idiomas": "idioma|language|languages|lenguas|lengua",
    "liderazgo": "liderazgos|tipo de liderazgo|lidera",
    "siglas": "acrónimo|acronym|sigla|abreviación",
    "subtipo": "subclase|tipo de institución|tipo de organización|subcategoría|giro",
    "categoria": "categoría principal|category|categoría siscoi|sector",
    "otras_categorias": "otra categoría|categorías adicionales",
    "depende_de": "dependencia superior|institución superior|cabeza de sector|adscrita a|parent",
    "pais": "country|nación|country region|país o región|country or region|país de residencia|país donde vive|"
    "país donde vives",
    "iso": "iso2|iso|código iso|iso 3166|country code|clave de país",
    "organizacion": "company|organization|organization name|organisation|empresa|compañía|institución|organismo|"
    "agrupación|asociación|club|dependencia|institución u organización|nombre de la institución|razón social|"
    "nombre oficial|denominación|nombre de la organización|employer|colectivo|club o federación|"
    "organización o club|instancia",
    "cargo": "job title|position|puesto|organization title|función|role|ocupación|occupation|cargo o puesto|"
    "cargo actual|nombramiento|company title|job|puesto o cargo",
    "area": "department|departamento|área|unidad|organization department|adscripción|área de adscripción|"
    "unidad administrativa",
    "parte": "rol en la institución|papel en la institución",
    "cargo_desde": "fecha de inicio|inicio del cargo|en el cargo desde",
    "cargo_hasta": "fecha de término|fin del cargo",
    "telefono": "teléfonos|tel|phone|phone number|número de teléfono|primary phone|teléfono principal|tels|phones|"
    "teléfono(s)|número telefónico|contacto telefónico|telephone|teléfono de contacto|phone video",
    "extension": "ext|extensiones|extension",
    "correo": "correo electrónico|e-mail|email|mail|e-mail address|email address|correos|correo-e|primary email|"
    "correo principal|dirección de correo electrónico|dirección de correo electrónico principal|correo e|"
    "correos electrónicos|cuenta de correo|correo(s) electrónico(s)|correo de contacto|dirección de correo",
    "direccion": "address|domicilio|calle|calle y número|dirección postal|street|street address|domicilio postal",
    "direccion_completa": "dirección formateada",
    "ciudad": "city|cd|localidad|población|ciudad de residencia|ciudad actual|municipio|ciudad donde vive|"
    "alcaldía o municipio|alcaldía|municipio o alcaldía|ciudad de contacto",
    "estado": "state|provincia|región|estado o provincia|state province|entidad federativa|estado región|"
    "provincia o estado|province",
    "estado_y_pais": "estado país|estado y país|entidad país",
    "entidad": "entidad",
    "codigo_postal": "cp|c.p.|zip|zip code|postal code|postcode|código p",
    "latitud": "lat|latitude",
    "longitud": "lon|lng|long|longitude",
    "zona_horaria": "time zone|timezone|huso horario",
    "sitio_web": "web|website|web page|página web|página|página de internet|url|liga|sitio|sitio de internet|"
    "portal|homepage|home page|dirección web|web site|website other|website blog|página electrónica",
    "consulado": "consulado que le corresponde|consulado de adscripción|consulado más cercano",
    "grupo": "red|grupo|grupos|redes|red a la que pertenece",
    "etiquetas": "etiqueta|tags|tag|labels|label|categorías|categories|group membership|palabras clave|keywords|"
    "grupos de contactos",
    "nota": "notas|notes|note|observaciones|observación|comentarios|comentario|comments|anotaciones",
    "fuente": "fuentes|fuente de la información|source|procedencia|verificación",
    "verificado": "verificado el|fecha de verificación|última verificación|última actualización",
    # Outlook, Thunderbird, Roundcube, Office 365
    "telefono@trabajo:trabajo": "business phone|work phone|teléfono del trabajo|teléfono de trabajo|"
    "teléfono (trabajo)|teléfono de oficina|tel oficina|oficina|teléfono oficina|business telephone",
    "telefono@trabajo2:trabajo": "business phone 2|número del trabajo",
    "telefono@conmutador:trabajo": "company main phone|número de centralita de la organización|conmutador",
    "telefono@movil:móvil": "mobile phone|mobile|mobile number|celular|teléfono celular|teléfono móvil|móvil|cel|"
    "cell|cell phone|home mobile|whatsapp|número de celular|teléfono cel",
    "telefono@casa:casa": "home phone|teléfono de casa|teléfono particular|particular|casa|tel casa|teléfono casa",
    "telefono@casa2:casa": "home phone 2",
    "telefono@fax:fax": "fax|fax number|número de fax|business fax|work fax|fax del trabajo",
    "telefono@faxcasa:fax": "home fax",
    "telefono@faxotro:fax": "other fax|otro fax",
    "telefono@otro:otro": "other phone|otro teléfono|car phone|teléfono alterno|teléfono adicional",
    "correo@2": "e-mail 2 address|email 2 address|secondary email|correo secundario|dirección de correo electrónico 2|"
    "dirección de correo electrónico secundaria|correo alterno|otro correo|correo adicional|segundo correo",
    "correo@3": "e-mail 3 address|email 3 address|dirección del correo electrónico 3|dirección de correo electrónico 3",
    "correo@casa:personal": "email home|correo personal|personal email|e-mail personal",
    "correo@trabajo:trabajo": "email work|correo institucional|correo del trabajo|work email|correo de trabajo",
    "correo@otro:otro": "email other",
    "direccion@trabajo:oficina": "business street|business street 2|business street 3|work address|work address 2|"
    "calle del trabajo|calle del trabajo 2|calle del trabajo 3|dirección del trabajo|dirección del trabajo 2|"
    "dirección de trabajo|dirección de trabajo 2|business address|business address po box|"
    "apartado postal de la dirección del trabajo",
    "ciudad@trabajo:oficina": "business city|work city|ciudad de trabajo|ciudad donde trabajas|ciudad (trabajo)",
    "estado@trabajo:oficina": "business state|work state|provincia o estado de trabajo|estado donde trabajas|"
    "provincia (trabajo)",
    "codigo_postal@trabajo:oficina": "business postal code|work zipcode|work zip|código postal del trabajo|"
    "código postal de tu trabajo|código postal (trabajo)|business zip",
    "pais_direccion@trabajo:oficina": "business country region|business country|work country|"
    "país o región del trabajo|país donde trabajas|país (trabajo)",
    "direccion@casa:residencia": "home street|home street 2|home street 3|home address|home address 2|"
    "dirección de casa|dirección de casa 2|dirección personal|dirección personal 2|home address po box|"
    "apartado postal de la dirección personal",
    "ciudad@casa:residencia": "home city",
    "estado@casa:residencia": "home state",
    "codigo_postal@casa:residencia": "home postal code|home zipcode|home zip",
    "pais_direccion@casa:residencia": "home country region|home country|país o región del domicilio",
    "direccion@otra:otro": "other street|other street 2|other street 3|otra calle|otra calle 2|otra calle 3|"
    "other address|other address po box|otro apartado postal",
    "ciudad@otra:otro": "other city|otra ciudad",
    "estado@otra:otro": "other state|otra provincia o estado",
    "codigo_postal@otra:otro": "other postal code|otro código postal",
    "pais_direccion@otra:otro": "other country region|other country|otro país o región",
    "sitio_web@1": "web page 1|página web 1|website work|website home page|website profile",
    "sitio_web@2": "web page 2|página web 2",
    "sitio_web@facebook": "facebook",
    "sitio_web@x": "twitter|x|twitter/x|x (twitter)",
    "sitio_web@instagram": "instagram",
    "sitio_web@linkedin": "linkedin",
    "sitio_web@youtube": "youtube",
    "sitio_web@tiktok": "tiktok",
    "sufijo": "name suffix|suffix",
}
"""What others call the fields; our own headings and keys are known besides (``crm.importing.fields``)."""

_IGNORED = (
    "birthday|anniversary|gender|género|hobby|aficiones|spouse|children|hijos|assistant's name|assistant's phone|"
    "manager's name|managers name|nombre del director|profession|profesión|photo|initials|sensitivity|confidencialidad|"
    "priority|prioridad|private|account|billing information|facturación|directory server|mileage|kilometraje|"
    "government id number|organizational id number|internet free busy|location|referred by|user 1|user 2|user 3|user 4|"
    "usuario 1|usuario 2|usuario 3|usuario 4|e-mail type|e-mail 2 type|e-mail 3 type|e-mail display name|"
    "e-mail 2 display name|e-mail 3 display name|nombre de pantalla de correo electrónico|"
    "nombre de pantalla de correo electrónico 2|nombre de pantalla de correo electrónico 3|"
    "tipo de correo electrónico 2|tipo de correo electrónico 3|pager|pager number|buscapersonas|telex|télex|isdn|"
    "tty/tdd phone|número de teletipo|callback|devolución de llamada|radio phone|radioteléfono|screen name|"
    "nombre en pantalla|nombre para mostrar en pantalla|nombre de usuario|birth year|birth month|birth day|"
    "año de nacimiento|mes de nacimiento|día de nacimiento|custom 1|custom 2|custom 3|custom 4|personalizado 1|"
    "personalizado 2|personalizado 3|personalizado 4|phonetic first name|phonetic middle name|phonetic last name|"
    "yomi name|given name yomi|additional name yomi|family name yomi|surname yomi|given yomi|company yomi|"
    "yomi especificada|apellido yomi|compañía yomi|maiden name|subject|connected on|action|cumpleaños|"
    "fecha de nacimiento|edad|sexo|office location|im aim|im icq|im jabber|im msn|im skype|im yahoo|"
    "id|no.|núm.|número|motivo"
)
"""Known columns with no place here: the program keeps no birthdays, families or hobbies (PRIVACY, minimisation)."""

_GROUPS = {
    "email": {"value": "correo", "type": "uso_correo", "label": "uso_correo"},
    "phone": {"value": "telefono", "type": "uso_telefono", "label": "uso_telefono"},
    "address": {
        "type": "uso_direccion",
        "label": "uso_direccion",
        "formatted": "direccion_completa",
        "street": "direccion",
        "extendedaddress": "direccion",
        "pobox": "direccion",
        "city": "ciudad",
        "region": "estado",
        "postalcode": "codigo_postal",
        "country": "pais_direccion",
    },
    "organization": {"name": "organizacion", "title": "cargo", "department": "area"},
    "website": {"value": "sitio_web"},
}
"""Google's numbered groups: "E-mail 1 - Value", "Address 2 - City". Other parts, events and relations are ignored."""
_GROUPED = re.compile(
    r"(email|phone|address|organization|website|relation|im|event|customfield)(\d+)([a-z]+)"
)


def recognise(heading: str) -> Target | None:
    """What a heading alone says; None for one that nobody knows."""
    squashed = squash(heading)
    if known := _KNOWN.get(squashed):
        return known
    if grouped := _GROUPED.fullmatch(squashed):
        group, number, part = grouped.groups()
        field = _GROUPS.get(group, {}).get(part)
        return Target(field, number) if field else IGNORED
    if own := find_target(heading):
        return own
    return _numbered(squashed)


def _numbered(squashed: str) -> Target | None:
    name = squashed.rstrip("0123456789")
    known = _KNOWN.get(name) if name != squashed else None
    if known is None or not known.field:
        return None
    number = squashed[len(name) :]
    return Target(known.field, number if known.slot == "1" else f"{known.slot}-{number}", known.use)


def _known() -> dict[str, Target]:
    known = {squash(heading): IGNORED for heading in _IGNORED.split("|")}
    for where, headings in _HEADINGS.items():
        place, _colon, use = where.partition(":")
        field, _at, slot = place.partition("@")
        known |= {squash(heading): Target(field, slot or "1", use) for heading in headings.split("|")}
    return known


_KNOWN = _known()
