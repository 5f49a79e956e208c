"""Files that residents add: known by their content, without metadata, where nobody gets at them."""

from __future__ import annotations

import datetime as dt
import io
import re
import stat
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from forms.receiver import uploads
from forms.receiver.models import Case, Upload
from forms.receiver.tidying import tidy
from forms.receiver.uploads import Refused, draw_anew, kind_of, path_of, readable_name
from receiver.residents import Resident

PLACE = "51.5007 N 0.1246 W"


def image(kind: str = "JPEG", size: tuple[int, int] = (30, 20)) -> bytes:
    """An image that knows where it was taken."""
    made = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = PLACE
    exif[0x0112] = 6  # on its side
    info = PngImagePlugin.PngInfo()
    info.add_text("place", PLACE)
    more = {"pnginfo": info} if kind == "PNG" else {}
    Image.new("RGB", size, "red").save(made, kind, exif=exif, **more)
    return made.getvalue() + PLACE.encode()


def file(content: bytes, name: str = "photo.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "image/jpeg")


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_an_image_loses_all_but_its_pixels(kind: str) -> None:
    before = image(kind)
    assert PLACE.encode() in before
    after = draw_anew(before, kind)
    assert PLACE.encode() not in after and b"Exif" not in after
    with Image.open(io.BytesIO(after)) as found:
        assert found.format == kind and found.size == (20, 30), "turned the right way up"
        assert not found.getexif() and not found.info.get("place")


def test_what_is_see_through_stays_so() -> None:
    made = io.BytesIO()
    Image.new("RGBA", (4, 4), (255, 0, 0, 0)).save(made, "PNG")
    with Image.open(io.BytesIO(draw_anew(made.getvalue(), "PNG"))) as found:
        assert found.mode == "RGBA" and found.getpixel((1, 1))[3] == 0  # type: ignore[index]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty-file"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "file-type"),
        (b"<html><script>alert(1)</script>", "file-type"),
        (b"GIF89a", "file-type"),
        (b"PK\x03\x04", "file-type"),
        (b"MZ\x90\x00", "file-type"),
        (b"\xff\xd8\xff\xe0 not an image", "file-type"),
        (b"\x89PNG\r\n\x1a\n", "file-type"),
        (b"RIFF\x00\x00\x00\x00WEBP", "file-type"),
        (b"\xff\xd8\xff" + b"x" * uploads.LARGEST_FILE, "file-too-large"),
    ],
)
def test_what_we_do_not_take_is_refused(resident: Resident, content: bytes, code: str) -> None:
    page = resident.send(None, what="litter")
    page = resident.send(page, kinds=["glass"], photos=file(content))
    if code == "empty-file":
        assert page.status == 422 and not Upload.objects.exists()
        return
    said = {"file-type": "Choose a photograph", "file-too-large": "too large"}[code]
    assert page.status == 422 and said in page.text
    assert not Upload.objects.exists()
    assert not list((uploads.settings.ENVIRONMENT.data / "uploads").rglob("*.*"))


def test_a_bomb_is_refused() -> None:
    made = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(made, "PNG")
    assert len(made.getvalue()) < 200_000
    with pytest.raises(Refused):
        draw_anew(made.getvalue(), "PNG")


@given(st.binary(max_size=300), st.sampled_from(["JPEG", "PNG"]))
def test_damaged_images_are_refused(garbage: bytes, kind: str) -> None:
    content = image(kind)
    half = content[: len(content) // 2] + garbage
    try:
        draw_anew(half, kind)
    except Refused as fault:
        assert str(fault) in ("file-type", "file-too-large")


@given(st.binary())
def test_any_content_has_a_kind_or_none(content: bytes) -> None:
    try:
        assert kind_of(content) in ("jpeg", "png", "pdf")
    except Refused as fault:
        assert str(fault) == "file-type"


@given(st.text())
def test_names_are_fit_to_read_and_never_paths(name: str) -> None:
    shown = readable_name(name, "png")
    assert shown.endswith(".png") and 5 <= len(shown) <= 110
    assert not set(shown) & set("/\\\x00\n\u202e") and not shown.startswith(".")


def test_files_go_with_their_case_and_lie_outside_the_site(resident: Resident) -> None:
    page = resident.send(None, what="litter")
    page = resident.send(
        page,
        kinds=["glass"],
        photos=[file(image(), "../../etc/passwd"), file(b"%PDF-1.7 x", "pl\u202efdp.exe")],
    )
    assert page.step == "more"
    page = resident.send(page)
    assert "passwd.jpeg" in page.text and "plfdp.pdf" in page.text
    assert resident.send(page, "send").reference
    case = Case.objects.get()
    found = {upload.token: upload for upload in Upload.objects.all()}
    assert set(found) == set(case.answers["photos"])
    for upload in found.values():
        assert upload.case == case and upload.token not in upload.stored
        path = path_of(upload)
        site = uploads.settings.ENVIRONMENT.site
        assert path.is_file() and site not in path.parents
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_files_stay_when_another_answer_is_wrong(resident: Resident) -> None:
    page = resident.send(None, what="litter")
    page = resident.send(page, photos=[file(image(), "mess.jpg")])
    assert page.status == 422 and "mess.jpeg" in page.text
    token = Upload.objects.get().token
    page = resident.send(page, kinds=["glass"], photos=[token])
    assert page.step == "more"
    # Whoever takes the tick away takes the file away.
    page = resident.send(resident.send(page, "back"), kinds=["glass"], photos=[])
    page = resident.send(page)
    assert "mess.jpeg" not in page.text


def test_of_too_many_files_the_resident_takes_some_away(resident: Resident) -> None:
    page = resident.send(None, what="litter")
    page = resident.send(page, kinds=["glass"], photos=[file(image()) for _ in range(4)])
    tokens = re.findall(r'name="photos" value="([^"]+)" checked', page.html)
    assert page.status == 422 and len(tokens) == 4
    page = resident.send(page, kinds=["glass"], photos=tokens[:3])
    assert page.step == "more"


def test_nobody_sends_the_files_of_others(resident: Resident) -> None:
    page = resident.send(None, what="litter")
    page = resident.send(page, kinds=["glass"], photos=[file(image())])
    resident.send(resident.send(page), "send")
    token = Upload.objects.get().token
    thief = Resident()
    page = thief.send(None, what="litter")
    for stolen in (token, "A" * 43, "../../../etc/passwd", "'; DROP TABLE receiver_upload; --"):
        page = thief.send(page, kinds=["glass"], photos=[stolen])
        assert page.status == 422 and "choose this file again" in page.text


def test_no_address_leads_to_a_file(resident: Resident) -> None:
    page = resident.send(None, what="litter")
    resident.send(page, kinds=["glass"], photos=[file(image())])
    upload = Upload.objects.get()
    for name in (upload.token, upload.stored):
        for address in (f"/forms/uploads/{name}", f"/uploads/{name[:2]}/{name}", f"/forms/{name}/"):
            assert resident.get(address).status == 404


def test_a_file_that_is_gone_is_asked_for_again(resident: Resident) -> None:
    page = resident.send(None, what="litter")
    after = resident.send(page, kinds=["glass"], photos=[file(image())])
    upload = Upload.objects.get()
    Path(path_of(upload)).unlink()
    page = resident.send(resident.send(after, "back"), kinds=["glass"], photos=[upload.token])
    assert page.status == 422 and "choose this file again" in page.text


def test_files_that_nobody_sent_are_deleted(resident: Resident) -> None:
    page = resident.send(None, what="litter")
    sent = resident.send(page, kinds=["glass"], photos=[file(image())])
    resident.send(resident.send(sent), "send")
    kept = Upload.objects.get()
    resident.send(page, kinds=["glass"], photos=[file(image())])
    left = Upload.objects.exclude(pk=kept.pk).get()
    now = timezone.now()
    tidy(now + dt.timedelta(hours=47))
    assert path_of(left).exists()
    tidy(now + dt.timedelta(hours=49))
    assert not path_of(left).exists() and path_of(kept).exists()
    assert list(Upload.objects.all()) == [kept]
