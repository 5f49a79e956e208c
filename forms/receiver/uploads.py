"""In charge of files that residents add: what they are by their content, and where they lie.

A file is stored under a random name in a folder that no web server reads. An image is drawn anew,
so that nothing of where and when it was taken stays in it.
"""

from __future__ import annotations

import io
import secrets
import unicodedata
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction
from PIL import Image, ImageOps

from forms.receiver.models import Upload
from forms.receiver.postmen import write_whole
from forms.steps import LARGEST_FILE

_MOST_PIXELS = 60_000_000
_QUALITY = 85
_LONGEST_NAME = 100
_IMAGES: Final[Mapping[str, str]] = {"jpeg": "JPEG", "png": "PNG"}


class Refused(Exception):
    """A file that we do not take: the code of `kinds.FILE_FAULTS`."""


def keep(file: UploadedFile[bytes], form: str, question: str) -> Upload:
    """Stores a file until its form is sent. Raises Refused."""
    size = file.size or 0
    if size == 0:
        raise Refused("empty-file")
    if size > LARGEST_FILE:
        raise Refused("file-too-large")
    content = file.read()
    kind = kind_of(content)
    if kind in _IMAGES:
        content = draw_anew(content, _IMAGES[kind])
    stored = secrets.token_hex(24)
    folder: Path = settings.ENVIRONMENT.data / "uploads" / stored[:2]
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_whole(folder / stored, content)
    return Upload.objects.create(
        token=secrets.token_urlsafe(32),
        stored=stored,
        form=form,
        question=question,
        kind=kind,
        name=readable_name(file.name or "", kind),
        size=len(content),
    )


def kind_of(content: bytes) -> str:
    """What a file is by its first bytes. Raises Refused for all that we do not take."""
    if content.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content.startswith(b"%PDF-"):
        return "pdf"
    raise Refused("file-type")


def draw_anew(content: bytes, kind: str) -> bytes:
    """An image of the same pixels and no metadata. Raises Refused where it is none."""
    try:
        with warnings.catch_warnings():
            # A few bytes can claim to be millions of pixels.
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=[kind]) as found:
                if found.width * found.height > _MOST_PIXELS:
                    raise Refused("file-too-large")
                # Which way is up stands in the metadata.
                upright = ImageOps.exif_transpose(found)
                plain = upright.convert(_mode(upright, kind))
    except Refused:
        raise
    # Damaged files make every part of the decoders fail, each in its own way.
    except Exception as fault:
        raise Refused("file-type") from fault
    clean = Image.new(plain.mode, plain.size)
    clean.paste(plain)
    made = io.BytesIO()
    clean.save(made, kind, quality=_QUALITY)
    return made.getvalue()


def _mode(image: Image.Image, kind: str) -> str:
    has_alpha = kind != "JPEG" and (image.has_transparency_data or image.mode in ("RGBA", "LA"))
    return "RGBA" if has_alpha else "RGB"


def readable_name(name: str, kind: str) -> str:
    """What the resident called a file, without folders and all that misleads a reader."""
    base = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(c if unicodedata.category(c)[0] in "LMNPSZ" else "" for c in base)
    stem = " ".join(kept.rpartition(".")[0].split() or kept.split())[:_LONGEST_NAME]
    return f"{stem.strip('. ') or 'file'}.{kind}"


def path_of(upload: Upload) -> Path:
    """Where a file lies."""
    found: Path = settings.ENVIRONMENT.data / "uploads" / upload.stored[:2] / upload.stored
    return found


def remove(upload: Upload) -> None:
    """Deletes a file and what we know of it: the file first, so that none is ever forgotten.

    A form that is sent at this moment keeps its file.
    """
    with transaction.atomic():
        mine = Upload.objects.filter(pk=upload.pk, case=None)
        if connection.features.has_select_for_update:
            mine = mine.select_for_update()
        if mine.first() is not None:
            path_of(upload).unlink(missing_ok=True)
            mine.delete()


def are_there(tokens: Sequence[str], form: str, question: str) -> bool:
    """Whether all of these files are there for a form to send."""
    mine = Upload.objects.filter(token__in=tokens, form=form, question=question, case=None)
    return sum(path_of(upload).exists() for upload in mine) == len(set(tokens))
