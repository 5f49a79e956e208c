"""Images have their size and their words, so that nothing moves and nobody is left out."""

from __future__ import annotations

import struct

import pytest
from conftest import MakeProject, page
from hypothesis import given
from hypothesis import strategies as st

from councilsite.images import Size, measure

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 120"><path d="M0 0"/></svg>'


def png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height)


def jpeg(width: int, height: int, *, orientation: int = 1, order: str = ">") -> bytes:
    mark = b"MM" if order == ">" else b"II"
    exif = mark + struct.pack(f"{order}HIHHHIHH", 42, 8, 1, 274, 3, 1, orientation, 0)
    first = b"Exif\0\0" + exif
    app = b"\xff\xe1" + struct.pack(">H", len(first) + 2) + first
    table = b"\xff\xff\xc4" + struct.pack(">H", 4) + b"\0\0"
    frame = b"\xff\xc2" + struct.pack(">HBHHB", 8, 8, height, width, 3)
    return b"\xff\xd8" + app + table + frame


def webp(kind: bytes, header: bytes) -> bytes:
    return b"RIFF\0\0\0\0WEBP" + kind + b"\0\0\0\0" + header


@pytest.mark.parametrize(
    "data",
    [
        png(300, 120),
        b"GIF89a" + struct.pack("<HH", 300, 120),
        jpeg(300, 120),
        jpeg(120, 300, orientation=6),
        jpeg(120, 300, orientation=8, order="<"),
        webp(b"VP8 ", b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 300, 120)),
        webp(b"VP8L", b"\x2f" + struct.pack("<I", 299 | 119 << 14)),
        webp(b"VP8X", b"\0\0\0\0" + (299).to_bytes(3, "little") + (119).to_bytes(3, "little")),
        SVG.encode(),
        b'<?xml version="1.0"?>\n<svg width="300px" height=\'120\' viewBox="0 0 1 1">',
        b'<svg width="100%" height="100%" viewBox="-5,-5 300.2 119.9">',
    ],
)
def test_the_size_of_each_kind_of_image_is_read(data: bytes) -> None:
    assert measure(data) == Size(300, 120)


@pytest.mark.parametrize(
    "data", [b"", b"text", b"<svg>", png(0, 5), b"\xff\xd8\xff", SVG[:20].encode()]
)
def test_what_is_damaged_has_no_size(data: bytes) -> None:
    assert measure(data) is None


@given(
    st.sampled_from([png(9, 9), jpeg(9, 9), SVG.encode(), webp(b"VP8X", b"12345678")]), st.data()
)
def test_damaged_images_stop_no_build(whole: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(whole)))
    size = measure(whole[:at] + data.draw(st.binary(max_size=8)) + whole[at + 4 :])
    assert size is None or min(size) > 0


def test_images_have_their_size_and_later_ones_wait(project: MakeProject) -> None:
    body = "![Map](images/map.svg)\n\nText ![Sign](/sign.svg) here.\n\n![Bus](images/bus.svg)"
    made = project(
        {
            "content/a/b.md": page(body),
            "content/a/images/map.svg": SVG,
            "content/a/images/bus.svg": SVG.replace("120", "60"),
            "content/sign.svg": SVG.replace("300", "30"),
        }
    )
    main = made.build().main("a/b/")
    assert 'alt="Map" src="../../a/images/map.svg" width="300" height="120" />' in main
    assert 'src="../../sign.svg" width="30" height="120" loading="lazy"' in main
    assert 'src="../../a/images/bus.svg" width="300" height="60" loading="lazy"' in main
    # A new picture under the old name: the page follows.
    made.write({"content/a/images/map.svg": SVG.replace("300", "500")})
    assert 'width="500" height="120"' in made.build().main("a/b/")


@pytest.mark.parametrize(
    "image",
    ["![](a.svg)", "Text ![ ](a.svg) text.", "![](a.svg){: .wide }", "![][b]\n\n[b]: a.svg"]
    + ["<img src='a.svg'>", "- ![](a.svg)"],
)
def test_an_image_without_words_is_told_of(project: MakeProject, image: str) -> None:
    built = project({"content/a.md": page(image), "content/a.svg": SVG}).build()
    assert built.code == 1
    assert "content/a.md:9: people who cannot see this image" in built.complaints


@pytest.mark.parametrize(
    "image",
    [
        "![](a.svg){: .decorative }",
        "![](a.svg){ .wide .decorative }",
        "![](a.svg)\n{: .decorative }",
    ]
    + ["`![](a.svg)`", "```\n![](a.svg)\n```"],
)
def test_an_image_that_only_decorates_says_so(project: MakeProject, image: str) -> None:
    built = project({"content/a.md": page(image), "content/a.svg": SVG}).build()
    assert built.code == 0, built.complaints
    assert 'alt=""' in built.main("a/") or "<code>" in built.main("a/")
